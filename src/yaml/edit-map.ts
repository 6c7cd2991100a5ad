import { removalSplices } from './edit-lines.ts'
import {
  type EditedText,
  type MapNode,
  mapStart,
  type PairNode,
  type Place,
  pairLinesEnd,
  pairOf,
} from './edit-node.ts'
import { settingSplices } from './edit-set.ts'
import { columnOf, type Splice } from './edit-splice.ts'
import { linesText } from './edit-style.ts'
import { printBlockPair } from './print.ts'

/** Keys that come and go in one mapping. */
export interface KeyEdits {
  readonly removed: readonly string[]
  readonly added: readonly (readonly [key: string, value: unknown])[]
}

/**
 * The splices that add keys at the end of a block mapping, as a rule, and remove keys with their lines and the
 * comments on those lines; comment lines between keys stay.
 */
export function blockMapSplices(
  edited: EditedText,
  place: Place,
  map: MapNode,
  { removed, added }: KeyEdits,
): readonly Splice[] | undefined {
  const gone = new Set<PairNode | undefined>(removed.map((key) => pairOf(map, key)))
  if (gone.has(undefined)) return undefined
  if (gone.size === map.items.length)
    return settingSplices(edited, place, Object.fromEntries(added))
  const entries = map.items.map((pair, index) => ({
    start: index === 0 ? mapStart(edited.text, map) : pair.key.range[0],
    end: pairLinesEnd(edited, pair),
    isGone: gone.has(pair),
  }))
  const removals = removalSplices(edited, place, entries)
  if (added.length === 0) return removals
  const column = columnOf(edited.text, mapStart(edited.text, map))
  const end = addedAt(edited, map)
  const lines = added.map(([key, value]) => {
    const pair = printBlockPair(key, value, column).replaceAll('\n', edited.lineEnd)
    return linesText(edited, pair, column)
  })
  return [...removals, { start: end, end, text: lines.join('') }]
}

/** Behind the last key; before it, if there is another one, where a line behind it would change its value. */
function addedAt(edited: EditedText, { items }: MapNode): number {
  const end = pairLinesEnd(edited, items.at(-1) as PairNode)
  const before = items.at(-2)
  return edited.endsOpen && end === edited.text.length && before
    ? pairLinesEnd(edited, before)
    : end
}
