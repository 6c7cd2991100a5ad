import type { FlowEntry } from './edit-flow-entries.ts'
import type { Splice } from './edit-splice.ts'

/** The end of a flow collection in which entries share lines. */
export interface FlowTail {
  readonly entries: readonly FlowEntry[]
  /** The last entry that stays. */
  readonly last: FlowEntry
  /** The first entry behind it, which goes as all that follow do. */
  readonly gone: FlowEntry | undefined
  /** Entries that come in their place, as they are printed. */
  readonly texts: readonly string[]
  /** What stands before each. */
  readonly comma: string
}

/** The splices that exchange the entries behind the last that stays. A comment on its line stays on it. */
export function tailSplices(text: string, tail: FlowTail): readonly Splice[] {
  const { last, gone, texts, comma } = tail
  const added = texts.map((entry) => comma + entry).join('')
  if (gone) return exchanged(text, tail, added)
  const comment = commentEnd(text, last.comma === undefined ? last.end : last.comma + 1)
  const isInLine = !/[\r\n]/.test(comma)
  if (comment === undefined || isInLine || added === '') {
    return [{ start: last.end, end: last.end, text: added }]
  }
  // the comma goes before the comment, the entry below it
  return last.comma === undefined
    ? [at(last.end, ','), at(comment, added.slice(1))]
    : [at(comment, `${added.slice(1)},`)]
}

function exchanged(text: string, { entries, last, gone }: FlowTail, added: string): Splice[] {
  const final = entries.at(-1)
  if (!gone || !final) return []
  const between = text.slice(last.end, gone.start)
  if (!between.includes('#')) return [{ start: last.end, end: final.end, text: added }]
  if (added !== '') return [{ start: gone.start, end: final.end, text: added.replace(/^,\s*/, '') }]
  const end = final.comma === undefined ? final.end : final.comma + 1
  const { comma } = last
  const isKept = final.comma !== undefined || comma === undefined
  const kept = isKept ? between : text.slice(last.end, comma) + text.slice(comma + 1, gone.start)
  // a bracket must not end up in the comment
  const isLineEnd = /^[ \t]*(?:\r?\n)/.test(text.slice(end))
  return [{ start: last.end, end, text: isLineEnd ? kept.trimEnd() : kept }]
}

/** The end of the comment that follows `offset` on its line, if there is one. */
function commentEnd(text: string, offset: number): number | undefined {
  const comment = /[ \t]+#[^\r\n]*/y
  comment.lastIndex = offset
  return comment.test(text) ? comment.lastIndex : undefined
}

function at(offset: number, text: string): Splice {
  return { start: offset, end: offset, text }
}
