import type { Item } from '../krm/item.ts'
import { referenceFields } from '../lockdown/references.ts'
import { mayRunController } from '../lockdown/unhandled.ts'

/** The kinds that are read whatever they hold: what refers to other namespaces or is applied with an account, and what binds accounts. */
const otherKinds: ReadonlySet<string> = new Set([
  ...referenceFields.map(({ kind }) => kind),
  'RoleBinding',
  'ClusterRoleBinding',
])

/** Configuration of ours and of flux-operator. */
const configKinds: ReadonlySet<string> = new Set(['FluxTenancy', 'TenancyCheck', 'FluxInstance'])

/** What Flux takes folders from. */
const sourceKinds: ReadonlySet<string> = new Set(['GitRepository', 'OCIRepository', 'Bucket'])

/** True for a source from which Flux may take folders of the repository. */
export function isSource({ kind }: Pick<Item, 'kind'>): boolean {
  return sourceKinds.has(kind)
}

/** True for what is judged beside the controllers of a cluster. */
export function isBesideControllers(item: Item): boolean {
  return otherKinds.has(item.kind) || mayRunController(item)
}

/** True for an object whose content counts; all others are never parsed. */
export function isRead(item: Item): boolean {
  return isBesideControllers(item) || configKinds.has(item.kind) || isSource(item)
}
