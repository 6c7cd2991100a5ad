import { lineStart } from './edit-splice.ts'

/** A line of nothing but a comment, blanks or a `---`. */
const frameLine = /^\s*(?:---\s*)?(?:#.*)?$/
/** The dashes of a list entry, with a comment behind them or nothing. */
const dashes = /^\s*-[\s-]*(?:#.*)?$/

/**
 * Where the comments directly above what starts at `start` begin, those before its `---` or the dash of its entry among them; `start` must be
 * the first in its line. `start` itself where there are none.
 */
export function commentsStart(text: string, start: number): number {
  let first = lineStart(text, start)
  const own = text.slice(first, start)
  let isBehindDash = dashes.test(own)
  if (!isBehindDash && own.trim() !== '') return start
  while (first > 0) {
    const above = lineStart(text, first - 1)
    const line = text.slice(above, first).trimEnd()
    const isFrame = frameLine.test(line)
    // the entry before has a dash of its own
    if (!isFrame && (isBehindDash || !dashes.test(line))) break
    isBehindDash ||= !isFrame
    first = above
  }
  return first
}
