import { plainValue } from './scalars.ts'

/** A key of a block mapping. */
export interface PlainBlockKey {
  readonly name: string
  /** Behind its colon. */
  readonly end: number
}

const keys = /(?:[A-Za-z_][\w./-]*|"[^"\\\n]*"|'[^'\n]*'):(?=[ \n]|$)/y
const doubleQuote = 0x22
const singleQuote = 0x27
// readers give up on implicit keys beyond 1024 characters
const longest = 1000

/** The key at `start`, in one of the spellings that nobody reads otherwise; undefined for all others and for what is no key. */
export function plainBlockKey(text: string, start: number): PlainBlockKey | undefined {
  keys.lastIndex = start
  if (!keys.test(text)) return undefined
  const end = keys.lastIndex
  if (end - start > longest) return undefined
  const first = text.charCodeAt(start)
  if (first === doubleQuote || first === singleQuote) {
    return { name: text.slice(start + 1, end - 2), end }
  }
  const name = text.slice(start, end - 1)
  return plainValue(name) === name ? { name, end } : undefined
}
