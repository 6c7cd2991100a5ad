import { type Item, type MadeItem, makeItem } from '../krm/item.ts'
import { isMap, type KubernetesObject } from '../krm/object.ts'
import { changesBetween } from '../yaml/diff.ts'

/** An object as kpt-functions types it. */
export interface KptObject {
  apiVersion: string
  kind: string
  metadata: object
}

/** The identity that kpt-functions gives an object: apiVersion, kind, namespace and name. */
export type KptKey = (object: KptObject) => string

/** An item and the copy of its object that a KptFunc may change in place. */
export interface HandedItem {
  readonly item: Item
  readonly copy: KptObject
}

/**
 * What a KptFunc can be given: objects with a type and metadata, and of those with one key only the last, because
 * kpt-functions keeps no other; the earlier ones are `shadowed`.
 */
export function handedItems(
  items: readonly Item[],
  keyOf: KptKey,
): { readonly handed: readonly HandedItem[]; readonly shadowed: readonly Item[] } {
  const byKey = new Map<string, HandedItem>()
  const shadowed: Item[] = []
  for (const item of items) {
    if (item.apiVersion === '' || item.kind === '' || !isMap(item.object.metadata)) continue
    const copy = structuredClone(item.object) as unknown as KptObject
    const key = keyOf(copy)
    const earlier = byKey.get(key)
    if (earlier) shadowed.push(earlier.item)
    byKey.set(key, { item, copy })
  }
  return { handed: [...byKey.values()], shadowed }
}

/**
 * The list after a KptFunc ran: `objects` is what it left. Items that it never saw and items whose value is the same
 * stay as they came in; changed and replaced ones keep their place; deleted ones are gone; new ones come last.
 */
export function itemsAfter(
  items: readonly Item[],
  handed: readonly HandedItem[],
  objects: readonly KptObject[],
  keyOf: KptKey,
): readonly Item[] {
  const left = new Set(objects)
  const byKey = new Map(objects.map((object) => [keyOf(object), object]))
  const after = new Map<Item, Item | undefined>()
  for (const { item, copy } of handed) {
    const key = keyOf(item.object as unknown as KptObject)
    const object = left.has(copy) ? copy : byKey.get(key)
    if (object === undefined || !left.delete(object)) after.set(item, undefined)
    else
      after.set(
        item,
        changesBetween(item.object, object).length === 0 ? item : madeFrom(object, item),
      )
  }
  const kept = items.flatMap((item) => (after.has(item) ? (after.get(item) ?? []) : item))
  return [...kept, ...[...left].map((object) => madeFrom(object))]
}

/** A list entry for an object of a Configs: it came in, so changes of it must be told from new objects. */
export function incomingItem(object: KptObject): Item {
  const { origin: _, ...item } = madeFrom(object)
  return item
}

/** A copy, since a KptFunc may keep and change what it inserted; values that are undefined are absent. */
function madeFrom(object: KptObject, origin?: Item): MadeItem {
  return makeItem(defined(object) as KubernetesObject, origin)
}

function defined(value: unknown): unknown {
  // a hole is null too
  if (Array.isArray(value)) return Array.from(value, (each) => defined(each) ?? null)
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, defined(each)]),
  )
}
