import { deepestNesting } from './nesting.ts'
import { plainBlockKey } from './plain-block-key.ts'
import { notSure, plainBlockScalar } from './plain-block-scalar.ts'
import { readLiteral } from './plain-literal.ts'

/**
 * Where the nodes of a text stand, three offsets for each, in the order in which they start: its start, its end, and the start of what
 * follows. Mappings, lists, scalars and keys are nodes.
 */
export type NodeRanges = readonly number[]

const space = 0x20
const hash = 0x23
const dash = 0x2d
const newLine = 0x0a

/** Reads the lines of one document from the first to the last. Throws {@link notSure}. */
export class PlainBlockReader {
  readonly #text: string
  #ranges: number[] | undefined = []
  /** Of the line at hand, the next one that is no comment and not blank: -1 behind the last. */
  #indent = -1
  /** Where what is left of that line starts, and where the line ends. */
  #at = 0
  #lineEnd = 0
  /** Behind the lines of the scalar that was read last. */
  #end = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Those of what was read; undefined where they are hard to tell: around comments, empty values and keys that are numbers. */
  get ranges(): NodeRanges | undefined {
    return this.#ranges
  }

  document(): unknown {
    this.#advance(0)
    const value = this.#collection(this.#indent)
    if (this.#indent >= 0) throw notSure
    return value
  }

  /** Goes to the first line from `start` on that holds anything. */
  #advance(start: number): void {
    const text = this.#text
    for (let lineStart = start; lineStart < text.length; lineStart = this.#lineEnd + 1) {
      let at = lineStart
      while (text.charCodeAt(at) === space) at += 1
      const found = text.indexOf('\n', at)
      this.#lineEnd = found < 0 ? text.length : found
      if (at === this.#lineEnd) continue
      if (text.charCodeAt(at) === hash) {
        if (this.#ranges?.length) this.#ranges = undefined
        continue
      }
      this.#indent = at - lineStart
      this.#at = at
      return
    }
    this.#indent = -1
  }

  #collection(column: number): unknown {
    if (column < 0 || this.#depth >= deepestNesting) throw notSure
    this.#depth += 1
    const mark = this.#mark(this.#at, 0)
    const value = this.#isDash() ? this.#list(column) : this.#map(column)
    if (this.#ranges) this.#ranges[mark + 1] = this.#ranges[mark + 2] = this.#end
    this.#depth -= 1
    return Object.freeze(value)
  }

  #map(column: number): object {
    const map: Record<string, unknown> = {}
    do {
      const key = plainBlockKey(this.#text, this.#at)
      if (!key || key.name === '__proto__' || Object.hasOwn(map, key.name)) throw notSure
      // such keys come first in an object, whose order is to be that of the ranges
      if (this.#ranges && /^\d/.test(key.name)) this.#ranges = undefined
      this.#mark(this.#at, key.end - 1)
      this.#at = key.end
      map[key.name] = this.#value(column, true)
    } while (this.#indent === column)
    if (this.#indent > column) throw notSure
    return map
  }

  #list(column: number): object {
    const list: unknown[] = []
    do {
      this.#at += 1
      list.push(this.#entry(column))
    } while (this.#indent === column && this.#isDash())
    if (this.#indent > column) throw notSure
    return list
  }

  #isDash(): boolean {
    const next = this.#text.charCodeAt(this.#at + 1)
    const isAlone = next === space || next === newLine || this.#at + 1 === this.#text.length
    return isAlone && this.#text.charCodeAt(this.#at) === dash
  }

  /** What stands behind a dash at `column`: a collection may start in the same line. */
  #entry(column: number): unknown {
    const behind = this.#at
    this.#skipSpaces()
    const startsCollection =
      this.#at < this.#lineEnd && (this.#isDash() || plainBlockKey(this.#text, this.#at))
    if (startsCollection) {
      this.#indent = column + 1 + this.#at - behind
      return this.#collection(this.#indent)
    }
    this.#at = behind
    return this.#value(column, false)
  }

  /** What stands behind a colon or dash of a collection at `column`, in the same line or below it. */
  #value(column: number, isInMap: boolean): unknown {
    const behind = this.#at
    this.#skipSpaces()
    if (this.#at < this.#lineEnd && !this.#isComment(behind)) return this.#scalar(column)
    this.#advance(this.#lineEnd + 1)
    const isListOfKey = isInMap && this.#indent === column && this.#isDash()
    if (this.#indent > column || isListOfKey) return this.#collection(this.#indent)
    this.#ranges = undefined
    return null
  }

  #scalar(column: number): unknown {
    const text = this.#text
    if (text.charCodeAt(this.#at) === 0x7c) {
      const literal = readLiteral(text, this.#at, column)
      this.#end = literal.end
      this.#mark(this.#at, literal.end)
      this.#advance(literal.end)
      return literal.value
    }
    const { value, end } = plainBlockScalar(text, this.#at, this.#lineEnd)
    this.#end = Math.min(this.#lineEnd + 1, text.length)
    this.#mark(this.#at, end)
    this.#at = end
    this.#skipSpaces()
    if (this.#at < this.#lineEnd) {
      if (!this.#isComment(end)) throw notSure
      this.#ranges = undefined
    }
    this.#advance(this.#lineEnd + 1)
    return value
  }

  #skipSpaces(): void {
    while (this.#text.charCodeAt(this.#at) === space) this.#at += 1
  }

  /** True at a `#` with a blank before it. */
  #isComment(behind: number): boolean {
    return this.#at > behind && this.#text.charCodeAt(this.#at) === hash
  }

  /** Gives the place of the three offsets. */
  #mark(start: number, end: number): number {
    return this.#ranges ? this.#ranges.push(start, end, this.#end) - 3 : 0
  }
}
