import { isPair, type ParsedNode } from 'yaml'
import type { MapNode, PairNode, SeqNode } from './edit-node.ts'
import { afterTrivia, columnOf, nextLine, type Splice, startsLine } from './edit-splice.ts'

/** Where an entry of a flow collection stands in the text. */
export interface FlowEntry {
  readonly start: number
  readonly end: number
  /** The offset of the comma behind it, if there is one. */
  readonly comma: number | undefined
}

/** The entries with their offsets, properties and explicit key indicators included. */
export function flowEntries(text: string, collection: MapNode | SeqNode): readonly FlowEntry[] {
  let start = afterTrivia(text, collection.range[0] + 1)
  return collection.items.map((item) => {
    const node = isPair(item) ? ((item as PairNode).value ?? item.key) : item
    const end = (node as ParsedNode).range[1]
    const next = afterTrivia(text, end)
    const comma = text[next] === ',' ? next : undefined
    const entry = { start, end, comma }
    start = afterTrivia(text, comma === undefined ? next : comma + 1)
    return entry
  })
}

/** True if every entry and the closing bracket start a line. */
export function hasOwnLines(
  text: string,
  collection: MapNode | SeqNode,
  entries: readonly FlowEntry[],
): boolean {
  const starts = [...entries.map((entry) => entry.start), collection.range[1] - 1]
  return starts.every((start) => startsLine(text, start))
}

/** What separates the last two entries, without the comments in it, if it is but a comma, blanks and a line end. */
export function commaBetween(text: string, entries: readonly FlowEntry[]): string | undefined {
  const [before, last] = entries.slice(-2)
  if (!before || !last) return undefined
  const between = text.slice(before.end, last.start).replace(/[ \t]+#[^\r\n]*/g, '')
  return /^,[ \t\r\n]*$/.test(between) ? between : undefined
}

/** The removal of an entry's lines, with the comma and the comment on them. */
export function linesOf(text: string, entry: FlowEntry): Splice {
  const start = entry.start - columnOf(text, entry.start)
  return { start, end: nextLine(text, entry.comma ?? entry.end), text: '' }
}
