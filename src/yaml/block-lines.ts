import { isNothing, quotedEnd, singleLineFlowEnd } from './block-scalars.ts'

const space = 0x20
const newLine = 0x0a
const dash = 0x2d
const colon = 0x3a

/** What starts a key or value that a scan does not follow: anchors, aliases, tags, directives, explicit keys, what YAML reserves. */
const unfollowed = new Set([...'&*!%@`?'].map((each) => each.charCodeAt(0)))
const quotes = new Set([...'"\''].map((each) => each.charCodeAt(0)))
const brackets = new Set([...'[{'].map((each) => each.charCodeAt(0)))
const blockScalars = new Set([...'|>'].map((each) => each.charCodeAt(0)))
const blockHeader = /[|>][-+]?(?= *(?: #.*)?(?:\n|$))/my

const key = '[A-Za-z_/][\\w./-]*:'
// a scalar that opens nothing; behind a dash alone it must not hold a key
const value = '(?:[$()+,./0-9:;<=A-Z\\\\\\]^_a-z}~]|-[!-~])[ -~]*'
const entry = '(?:[A-Za-z0-9_/.]|--)[ -"$-9;-~]*'
/**
 * Lines of ASCII that open nothing and are followed one by one below with the same end: most of them, in one search. Few lines at a time and few
 * blanks behind a dash, since what repeats within what is repeated takes stack.
 */
const closedLines = new RegExp(
  `(?: *(?:(?:- {1,9}){0,9}${key}(?: +${value}| *)|(?:- {1,9}){1,9}${entry})\\n){1,100}`,
  'y',
)
// what only some readers take for a line break, and what none of them takes
const oddCharacter = /[^\t\n -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/

/** True for a text with a character that readers take otherwise, or refuse: then no scan of its lines is sure. */
export function hasOddCharacter(text: string): boolean {
  return oddCharacter.test(text)
}

/**
 * Follows the lines of one value in block style from its first key on, which stands at `start` in column `column`, to see that no quote, bracket
 * or block scalar is open at `end`: then what comes behind is not part of it, whoever reads. Gives the end of its last line that is no
 * comment and not blank, or undefined where the scan is not sure, as with a character that only some readers take for a line break.
 */
export function blockContentEnd(
  text: string,
  { start, end, column }: { start: number; end: number; column: number },
): number | undefined {
  return new BlockScan(text, end).contentEnd(start, column)
}

class BlockScan {
  readonly #text: string
  readonly #end: number
  #contentEnd = 0

  constructor(text: string, end: number) {
    this.#text = text
    this.#end = end
  }

  contentEnd(start: number, column: number): number | undefined {
    let lineStart = start - column
    // the same offsets, and no search goes on behind the end
    const own = this.#text.slice(0, this.#end)
    for (let at = start; at < this.#end; at = this.#skipSpaces(lineStart)) {
      closedLines.lastIndex = at
      if (closedLines.test(own)) {
        lineStart = closedLines.lastIndex
        this.#contentEnd = lineStart
        continue
      }
      const next = this.#line(lineStart, at)
      if (next === undefined || hasOddCharacter(own.slice(at, next))) return undefined
      lineStart = next
      if (lineStart >= this.#end) break
    }
    return this.#contentEnd
  }

  /** Follows the line whose first character is at `at`, and what it opens. Gives the start of the line behind, or undefined. */
  #line(lineStart: number, first: number): number | undefined {
    const text = this.#text
    const lineEnd = this.#lineEnd(first)
    if (first >= lineEnd || text[first] === '#') return lineEnd + 1
    if (this.#hasTab(first, lineEnd)) return undefined
    let at = first
    // the column of the collection that a value belongs to
    let column = at - lineStart
    let isEntry = false
    while (text.charCodeAt(at) === dash && this.#isBlank(at + 1)) {
      column = at - lineStart
      at = this.#skipSpaces(at + 1)
      isEntry = true
    }
    const value = this.#valueStart(at, lineEnd)
    if (value === undefined) return undefined
    if (value > at) column = at - lineStart
    else if (!isEntry) return this.#plainLine(at, lineEnd)
    return this.#value(this.#skipSpaces(value), column, lineEnd)
  }

  /** Behind the key at `at`; `at` itself where there is none; undefined where that is not sure. */
  #valueStart(at: number, lineEnd: number): number | undefined {
    const text = this.#text
    const first = text.charCodeAt(at)
    if (unfollowed.has(first)) return undefined
    if (quotes.has(first)) {
      const end = quotedEnd(text, at, lineEnd)
      return end !== undefined && text.charCodeAt(end) === colon && this.#isBlank(end + 1)
        ? end + 1
        : at
    }
    if (brackets.has(first) || blockScalars.has(first)) return at
    let end = at
    while (end < lineEnd && !(text.charCodeAt(end) === colon && this.#isBlank(end + 1))) end += 1
    if (end >= lineEnd) return at
    const key = text.slice(at, end)
    return key.includes(' #') || key.startsWith('<<') || first === 0x23 ? undefined : end + 1
  }

  /** A line without a key or dash goes on with a plain scalar, unless it looks like something else. */
  #plainLine(at: number, lineEnd: number): number | undefined {
    const first = this.#text.charCodeAt(at)
    if (quotes.has(first) || brackets.has(first) || blockScalars.has(first)) return undefined
    this.#contentEnd = lineEnd + 1
    return lineEnd + 1
  }

  /** The value at `at` in a collection at `column`. */
  #value(at: number, column: number, lineEnd: number): number | undefined {
    const text = this.#text
    this.#contentEnd = lineEnd + 1
    if (at >= lineEnd || (text[at] === '#' && text[at - 1] === ' ')) return lineEnd + 1
    const first = text.charCodeAt(at)
    if (unfollowed.has(first)) return undefined
    if (first === dash && this.#isBlank(at + 1)) return undefined
    if (quotes.has(first)) return this.#quoted(at, column)
    if (brackets.has(first)) {
      const end = singleLineFlowEnd(text, at, lineEnd)
      return end !== undefined && isNothing(text, end, lineEnd) ? lineEnd + 1 : undefined
    }
    if (!blockScalars.has(first)) return lineEnd + 1
    blockHeader.lastIndex = at
    if (!blockHeader.test(text)) return undefined
    const next = this.#blockScalar(lineEnd + 1, column)
    // blank lines at the end count too
    if (next !== undefined && text.slice(at, blockHeader.lastIndex).includes('+')) {
      this.#contentEnd = next
    }
    return next
  }

  #quoted(at: number, column: number): number | undefined {
    const text = this.#text
    const end = quotedEnd(text, at, this.#end)
    if (end === undefined || this.#hasTab(at, end)) return undefined
    for (let from = text.indexOf('\n', at); from >= 0 && from < end; ) {
      const first = this.#skipSpaces(from + 1)
      if (text.charCodeAt(first) !== newLine && first - from - 1 <= column) return undefined
      from = text.indexOf('\n', from + 1)
    }
    const lineEnd = this.#lineEnd(end)
    if (!isNothing(text, end, lineEnd) || this.#hasTab(end, lineEnd)) return undefined
    this.#contentEnd = lineEnd + 1
    return lineEnd + 1
  }

  /** Skips the lines that are indented as the first one is, if that is more than `column`, and blank ones. Undefined where that is not sure. */
  #blockScalar(start: number, column: number): number | undefined {
    let lineStart = start
    let indent = 0
    while (lineStart < this.#end) {
      const first = this.#skipSpaces(lineStart)
      const lineEnd = this.#lineEnd(first)
      if (first < lineEnd || (indent > 0 && first - lineStart > indent)) {
        if (first - lineStart <= column || first - lineStart < indent) break
        indent ||= first - lineStart
        this.#contentEnd = lineEnd + 1
      }
      lineStart = lineEnd + 1
    }
    // whether blank lines alone belong to it is hard to tell
    return indent === 0 && lineStart > start ? undefined : lineStart
  }

  #lineEnd(from: number): number {
    const found = this.#text.indexOf('\n', from)
    return found < 0 || found > this.#end ? this.#end : found
  }

  #skipSpaces(from: number): number {
    let at = from
    while (this.#text.charCodeAt(at) === space) at += 1
    return at
  }

  #isBlank(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    return code === space || code === newLine || at >= this.#end
  }

  #hasTab(from: number, to: number): boolean {
    return this.#text.slice(from, to).includes('\t')
  }
}
