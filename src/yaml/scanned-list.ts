import { isMap, type YAMLMap } from 'yaml'
import { mapAt } from '../krm/object.ts'
import { Composed } from './composed.ts'
import { scanHeader } from './header.ts'
import { type ListScan, type ScannedEntry, scanList } from './list-scan.ts'
import type { ListEntry, ListSource } from './list-source.ts'
import { type ParsedText, parseText } from './parse.ts'
import { readPlainBlock } from './plain-block.ts'
import { SourceItem } from './source-item.ts'
import { readAt, type TextRange } from './text-range.ts'

/** The keys of a list whose items were not parsed. */
export interface ScannedSections {
  readonly colonEnd: number
  /** The mapping of one key, parsed alone; undefined where the list has no such key. */
  section(key: string): Composed | undefined
  /** The key that stands last. */
  readonly lastKey: string
}

/** The list at `range` of `text`, each item to be parsed when it is first asked for; undefined where only a parse can tell its items. */
export function scannedList(text: string, range: TextRange): ListSource | undefined {
  const own = text.slice(range.start, range.end)
  const scan = scanList(own)
  const entries = scan && entriesOf(text, range.start, scan.entries)
  if (!entries) return undefined
  let nodes: { composed: Composed; map: YAMLMap } | undefined
  return {
    text,
    base: range.start,
    own,
    isFlow: false,
    entries,
    sections: sectionsOf(text, range.start, scan),
    nodes: () => {
      nodes ??= nodesOf(text, range)
      return nodes
    },
  }
}

function nodesOf(text: string, range: TextRange) {
  const composed = new Composed(text, range)
  const map = composed.document.contents
  if (!isMap(map)) throw composed.error('A list must be a mapping.', map)
  return { composed, map }
}

function sectionsOf(text: string, base: number, { sections, colonEnd }: ListScan): ScannedSections {
  return {
    colonEnd,
    lastKey: [...sections.keys()].at(-1) ?? '',
    section: (key) => {
      const range = sections.get(key)
      return range && new Composed(text, { start: base + range.start, end: base + range.end })
    },
  }
}

function entriesOf(
  text: string,
  base: number,
  entries: readonly ScannedEntry[],
): readonly ListEntry[] | undefined {
  const contents: ListEntry[] = []
  for (const entry of entries) {
    const content = entryItem(text, base, entry)
    if (!content) return undefined
    contents.push({ layout: entry.layout, content })
  }
  return contents
}

function entryItem(text: string, base: number, { layout, column }: ScannedEntry) {
  const start = base + layout.own.start
  const end = base + layout.own.end
  const own = text.slice(start, end)
  const header = scanHeader(own, column)
  // the entries of a List are items too
  if (!header || header.kind.endsWith('List')) return undefined
  const place = { range: { start, end }, column, within: 'block list' } as const
  const masked = () => ' '.repeat(column) + own
  let parsed: ParsedText | undefined
  const parse = () => {
    parsed ??= readAt(text, start - column, () => parseText(masked()))
    return parsed
  }
  const value = () => (parsed ?? readPlainBlock(masked()) ?? parse()).value
  const { metadata } = header
  const metadataLines = metadata
    ? ' '.repeat(column) + own.slice(metadata.start, metadata.end)
    : undefined
  return new SourceItem(text, place, header, {
    value,
    isObject: () => true,
    content: () => ({ start, end: base + layout.contentEnd, column, style: 'block' }),
    parsed: parse,
    metadata: () => {
      const isWanted = parsed === undefined && metadataLines !== undefined
      const read = isWanted ? readPlainBlock(metadataLines) : undefined
      return mapAt((read ?? { value: value() }).value)['metadata']
    },
  })
}
