import { isMap } from '../krm/object.ts'

/**
 * True for `kind: List` with `items`, and for any other …List whose `items` are a list of mappings. Then its entries
 * are the items, as kustomize has it.
 */
export function isListShape(object: { readonly kind: unknown; readonly items: unknown }): boolean {
  const { kind, items } = object
  if (typeof kind !== 'string' || !kind.endsWith('List')) return false
  if (kind === 'List') return items !== undefined
  return Array.isArray(items) && items.every(isMap)
}
