import { blockContentEnd, hasOddCharacter } from './block-lines.ts'
import { isNothing } from './block-scalars.ts'
import type { EntryLayout } from './entry-layout.ts'
import { commentsAbove, commentsBelow } from './entry-layout.ts'
import { type Header, type ScannedHeader, scanHeader, scanObject } from './header.ts'
import type { TextRange } from './text-range.ts'

/** A list of items in block style, as a scan of its lines finds it. Offsets are those of its own text. */
export interface ListScan {
  readonly header: Header
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
  readonly header: ScannedHeader
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
  const { keys, objects } = lines
  const sections = new Map(
    keys.map(({ name, start }, index) => [
      name,
      { start, end: keys[index + 1]?.start ?? text.length },
    ]),
  )
  const items = sections.get('items')
  if (!items || !objects[0] || sections.size < keys.length) return undefined
  // what is no part of a section or an entry
  if (hasOddCharacter(text.slice(0, objects[0].dash))) return undefined
  for (const [name, { start, end }] of sections) {
    if (name !== 'items' && blockContentEnd(text, { start, end, column: 0 }) === undefined) {
      return undefined
    }
  }
  // the lines of entries are no keys of the list
  const header = scanHeader(text.slice(0, items.start) + text.slice(items.end))
  const entries = header && scannedEntries(text, objects, items.end)
  return entries && { header, sections, entries, colonEnd: items.start + 'items:'.length }
}

interface StructureLines {
  readonly keys: readonly { readonly name: string; readonly start: number }[]
  readonly objects: readonly ListedObject[]
}

/** An entry of `items` by its lines, before what they open is followed. */
interface ListedObject {
  readonly dash: number
  readonly dashColumn: number
  /** Its first key. */
  readonly start: number
  readonly column: number
  readonly header: ScannedHeader
  /** The start of the next line that is left of its keys. */
  readonly end: number
}

/** The lines that can be no part of a value: keys at column 0, and dashes of `items` at the column of the first one. */
function structureLines(text: string): StructureLines | undefined {
  const keys: { name: string; start: number }[] = []
  const objects: ListedObject[] = []
  let isInItems = false
  for (let start = 0, next = 0; start < text.length; start = next) {
    const at = behindSpaces(text, start)
    const lineFeed = text.indexOf('\n', at)
    next = lineFeed < 0 ? text.length : lineFeed + 1
    const character = text.charCodeAt(at)
    if (at + 1 >= next || character === 0x23) continue
    const column = at - start
    const isDash = character === 0x2d && text.charCodeAt(at + 1) === 0x20
    if (isInItems && isDash && column === (objects[0]?.dashColumn ?? column)) {
      const object = listedObject(text, at, column)
      if (!object) return undefined
      objects.push(object)
      next = object.end
      continue
    }
    if (isInItems && (column > 0 || objects.length === 0)) return undefined
    if (column > 0 || (isDash && !isInItems && keys.length > 0)) continue
    keyLine.lastIndex = at
    const name = keyLine.exec(text)?.[1]
    if (name === undefined || !names.has(name)) return undefined
    keys.push({ name, start })
    isInItems = name === 'items'
    if (isInItems && !isNothing(text, keyLine.lastIndex, next - 1)) return undefined
  }
  return { keys, objects }
}

function listedObject(text: string, dash: number, dashColumn: number): ListedObject | undefined {
  const start = behindSpaces(text, dash + 1)
  const column = dashColumn + start - dash
  const scanned = scanObject(text, start, column)
  // the entries of a List are items too
  if (!scanned || scanned.header.kind.endsWith('List')) return undefined
  const { header, end } = scanned
  return { dash, dashColumn, start, column, header, end }
}

function behindSpaces(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x20) at += 1
  return at
}

function scannedEntries(
  text: string,
  objects: readonly ListedObject[],
  listEnd: number,
): readonly ScannedEntry[] | undefined {
  const found: { object: ListedObject; line: number; contentEnd: number }[] = []
  let floor: number | undefined
  for (const object of objects) {
    const contentEnd = blockContentEnd(text, object)
    if (contentEnd === undefined) return undefined
    const { dash, dashColumn } = object
    const lineStart = dash - dashColumn
    const line = floor === undefined ? lineStart : commentsAbove(text, lineStart, floor, dashColumn)
    found.push({ object, line, contentEnd: Math.min(contentEnd, text.length) })
    floor = contentEnd
  }
  // whose the comments and blank lines at the end are is hard to tell
  if (Math.min(floor ?? 0, text.length) < listEnd) return undefined
  return found.map(({ object: { start, column, header, dashColumn }, line, contentEnd }, index) => {
    const end = found[index + 1]?.line ?? contentEnd
    const whole = { start: line, end: commentsBelow(text, contentEnd, end, dashColumn) }
    return { column, header, layout: { whole, own: { start, end }, contentEnd, dashColumn } }
  })
}
