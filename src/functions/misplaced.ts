import { apiVersion } from '../api/group.ts'
import { kustomizeIdAnnotation } from '../krm/annotations.ts'
import { type Item, makeItem } from '../krm/item.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { fileOf } from '../krm/result.ts'

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

/** True for items with kustomize's own annotation, and for its list without resources: the functionConfig alone. */
function isFromKustomize({ items, functionConfig }: ResourceList): boolean {
  if (
    items.some(
      (item) =>
        item.mentions(kustomizeIdAnnotation) &&
        item.annotation(kustomizeIdAnnotation) !== undefined,
    )
  ) {
    return true
  }
  const [only, second] = items
  return (
    only !== undefined &&
    second === undefined &&
    functionConfig !== undefined &&
    // kpt tells where the item's file is, kustomize does not
    fileOf(only) === undefined &&
    only.apiVersion === functionConfig.apiVersion &&
    only.kind === functionConfig.kind &&
    (only.name ?? '') === (functionConfig.metadata?.name ?? '') &&
    (only.namespace ?? '') === (functionConfig.metadata?.namespace ?? '')
  )
}
