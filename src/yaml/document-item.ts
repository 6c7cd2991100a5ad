import { isMap, type Node } from 'yaml'
import { resourceListKind } from '../krm/resource-list.ts'
import { Composed } from './composed.ts'
import { type ScannedHeader, scanHeader } from './header.ts'
import { contentPlace, isList, type ListSource, listSource, nodeItem } from './list-source.ts'
import { loneItem } from './lone-item.ts'
import {
  type ResourceListSource,
  readResourceList,
  scannedResourceList,
} from './resource-list-source.ts'
import { scannedList } from './scanned-list.ts'
import type { SourceItem } from './source-item.ts'
import type { TextRange } from './text-range.ts'

export type DocumentContent = SourceItem | ListSource | ResourceListSource

/** How most lists start: then one scan finds the header and the items. */
const listStart = /^(?:apiVersion: .*\n)?kind: [A-Za-z]*List *\n/

/** Reads the document at `range`: by a scan where that is sure, else by a parse. Throws YamlError. */
export function readDocument(text: string, range: TextRange): DocumentContent {
  const own = text.slice(range.start, range.end)
  const scanned = listStart.test(own) ? undefined : scanHeader(own)
  if (scanned && !scanned.kind.endsWith('List')) return scannedItem(text, range, scanned)
  const list = scannedContent(text, range)
  if (list) return list
  const composed = new Composed(text, range)
  const root = rootOf(composed)
  const header = composed.headerOf(root)
  if (isMap(root)) {
    const resourceList = readResourceList(composed, root, header)
    if (resourceList) return resourceList
    if (isList(composed, root, header)) return listSource(composed, root)
  }
  const whole = { start: 0, end: range.end - range.start }
  return nodeItem(composed, root, header, { range: whole, column: 0, within: 'stream' })
}

/** A List or ResourceList whose items a scan can tell. */
function scannedContent(text: string, range: TextRange): DocumentContent | undefined {
  const list = scannedList(text, range)
  switch (list?.header.kind) {
    case resourceListKind:
      return scannedResourceList(list, list.header)
    case 'List':
      return list
    default:
      return undefined
  }
}

function rootOf(composed: Composed): Node {
  const root = composed.document.contents
  if (root) return root
  throw composed.error('There must be a YAML document.', root)
}

function scannedItem(text: string, range: TextRange, header: ScannedHeader): SourceItem {
  return loneItem(text, { range, column: 0, within: 'stream' }, header, () => {
    const composed = new Composed(text, range)
    return contentPlace(composed, rootOf(composed), 'stream')
  })
}
