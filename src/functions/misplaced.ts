import { apiVersion } from '../api/group.ts'
import { isFromKustomize } from '../krm/from-kustomize.ts'
import { type Item, makeItem } from '../krm/item.ts'
import type { ResourceList } from '../krm/resource-list.ts'

/** The kind of a validator's answer to kustomize: validators ignore it, and no API server takes it. */
export const misplacedKind = 'TenancyCheckBelongsUnderValidators'

/**
 * The items that a validator answers with. kustomize refuses a validator that echoes items, and a transformer that answers
 * with none empties the build: so kustomize gets one object that fails to apply, and everybody else what came in.
 */
export function validatorItems(list: ResourceList): readonly Item[] {
  return isFromKustomize(list) ? [makeItem(misplaced)] : list.items
}

const misplaced = {
  apiVersion,
  kind: misplacedKind,
  metadata: { name: 'tenancy-check' },
}
