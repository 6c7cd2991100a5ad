import { blockContentEnd, hasOddCharacter } from './block-lines.ts'
import { isNothing } from './block-scalars.ts'
import type { EntryLayout } from './entry-layout.ts'
import { commentsAbove, commentsBelow } from './entry-layout.ts'
import { lastColumn, nextLineWithin } from './line-within.ts'
import type { TextRange } from './text-range.ts'

/** A list of items in block style, as a scan of its lines finds it. Offsets are those of its own text. */
export interface ListScan {
  /** The lines of each key at column 0, by the key, in the order of the text. */
  readonly sections: ReadonlyMap<string, TextRange>
  readonly entries: readonly ScannedEntry[]
  /** Behind the colon of `items`. */
  readonly colonEnd: number
}

/** An entry whose first key is at `column` of the line of its dash. */
export interface ScannedEntry {
  readonly layout: EntryLayout
  readonly column: number
}

const names = new Set(['apiVersion', 'kind', 'metadata', 'items', 'functionConfig', 'results'])
const keyLine = /([A-Za-z]+):(?=[ \n]|$)/y

/**
 * Cuts a ResourceList or List, a block mapping at column 0, into its entries, without a parse. Undefined where the scan is not sure: then a
 * parse decides. It is sure if no value of an entry or key goes on in the lines of the next.
 */
export function scanList(text: string): ListScan | undefined {
  const lines = structureLines(text)
  if (!lines) return undefined
  const { keys, dashes } = lines
  const sections = new Map(
    keys.map(({ name, start }, index) => [
      name,
      { start, end: keys[index + 1]?.start ?? text.length },
    ]),
  )
  const items = sections.get('items')
  if (!items || dashes.length === 0 || sections.size < keys.length) return undefined
  // what is no part of a section or an entry
  if (hasOddCharacter(text.slice(0, dashes[0]))) return undefined
  for (const [name, { start, end }] of sections) {
    if (name !== 'items' && blockContentEnd(text, { start, end, column: 0 }) === undefined) {
      return undefined
    }
  }
  const entries = scannedEntries(text, dashes, items.end)
  return entries && { sections, entries, colonEnd: items.start + 'items:'.length }
}

interface StructureLines {
  readonly keys: readonly { readonly name: string; readonly start: number }[]
  /** The dashes of the entries of `items`. */
  readonly dashes: readonly number[]
}

/** The lines that can be no part of a value: keys at column 0, and dashes of `items` at the column of the first one. */
function structureLines(text: string): StructureLines | undefined {
  const keys: { name: string; start: number }[] = []
  const dashes: number[] = []
  let isInItems = false
  let dashColumn: number | undefined
  for (let start = 0, next = 0; start < text.length; start = next) {
    let at = start
    while (text.charCodeAt(at) === 0x20) at += 1
    const lineFeed = text.indexOf('\n', at)
    next = lineFeed < 0 ? text.length : lineFeed + 1
    const character = text.charCodeAt(at)
    if (at + 1 >= next || character === 0x23) continue
    const column = at - start
    const isDash = character === 0x2d && text.charCodeAt(at + 1) === 0x20
    if (isInItems && isDash && column === (dashColumn ?? column)) {
      if (column > lastColumn) return undefined
      dashColumn = column
      dashes.push(at)
      // a line that begins with a tab is no line of an entry, which its own scan tells
      next = nextLineWithin(text, next - 1, column)
      continue
    }
    if (isInItems && (dashColumn === undefined || (column > 0 && column <= dashColumn))) {
      return undefined
    }
    if (column > 0 || (isDash && !isInItems && keys.length > 0)) continue
    keyLine.lastIndex = at
    const name = keyLine.exec(text)?.[1]
    if (name === undefined || !names.has(name)) return undefined
    keys.push({ name, start })
    isInItems = name === 'items'
    if (isInItems && !isNothing(text, keyLine.lastIndex, next - 1)) return undefined
  }
  return { keys, dashes }
}

function scannedEntries(
  text: string,
  dashes: readonly number[],
  listEnd: number,
): readonly ScannedEntry[] | undefined {
  const dashColumn = (dashes[0] ?? 0) - (text.lastIndexOf('\n', dashes[0]) + 1)
  const found: { start: number; column: number; line: number; contentEnd: number }[] = []
  let floor: number | undefined
  for (const [index, dash] of dashes.entries()) {
    let start = dash + 1
    while (text.charCodeAt(start) === 0x20) start += 1
    const next = dashes[index + 1]
    const end = next === undefined ? listEnd : next - dashColumn
    const column = dashColumn + start - dash
    const contentEnd = blockContentEnd(text, { start, end, column })
    if (contentEnd === undefined) return undefined
    const lineStart = dash - dashColumn
    const line = floor === undefined ? lineStart : commentsAbove(text, lineStart, floor, dashColumn)
    found.push({ start, column, line, contentEnd: Math.min(contentEnd, text.length) })
    floor = contentEnd
  }
  // whose the comments and blank lines at the end are is hard to tell
  if (Math.min(floor ?? 0, text.length) < listEnd) return undefined
  return found.map(({ start, column, line, contentEnd }, index) => {
    const end = found[index + 1]?.line ?? contentEnd
    const whole = { start: line, end: commentsBelow(text, contentEnd, end, dashColumn) }
    return { column, layout: { whole, own: { start, end }, contentEnd, dashColumn } }
  })
}
