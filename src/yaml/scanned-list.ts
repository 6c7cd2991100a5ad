import { isMap } from 'yaml'
import { Composed } from './composed.ts'
import { scanHeader } from './header.ts'
import { type ListScan, type ScannedEntry, scanList } from './list-scan.ts'
import type { ListEntry, ListNodes, ListSource, ScannedSections } from './list-source.ts'
import { loneItem } from './lone-item.ts'
import { parsedValue } from './parse.ts'
import { readAt, type TextRange } from './text-range.ts'

/** The list at `range` of `text`, each item to be parsed when it is first asked for; undefined where only a parse can tell its items. */
export function scannedList(text: string, range: TextRange): ListSource | undefined {
  const own = text.slice(range.start, range.end)
  const scan = scanList(own)
  const entries = scan && entriesOf(text, range.start, scan.entries)
  if (!entries) return undefined
  const metadata = scan.sections.get('metadata')
  // nobody asks for it, but what is wrong in it is wrong for every reader
  if (metadata)
    readAt(text, range.start + metadata.start, () =>
      parsedValue(own.slice(metadata.start, metadata.end)),
    )
  let nodes: ListNodes | undefined
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

function nodesOf(text: string, range: TextRange): ListNodes {
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
  const range = { start: base + layout.own.start, end: base + layout.own.end }
  const header = scanHeader(text.slice(range.start, range.end), column)
  // the entries of a List are items too
  if (!header || header.kind.endsWith('List')) return undefined
  return loneItem(text, { range, column, within: 'block list' }, header, () => {
    return { start: range.start, end: base + layout.contentEnd, column, style: 'block' }
  })
}
