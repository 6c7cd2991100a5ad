import { isMap } from 'yaml'
import { Composed } from './composed.ts'
import type { Header } from './header.ts'
import { type ListScan, type ScannedEntry, scanList } from './list-scan.ts'
import type { ListEntry, ListNodes, ListSource, ScannedSections } from './list-source.ts'
import { loneItem } from './lone-item.ts'
import { parsedValue } from './parse.ts'
import { readAt, type TextRange } from './text-range.ts'

/** A list that was not parsed. */
export interface ScannedList extends ListSource {
  readonly header: Header
}

/** The list at `range` of `text`, each item to be parsed when it is first asked for; undefined where only a parse can tell its items. */
export function scannedList(text: string, range: TextRange): ScannedList | undefined {
  const own = text.slice(range.start, range.end)
  const scan = scanList(own)
  if (!scan) return undefined
  const metadata = scan.sections.get('metadata')
  // nobody asks for it, but what is wrong in it is wrong for every reader
  if (metadata)
    readAt(text, range.start + metadata.start, () =>
      parsedValue(own.slice(metadata.start, metadata.end)),
    )
  let nodes: ListNodes | undefined
  return {
    header: scan.header,
    text,
    base: range.start,
    own,
    isFlow: false,
    entries: scan.entries.map((entry) => entryItem(text, range.start, entry)),
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

function entryItem(
  text: string,
  base: number,
  { layout, column, header }: ScannedEntry,
): ListEntry {
  const range = { start: base + layout.own.start, end: base + layout.own.end }
  const content = loneItem(text, { range, column, within: 'block list' }, header, () => {
    return { start: range.start, end: base + layout.contentEnd, column, style: 'block' }
  })
  return { layout, content }
}
