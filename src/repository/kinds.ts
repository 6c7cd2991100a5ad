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

/** True for what is judged beside the controllers of a cluster. */
export function isBesideControllers(item: Item): boolean {
  return otherKinds.has(item.kind) || mayRunController(item)
}

/** True for an object whose content counts; all others are never parsed. */
export function isRead(item: Item): boolean {
  return isBesideControllers(item) || configKinds.has(item.kind)
}
