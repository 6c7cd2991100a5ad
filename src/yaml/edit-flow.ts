import {
  commaBetween,
  type FlowEntry,
  flowEntries,
  hasOwnLines,
  linesOf,
} from './edit-flow-entries.ts'
import { tailSplices } from './edit-flow-tail.ts'
import type { EditedText, MapNode, SeqNode } from './edit-node.ts'
import { lineStart, type Splice, startsLine } from './edit-splice.ts'
import type { FlowStyle } from './print.ts'

/** Entries that come and go in one flow collection, as they are printed. */
export interface FlowEdits {
  /** Indexes of the entries that go. */
  readonly gone: ReadonlySet<number>
  /** `texts` go before the entry `index`, which may be the number of entries. */
  readonly runs: readonly { readonly index: number; readonly texts: readonly string[] }[]
}

/**
 * The splices that insert and remove entries of a flow collection. A collection with each entry on a
 * line of its own stays so; in others entries come in the line, separated as the last two are.
 */
export function flowSplices(
  edited: EditedText,
  collection: MapNode | SeqNode,
  edits: FlowEdits,
  style: FlowStyle,
): readonly Splice[] {
  const { text } = edited
  const entries = flowEntries(text, collection)
  const isEmptied = entries.every((_, index) => edits.gone.has(index))
  const texts = edits.runs.flatMap((run) => run.texts)
  if (isEmptied) return [emptied(text, collection, entries, texts.join(style.comma))]
  return hasOwnLines(text, collection, entries)
    ? splicesOfLines(edited, entries, edits)
    : splicesInLine(text, entries, edits, style)
}

/** All entries replaced by `texts`; blanks inside empty brackets stay. */
function emptied(
  text: string,
  collection: MapNode | SeqNode,
  entries: readonly FlowEntry[],
  texts: string,
): Splice {
  const start = collection.range[0] + 1
  const close = collection.range[1] - 1
  const [first] = entries
  const last = entries.at(-1)
  if (!first || !last) {
    const inside = text.slice(start, close)
    const isBlank = inside !== '' && /^ *$/.test(inside)
    return insertion(start, isBlank && texts !== '' ? inside + texts : texts)
  }
  if (texts !== '') return { start: first.start, end: last.end, text: texts }
  if (startsLine(text, first.start)) return { start, end: close, text: '' }
  return { start, end: last.comma === undefined ? last.end : last.comma + 1, text: '' }
}

function splicesOfLines(
  { text, lineEnd }: EditedText,
  entries: readonly FlowEntry[],
  { gone, runs }: FlowEdits,
): readonly Splice[] {
  const splices: Splice[] = []
  const kept = entries.findLastIndex((_, index) => !gone.has(index))
  const hasFinalComma = entries.at(-1)?.comma !== undefined
  const tail = runs.filter((run) => run.index > kept).flatMap((run) => run.texts)
  for (const index of gone) {
    const entry = entries[index]
    if (entry) splices.push(linesOf(text, entry))
  }
  for (const { index, texts } of runs.filter((run) => run.index <= kept)) {
    const at = entries[index]
    if (!at) continue
    const lines = texts.map((entry) => `${blanksBefore(text, at)}${entry},${lineEnd}`)
    const before = entries[index - 1]
    const start = before ? linesOf(text, before).end : linesOf(text, at).start
    splices.push({ start, end: start, text: lines.join('') })
  }
  const last = entries[kept]
  if (!last) return splices
  const needsComma = hasFinalComma || tail.length > 0
  if (needsComma && last.comma === undefined) splices.push(insertion(last.end, ','))
  if (!needsComma && last.comma !== undefined) {
    splices.push({ start: last.comma, end: last.comma + 1, text: '' })
  }
  const pad = blanksBefore(text, last)
  const lines = tail.map((entry, index) => {
    const isLast = index === tail.length - 1
    return `${pad}${entry}${isLast && !hasFinalComma ? '' : ','}${lineEnd}`
  })
  return [...splices, insertion(linesOf(text, last).end, lines.join(''))]
}

function splicesInLine(
  text: string,
  entries: readonly FlowEntry[],
  { gone, runs }: FlowEdits,
  style: FlowStyle,
): readonly Splice[] {
  const splices: Splice[] = []
  const comma = commaBetween(text, entries) ?? style.comma
  const kept = entries.findLastIndex((_, index) => !gone.has(index))
  for (const index of gone) {
    const entry = entries[index]
    const next = entries[index + 1]
    if (entry && next && index < kept) {
      splices.push({ start: entry.start, end: next.start, text: '' })
    }
  }
  for (const { index, texts } of runs.filter((run) => run.index <= kept)) {
    const at = entries[index]
    if (at) splices.push(insertion(at.start, texts.map((entry) => entry + comma).join('')))
  }
  const last = entries[kept]
  if (!last) return splices
  const texts = runs.filter((run) => run.index > kept).flatMap((run) => run.texts)
  const tail = { entries, last, gone: entries[kept + 1], texts, comma }
  return [...splices, ...tailSplices(text, tail)]
}

/** The blanks, tabs too, before an entry that starts its line. */
function blanksBefore(text: string, { start }: FlowEntry): string {
  return text.slice(lineStart(text, start), start)
}

function insertion(offset: number, text: string): Splice {
  return { start: offset, end: offset, text }
}
