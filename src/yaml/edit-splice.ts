import type { LineEnd } from './print.ts'

/** One replacement: the characters from `start` up to `end`, not included, become `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * `text` with all splices, whose offsets are those of `text`. Those at one offset keep their order,
 * insertions before replacements. Undefined where two overlap.
 */
export function spliced(text: string, splices: readonly Splice[]): string | undefined {
  const sorted = splices.toSorted(
    (a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start),
  )
  const parts: string[] = []
  let position = 0
  for (const splice of sorted) {
    if (splice.start < position) return undefined
    parts.push(text.slice(position, splice.start), splice.text)
    position = splice.end
  }
  parts.push(text.slice(position))
  return parts.join('')
}

/** The line end that the text uses first; `\n` for a text of one line. */
export function lineEndOf(text: string): LineEnd {
  const lineFeed = text.indexOf('\n')
  return lineFeed > 0 && text[lineFeed - 1] === '\r' ? '\r\n' : '\n'
}

/** The offset at which the line of `offset` starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** The offset behind the line end of the line of `offset`. */
export function nextLine(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset)
  return lineFeed < 0 ? text.length : lineFeed + 1
}

/** The column of `offset`, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** True if nothing but blanks stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** The first offset from `offset` on that is no blank, line end or comment. */
export function afterTrivia(text: string, offset: number): number {
  const trivia = /(?:[ \t\r\n]|(?<=[ \t\r\n,[{])#[^\n]*)*/y
  trivia.lastIndex = offset
  trivia.exec(text)
  return trivia.lastIndex
}
