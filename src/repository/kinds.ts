import type { Item } from '../krm/item.ts'
import { mayNameController } from '../lockdown/find.ts'
import { isWorkload } from '../lockdown/pod.ts'
import { referenceFields } from '../lockdown/references.ts'

/** The kinds beside workloads that are read: what refers to other namespaces or is applied with an account, and what binds accounts. */
export const otherKinds: ReadonlySet<string> = new Set([
  ...referenceFields.map(({ kind }) => kind),
  'RoleBinding',
  'ClusterRoleBinding',
])

/** Configuration of ours and of flux-operator. */
const configKinds: ReadonlySet<string> = new Set(['FluxTenancy', 'TenancyCheck', 'FluxInstance'])

/** True for an object whose content counts; all others are never parsed. */
export function isRead(item: Item): boolean {
  const mayBeController = isWorkload(item) && mayNameController(item)
  return mayBeController || otherKinds.has(item.kind) || configKinds.has(item.kind)
}
