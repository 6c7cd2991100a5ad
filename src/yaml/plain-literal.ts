import { notSure } from './plain-block-scalar.ts'

/** A literal block. */
export interface PlainLiteral {
  readonly value: string
  /** The start of the first line that does not belong to it. */
  readonly end: number
}

const header = /\|(-?)\n( +)(?=[^ \n])/y

/**
 * Reads the literal whose `|` stands at `start`, in a collection at `column`: `|` and `|-`, with a first line that is not blank and a last
 * one that ends. Throws {@link notSure} for others.
 */
export function readLiteral(text: string, start: number, column: number): PlainLiteral {
  header.lastIndex = start
  const match = header.exec(text)
  const [, strip = '', { length: indent } = ''] = match ?? []
  if (indent <= column) throw notSure
  const lines: string[] = []
  let end = header.lastIndex - indent
  for (let lineStart = end; lineStart < text.length; ) {
    const contentStart = indentEnd(text, lineStart, indent)
    const lineEnd = text.indexOf('\n', contentStart)
    const isIndented = contentStart - lineStart === indent
    // a last line that does not end has no line end to keep
    if (lineEnd < 0 && isIndented) throw notSure
    if (text[contentStart] !== '\n' && !isIndented) break
    const line = text.slice(contentStart, lineEnd)
    if (isBlank.test(line)) throw notSure
    lines.push(line)
    lineStart = lineEnd + 1
    if (line !== '') end = lineStart
  }
  while (lines.at(-1) === '') lines.pop()
  return { value: lines.join('\n') + (strip === '' ? '\n' : ''), end }
}

const isBlank = /^ +$/

/** Behind the spaces that start a line, `most` at most. */
function indentEnd(text: string, lineStart: number, most: number): number {
  let at = lineStart
  while (at - lineStart < most && text.charCodeAt(at) === 0x20) at += 1
  return at
}
