import { isMap, isSeq } from 'yaml'
import type { FieldPath } from '../krm/field-path.ts'
import type { Change } from './diff.ts'
import { flowSplices } from './edit-flow.ts'
import { blockListSplices, type EntryEdits } from './edit-list.ts'
import { blockMapSplices, type KeyEdits } from './edit-map.ts'
import { type EditedText, type MapNode, type Place, pairOf, placeAt } from './edit-node.ts'
import { settingSplices } from './edit-set.ts'
import type { Splice } from './edit-splice.ts'
import { flowStyleOf, printFlowEntry } from './edit-style.ts'
import { printFlowPair } from './print.ts'

/** All edits of the entries of one collection. */
interface CollectionEdits {
  readonly path: FieldPath
  readonly keys: { removed: string[]; added: [key: string, value: unknown][] }
  readonly entries: { removed: number[]; inserted: { index: number; values: readonly unknown[] }[] }
}

/** The splices for all changes, against one parse. Undefined where a change has no place in the text. */
export function splicesFor(
  edited: EditedText,
  changes: readonly Change[],
): readonly Splice[] | undefined {
  const splices: Splice[] = []
  const collections = new Map<string, CollectionEdits>()
  for (const change of changes) {
    if (change.kind !== 'set') {
      addTo(editsAt(change.path), change)
      continue
    }
    const place = placeAt(edited.root, change.path)
    const key = change.path.at(-1)
    if (place) {
      const setting = settingSplices(edited, place, change.value)
      if (setting === undefined) return undefined
      splices.push(...setting)
    } else if (typeof key === 'string') {
      // a key that a merge brings in is overridden by one of its own
      editsAt(change.path.slice(0, -1)).keys.added.push([key, change.value])
    } else {
      return undefined
    }
  }
  for (const edits of collections.values()) {
    const collection = collectionSplices(edited, edits)
    if (collection === undefined) return undefined
    splices.push(...collection)
  }
  return splices

  function editsAt(path: FieldPath): CollectionEdits {
    const id = JSON.stringify(path)
    const known = collections.get(id)
    if (known) return known
    const edits = {
      path,
      keys: { removed: [], added: [] },
      entries: { removed: [], inserted: [] },
    }
    collections.set(id, edits)
    return edits
  }
}

function addTo({ keys, entries }: CollectionEdits, change: Exclude<Change, { kind: 'set' }>): void {
  switch (change.kind) {
    case 'insert':
      entries.inserted.push({ index: change.index, values: change.values })
      return
    case 'removeEntry':
      entries.removed.push(change.index)
      return
    case 'addKey':
      keys.added.push([change.key, change.value])
      return
    case 'removeKey':
      keys.removed.push(change.key)
      return
  }
}

function collectionSplices(
  edited: EditedText,
  { path, keys, entries }: CollectionEdits,
): readonly Splice[] | undefined {
  const place = placeAt(edited.root, path)
  const node = place?.node
  if (!place || !(isMap(node) || isSeq(node))) return undefined
  if (node.flow) return flowCollectionSplices(edited, place, keys, entries)
  return isMap(node)
    ? blockMapSplices(edited, place, node, keys)
    : blockListSplices(edited, place, node, entries)
}

function flowCollectionSplices(
  edited: EditedText,
  place: Place,
  keys: KeyEdits,
  entries: EntryEdits,
): readonly Splice[] | undefined {
  const { node } = place
  if (!isMap(node) && !isSeq(node)) return undefined
  const style = flowStyleOf(edited, [...place.around, node])
  if (isSeq(node)) {
    const runs = entries.inserted.map(({ index, values }) => ({
      index,
      texts: values.map((value) => printFlowEntry(value, node, style)),
    }))
    return flowSplices(edited, node, { gone: new Set(entries.removed), runs }, style)
  }
  const gone = keys.removed.map((key) => indexOfKey(node, key))
  if (gone.includes(-1)) return undefined
  const texts = keys.added.map(([key, value]) => printFlowPair(key, value, style))
  const runs = texts.length === 0 ? [] : [{ index: node.items.length, texts }]
  return flowSplices(edited, node, { gone: new Set(gone), runs }, style)
}

function indexOfKey(map: MapNode, key: string): number {
  const pair = pairOf(map, key)
  return pair === undefined ? -1 : map.items.indexOf(pair)
}
