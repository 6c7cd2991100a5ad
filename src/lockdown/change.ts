import { type Item, makeItem } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import type { Finding } from './finding.ts'

/** What makes one object of another, and the edits that this is. */
export interface Change {
  readonly item: Item
  readonly edit: (object: KubernetesObject) => KubernetesObject
  readonly edits: readonly Finding[]
}

/** The changed form of every item that has a change; a workload with several controllers has several. */
export function changedItems(changes: readonly Change[]): ReadonlyMap<Item, Item> {
  const changed = new Map<Item, Item>()
  for (const { item, edit } of changes) {
    changed.set(item, makeItem(edit((changed.get(item) ?? item).object), item))
  }
  return changed
}
