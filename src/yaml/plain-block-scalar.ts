import { plainValue } from './scalars.ts'

/** Thrown where a text is not of plain block style. It is caught by the reader that met it, and says nothing. */
export const notSure = new Error('The text is not of plain block style.')

/** A scalar in its line. */
export interface PlainBlockScalar {
  readonly value: unknown
  readonly end: number
}

// escapes that JSON and YAML share, surrogates apart
const doubleQuoted =
  /"(?:[^"\\\n]|\\["\\/bfnrt]|\\u(?:[0-9a-ce-fA-CE-F][0-9a-fA-F]|[dD][0-7])[0-9a-fA-F]{2})*"/y
const singleQuoted = /'(?:[^'\n]|'')*'/y
const empty = /\{\}|\[\]/y
// no indicator, nor a dash that is one
const plainStart = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=\S)/y

/** Reads the scalar at `start` of the line that ends at `lineEnd`. Throws {@link notSure}. */
export function plainBlockScalar(text: string, start: number, lineEnd: number): PlainBlockScalar {
  plainStart.lastIndex = start
  if (plainStart.test(text)) return plainScalar(text, start, lineEnd)
  for (const { pattern, read } of others) {
    pattern.lastIndex = start
    if (!pattern.test(text)) continue
    return { value: read(text.slice(start, pattern.lastIndex)), end: pattern.lastIndex }
  }
  throw notSure
}

const others: readonly { pattern: RegExp; read(text: string): unknown }[] = [
  {
    pattern: doubleQuoted,
    read: (text) => (text.includes('\\') ? JSON.parse(text) : text.slice(1, -1)),
  },
  { pattern: singleQuoted, read: (text) => text.slice(1, -1).replaceAll("''", "'") },
  { pattern: empty, read: (text) => Object.freeze(text === '{}' ? {} : []) },
]

function plainScalar(text: string, start: number, lineEnd: number): PlainBlockScalar {
  const line = text.slice(start, lineEnd)
  const comment = line.indexOf(' #')
  let length = comment < 0 ? line.length : comment
  while (line[length - 1] === ' ') length -= 1
  const scalar = length === line.length ? line : line.slice(0, length)
  if (scalar.includes(': ') || scalar.endsWith(':')) throw notSure
  return { value: plainValue(scalar), end: start + length }
}
