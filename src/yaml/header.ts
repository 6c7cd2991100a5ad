import { isDeepStrictEqual } from 'node:util'
import { withGoLineBreaks } from './characters.ts'
import { lastColumn, nextLineWithin } from './line-within.ts'
import { plainValue } from './scalars.ts'

/** The two words that tell what an object is; empty where it has none. */
export interface Header {
  readonly apiVersion: string
  readonly kind: string
}

/** What a scan of the lines is sure of. */
export interface ScannedHeader extends Header {
  /** The lines of the key `metadata`, by offsets; undefined where there is not exactly one. */
  readonly metadata: { readonly start: number; readonly end: number } | undefined
}

const key = /[A-Za-z][\w.-]*:(?=[ \r\n]|$)/y
const word =
  /^ +(?:([A-Za-z0-9][A-Za-z0-9./-]*)|"([A-Za-z0-9./-]*)"|'([A-Za-z0-9./-]*)')[ \t]*(?:[ \t]#.*)?\r?$/
const nothing = /^[ \t]*(?:[ \t]#.*)?\r?$/

/** What a scan of the lines is sure of, and where the object ends. */
export interface ScannedObject {
  readonly header: ScannedHeader
  /** The start of the first line left of its keys that is no comment and not blank, or the text's length. */
  readonly end: number
}

/**
 * Reads apiVersion and kind of one object from the lines whose keys stand at column 0, or gives
 * undefined where a parse has to decide. It is sure only if the object is a block mapping there and each word stands there once: any other spelling of a key
 * (quoted, `? `, tagged, in flow style, merged in) begins a line that is not accepted here.
 */
export function scanHeader(text: string): ScannedHeader | undefined {
  const scanned = scanObject(text, 0, 0)?.header
  const goText = scanned && withGoLineBreaks(text)
  if (goText === undefined) return scanned
  return isDeepStrictEqual(scanned, scanObject(goText, 0, 0)?.header) ? scanned : undefined
}

/** The same of the object whose first key is at `from`, in `column` of its line, and which may end before the text does. Only LF breaks lines here. */
export function scanObject(text: string, from: number, column: number): ScannedObject | undefined {
  if (column > lastColumn) return undefined
  const words = new Map<string, string>()
  let metadata: { start: number; end: number } | undefined
  let metadataCount = 0
  let mayHoldEntries = false
  let mustEnd = false
  let lastKey: string | undefined
  let lineEnd = 0
  let start = from
  const nextLine = () =>
    lastKey === undefined || mustEnd ? lineEnd + 1 : nextLineWithin(text, lineEnd, column)
  for (; start < text.length; start = nextLine()) {
    const lineFeed = text.indexOf('\n', start)
    lineEnd = lineFeed < 0 ? text.length : lineFeed
    const indented = firstInLine(text, start, lineEnd)
    const character = text[indented]
    if (
      indented >= lineEnd ||
      character === '#' ||
      (character === '\r' && indented + 1 >= lineEnd)
    ) {
      continue
    }
    const indent = indented - start + (start === from ? column : 0)
    if (indent < column) break
    if (indent > column) {
      // before the first key: a mapping of other indentation; behind a word: it goes on there
      if (lastKey === undefined || mustEnd) return undefined
      continue
    }
    if (character === '-' && mayHoldEntries && /[ \r\n]/.test(text[indented + 1] ?? '\n')) continue
    key.lastIndex = indented
    if (!key.test(text)) return undefined
    const valueStart = key.lastIndex
    const name = text.slice(indented, valueStart - 1)
    if (lastKey === 'metadata' && metadata) metadata.end = start - from
    lastKey = name
    mustEnd = name === 'apiVersion' || name === 'kind'
    const value = text.slice(valueStart, lineEnd)
    mayHoldEntries = !mustEnd && nothing.test(value)
    if (name === 'metadata') {
      metadata = { start: indented - from, end: Number.POSITIVE_INFINITY }
      metadataCount += 1
    }
    if (!mustEnd) continue
    const found = wordOf(value)
    if (found === undefined || words.has(name)) return undefined
    words.set(name, found)
  }
  const end = Math.min(start, text.length)
  const apiVersion = words.get('apiVersion')
  const kind = words.get('kind')
  if (apiVersion === undefined || kind === undefined) return undefined
  if (metadata) metadata.end = Math.min(metadata.end, end - from)
  return { header: { apiVersion, kind, metadata: metadataCount === 1 ? metadata : undefined }, end }
}

function wordOf(value: string): string | undefined {
  const match = word.exec(value)
  if (!match) return undefined
  const [, plain, double, single] = match
  if (plain === undefined) return double ?? single
  return plainValue(plain) === plain ? plain : undefined
}

function firstInLine(text: string, start: number, end: number): number {
  let offset = start
  while (offset < end && (text[offset] === ' ' || text[offset] === '\t')) offset += 1
  return offset
}
