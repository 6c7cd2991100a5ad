import type { ParsedNode } from 'yaml'
import { isInLine, removalSplices } from './edit-lines.ts'
import { type EditedText, linesEnd, type Place, type SeqNode, valueSlot } from './edit-node.ts'
import { settingSplices } from './edit-set.ts'
import { columnOf, nextLine, type Splice } from './edit-splice.ts'
import { blockText, linesText, printQuoted, quotesIn } from './edit-style.ts'

/** Entries that come and go in one list; indexes are those before the edit. */
export interface EntryEdits {
  readonly removed: readonly number[]
  readonly inserted: readonly { readonly index: number; readonly values: readonly unknown[] }[]
}

interface Entry {
  readonly node: ParsedNode
  readonly start: number
  readonly end: number
  readonly isGone: boolean
}

/**
 * The splices that insert entries into a block list, each behind the line of the entry before it, and
 * remove entries with their lines and the comments on those lines; other comment lines stay.
 */
export function blockListSplices(
  edited: EditedText,
  place: Place,
  list: SeqNode,
  { removed, inserted }: EntryEdits,
): readonly Splice[] | undefined {
  if (removed.length === list.items.length) {
    const values = inserted.flatMap((run) => run.values)
    return settingSplices(edited, place, values)
  }
  const entries = entriesOf(edited, list, new Set(removed))
  if (entries === undefined) return undefined
  const splices = [...removalSplices(edited, place, entries)]
  for (const { index, values } of inserted) {
    splices.push(insertionSplice(edited, place, list, entries, index, values))
  }
  return splices
}

function insertionSplice(
  edited: EditedText,
  place: Place,
  list: SeqNode,
  entries: readonly Entry[],
  index: number,
  values: readonly unknown[],
): Splice {
  const { text, lineEnd } = edited
  const start = list.range[0]
  const column = columnOf(text, start)
  const gap = gapBehindDash(text, entries[Math.max(index - 1, 0)])
  const quotes = quotesIn(list)
  const printed = values.map((value) => {
    const isQuoted = typeof value === 'string' && quotes !== undefined
    const inner = isQuoted
      ? printQuoted(value, quotes, 'block')
      : blockText(edited, value, column + 1 + gap.length)
    return `-${gap}${inner}`
  })
  const isFirst = entries.slice(0, index).every((entry) => entry.isGone)
  if (isFirst && isInLine(edited, place, start)) {
    const pad = lineEnd + ' '.repeat(column)
    return { start, end: start, text: printed.map((entry) => entry + pad).join('') }
  }
  const slot = place.pair && valueSlot(edited, place.pair)
  const below = slot === undefined ? start - column : nextLine(text, slot)
  const at = index === 0 ? below : (entries[index - 1]?.end ?? below)
  const lines = printed.map((entry) => linesText(edited, entry, column))
  return { start: at, end: at, text: lines.join('') }
}

/** The entries with the offsets of their dashes; undefined where a dash is not where it should be. */
function entriesOf(
  edited: EditedText,
  list: SeqNode,
  removed: ReadonlySet<number>,
): readonly Entry[] | undefined {
  const { text } = edited
  const column = columnOf(text, list.range[0])
  const entries: Entry[] = []
  for (const [index, item] of list.items.entries()) {
    const node = item as ParsedNode
    const before = entries.at(-1)
    const start = before ? dashFrom(text, before.end, column) : list.range[0]
    if (text[start] !== '-') return undefined
    entries.push({ node, start, end: linesEnd(edited, node), isGone: removed.has(index) })
  }
  return entries
}

/** The offset of the next line's first character at `column` or before it; comment lines are passed over. */
function dashFrom(text: string, offset: number, column: number): number {
  for (let line = offset; line < text.length; line = nextLine(text, line)) {
    const content = /[ \t]*/y
    content.lastIndex = line
    content.exec(text)
    const start = content.lastIndex
    if (!/[#\r\n]/.test(text[start] ?? '\n')) return start - line === column ? start : -1
  }
  return -1
}

function gapBehindDash(text: string, entry: Entry | undefined): string {
  if (entry === undefined) return ' '
  const gap = text.slice(entry.start + 1, entry.node.range[0])
  return /^ +$/.test(gap) ? gap : ' '
}
