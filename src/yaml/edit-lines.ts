import type { EditedText, Place } from './edit-node.ts'
import { columnOf, lineStart, type Splice, startsLine } from './edit-splice.ts'

/** The lines of one entry of a block mapping or list. */
export interface EntryLines {
  /** The offset of the dash or key. */
  readonly start: number
  /** The offset behind its last line. */
  readonly end: number
  readonly isGone: boolean
}

/**
 * True if the first entry shares its line with what is around it (`- a: 1`), so that its line must
 * stay. An indented root may stand behind a dash that the reader has masked.
 */
export function isInLine({ text }: EditedText, { around }: Place, start: number): boolean {
  return !startsLine(text, start) || (around.length === 0 && columnOf(text, start) > 0)
}

/** The splices that remove entries, not all of them, and leave the comment lines between them. */
export function removalSplices(
  edited: EditedText,
  place: Place,
  entries: readonly EntryLines[],
): readonly Splice[] {
  const { text } = edited
  const splices: Splice[] = []
  const [first] = entries
  let position = 0
  if (first?.isGone && isInLine(edited, place, first.start)) {
    position = first.end
    // what follows moves up to where the first entry was
    for (const entry of entries) {
      if (contentAt(text, position) === entry.start && entry.isGone) position = entry.end
    }
    position = contentAt(text, position)
    splices.push({ start: first.start, end: position, text: '' })
  }
  for (const { start, end, isGone } of entries) {
    if (isGone && start >= position) splices.push({ start: lineStart(text, start), end, text: '' })
  }
  return splices
}

function contentAt(text: string, offset: number): number {
  const blank = /[ \r\n]*/y
  blank.lastIndex = offset
  blank.exec(text)
  return blank.lastIndex
}
