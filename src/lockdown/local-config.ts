import { localConfigFor } from '../api/local-config.ts'
import type { Item } from '../krm/item.ts'
import type { Change } from './change.ts'

/** The change that keeps a configuration among the items from being applied to a cluster. */
export function markedConfig(item: Item): Change | undefined {
  const local = localConfigFor(item)
  return local && { item, edit: () => local.object, edits: [local.edit] }
}
