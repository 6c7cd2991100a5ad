import { kustomizeIdAnnotation } from './annotations.ts'
import type { Item } from './item.ts'
import type { ResourceList } from './resource-list.ts'
import { fileOf } from './result.ts'

/** True for items with kustomize's own annotation, and for its list without resources: the functionConfig alone. */
export function isFromKustomize({
  items,
  functionConfig,
}: Pick<ResourceList, 'items' | 'functionConfig'>): boolean {
  if (items.some(hasKustomizeId)) return true
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

function hasKustomizeId(item: Item): boolean {
  return (
    item.mentions(kustomizeIdAnnotation) && item.annotation(kustomizeIdAnnotation) !== undefined
  )
}
