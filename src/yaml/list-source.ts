import { isMap, isScalar, isSeq, type Node, YAMLMap } from 'yaml'
import type { Composed } from './composed.ts'
import { mapStart } from './edit-node.ts'
import { columnOf } from './edit-splice.ts'
import { type EntryLayout, entryLayouts, nodeContentEnd } from './entry-layout.ts'
import type { Header } from './header.ts'
import { isListShape } from './list-shape.ts'
import { type ContentPlace, type ItemPlace, SourceItem } from './source-item.ts'

/** A mapping whose `items` are the items: a List or a ResourceList. */
export interface ListSource {
  /** All of the text; the list starts at `base`, and `own` is its text. Layouts are offsets in `own`. */
  readonly text: string
  readonly base: number
  readonly own: string
  readonly isFlow: boolean
  readonly entries: readonly ListEntry[]
  /** Where the list was not parsed. */
  readonly sections: ScannedSections | undefined
  /** The list as nodes, parsed if it was not. May throw YamlError. */
  nodes(): ListNodes
}

export interface ListNodes {
  readonly composed: Composed
  readonly map: YAMLMap
}

/** The keys of a list whose items were not parsed. */
export interface ScannedSections {
  readonly colonEnd: number
  /** The mapping of one key, parsed alone; undefined where the list has no such key. */
  section(key: string): Composed | undefined
  /** The key that stands last. */
  readonly lastKey: string
}

export interface ListEntry {
  /** Undefined where it is too odd to tell. */
  readonly layout: EntryLayout | undefined
  readonly content: SourceItem | ListSource
}

/** True for a node whose entries are the items. */
export function isList(composed: Composed, node: unknown, { kind }: Header): boolean {
  const map = composed.target(node)
  if (!kind.endsWith('List') || !isMap(map)) return false
  const pair = composed.pairOf(map, 'items')
  const items = composed.target(pair?.value)
  return isListShape({
    kind,
    // the entries themselves are not read here
    items: isSeq(items)
      ? items.items.map((entry) => (isMap(composed.target(entry)) ? {} : 0))
      : pair && null,
  })
}

/** The items of a List or ResourceList; Lists among them are opened too, as kustomize does. Throws YamlError where `items` is no list. */
export function listSource(composed: Composed, node: unknown): ListSource {
  if (!isMap(node)) throw composed.error('An alias must not stand for a List.', node)
  const pair = composed.pairOf(node, 'items')
  const list = pair?.value
  readOtherKeys(composed, node)
  const { text, base, own } = composed
  const isFlow = node.flow === true
  const nodes = () => ({ composed, map: node })
  const source = { text, base, own, isFlow, sections: undefined, nodes }
  if (!isSeq(list)) {
    if (composed.valueIn(node, 'items') == null) return { ...source, entries: [] }
    throw composed.error('The field `items` must be a list.', list ?? node)
  }
  const layouts = entryLayouts(composed.own, list)
  const entries = list.items.map((entry, index) => {
    const layout = layouts?.[index]
    return { layout, content: entryContent(composed, entry as Node, layout, list.flow === true) }
  })
  return { ...source, entries }
}

/** Nobody asks for them, but what is wrong in them is wrong for every reader. */
function readOtherKeys(composed: Composed, node: YAMLMap): void {
  const others = new YAMLMap()
  others.items = node.items.filter(
    (pair) => !readAsItems.has(isScalar(pair.key) ? pair.key.value : null),
  )
  others.range = node.range ?? null
  if (node.anchor !== undefined) others.anchor = node.anchor
  composed.valueOf(others)
}

/** Keys whose values are read as items, each when it is asked for. */
const readAsItems: ReadonlySet<unknown> = new Set(['items', 'functionConfig'])

function entryContent(
  composed: Composed,
  node: Node,
  layout: EntryLayout | undefined,
  inFlow: boolean,
): SourceItem | ListSource {
  const header = composed.headerOf(node)
  if (isList(composed, node, header)) return listSource(composed, node)
  const start = startOf(composed.own, node)
  return nodeItem(composed, node, header, {
    range: { start, end: layout?.own.end ?? node.range?.[1] ?? start },
    column: inFlow ? flowColumnOf(composed.own, start) : columnOf(composed.own, start),
    within: inFlow ? 'flow list' : 'block list',
  })
}

/** The column of an entry in flow style, where it may be any. Looked for in a few characters only: all of a JSON list may be one line. */
function flowColumnOf(text: string, start: number): number {
  const near = text.slice(Math.max(0, start - 100), start)
  return near.includes('\n') ? columnOf(text, start) : 0
}

/** The item of a node that is part of a document, or all of it. `place` counts in the document. */
export function nodeItem(
  composed: Composed,
  node: Node,
  header: Header,
  place: ItemPlace,
): SourceItem {
  const { text, base } = composed
  const range = { start: base + place.range.start, end: base + place.range.end }
  return new SourceItem(text, { ...place, range }, header, {
    value: () => composed.valueOf(node),
    isObject: () => isMap(composed.target(node)),
    content: () => contentPlace(composed, node, place.within),
    metadata: () => {
      const map = composed.target(node)
      return isMap(map) ? composed.valueIn(map, 'metadata') : undefined
    },
  })
}

/** Where the value of a node stands, for printing it anew. */
export function contentPlace(
  { base, own }: Composed,
  node: Node,
  within: ItemPlace['within'],
): ContentPlace {
  const [, end] = node.range ?? [0, 0]
  const start = startOf(own, node)
  const column = columnOf(own, start)
  const isFlow = within === 'flow list' || ((isMap(node) || isSeq(node)) && node.flow === true)
  if (isFlow) return { start: base + start, end: base + end, column, style: 'flow' }
  return { start: base + start, end: base + nodeContentEnd(own, node), column, style: 'block' }
}

function startOf(text: string, node: Node): number {
  return isMap(node) ? mapStart(text, node) : (node.range?.[0] ?? 0)
}
