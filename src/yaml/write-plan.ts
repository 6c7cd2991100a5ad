import { type Item, isMade } from '../krm/item.ts'
import { isMap, type KubernetesObject } from '../krm/object.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { plainCopy } from './plain-copy.ts'
import type { SourceList } from './read.ts'
import { SourceItem } from './source-item.ts'

/** What becomes of the items that came in, and what is new. */
export interface WritePlan {
  /** Items that came in and are to mean something else. */
  readonly changed: ReadonlyMap<SourceItem, Item>
  readonly removed: ReadonlySet<SourceItem>
  readonly added: readonly KubernetesObject[]
  /** Unchanged items to be printed anew, since their text leans on another item's by an alias. */
  readonly unshared: ReadonlySet<SourceItem>
  /** Results that the text does not have yet; always empty for documents. */
  readonly results: readonly unknown[]
}

/** The steps from what came in to `list`. The first item made from another takes its place; a second one is new. */
export function writePlan(source: SourceList, list: ResourceList): WritePlan {
  const cameIn = new Set<Item>(source.items)
  const kept = new Set<Item>(list.items.filter((item) => cameIn.has(item)))
  const changed = new Map<SourceItem, Item>()
  const added: KubernetesObject[] = []
  for (const item of list.items) {
    if (cameIn.has(item)) continue
    const origin = isMade(item) ? item.origin : undefined
    const takesPlace = origin instanceof SourceItem && cameIn.has(origin) && !kept.has(origin)
    if (takesPlace && !changed.has(origin)) changed.set(origin, item)
    else added.push(item.object)
  }
  const removed = source.items.filter((item) => !kept.has(item) && !changed.has(item))
  return {
    changed,
    removed: new Set(removed),
    added,
    unshared: new Set(),
    results: source.form === 'ResourceList' ? newResults(source.results, list.results) : [],
  }
}

function newResults(old: readonly unknown[], results: readonly unknown[]): readonly unknown[] {
  const known = new Set(old.map(canonical))
  return results.map(plainCopy).filter((result) => {
    const text = canonical(result)
    const isNew = !known.has(text)
    known.add(text)
    return isNew
  })
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`
    if (!isMap(each)) return each
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** True if the text can stay as it is. */
export function isEmptyPlan({ changed, removed, added, results }: WritePlan): boolean {
  return changed.size + removed.size + added.length + results.length === 0
}
