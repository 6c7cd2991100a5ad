import { isMap, isSeq } from 'yaml'
import type { Item } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import { lineEndOf, type Splice } from './edit-splice.ts'
import { entryLayouts } from './entry-layout.ts'
import { itemSplice, reprintSplice } from './item-text.ts'
import type { RemovableEntry } from './list-remove.ts'
import { addedKey, blockListSplices, listSplices } from './list-slot.ts'
import { contentPlace, type ListNodes, type ListSource } from './list-source.ts'
import { printObject } from './print.ts'
import { isResourceList } from './resource-list-source.ts'
import { SourceItem } from './source-item.ts'
import type { WritePlan } from './write-plan.ts'

/** Splices of the whole text, and the items printed anew by them. */
export interface WrittenPart {
  readonly splices: readonly Splice[]
  readonly reprinted: readonly Item[]
  /** The own texts of documents edited in place, each read back as what was meant. */
  readonly edited: ReadonlyMap<SourceItem, string>
}

const nothingEdited: ReadonlyMap<SourceItem, string> = new Map()

/** The splices of a List or ResourceList. Undefined where its text is too odd to add to or take from. */
export function writtenList(
  source: ListSource,
  plan: WritePlan,
  added: readonly unknown[],
): WrittenPart | undefined {
  const { entries } = source
  const removable: RemovableEntry[] = []
  const parts: WrittenPart[] = []
  for (const { layout, content } of entries) {
    const isItem = content instanceof SourceItem
    if (layout) removable.push({ layout, isGone: isItem && plan.removed.has(content) })
    else if (added.length > 0 || (isItem && plan.removed.has(content))) return undefined
    const part = isItem ? writtenItem(source.text, content, plan) : writtenList(content, plan, [])
    if (!part) return undefined
    parts.push(part)
  }
  const lists = itemSplices(source, removable, added)
  const results = resultSplices(source, plan.results)
  if (!lists || !results) return undefined
  const { base } = source
  const moved = [...lists, ...results].map(({ start, end, text }) => {
    return { start: base + start, end: base + end, text }
  })
  return {
    splices: [...parts.flatMap(({ splices }) => splices), ...moved],
    reprinted: parts.flatMap(({ reprinted }) => reprinted),
    edited: nothingEdited,
  }
}

function itemSplices(
  source: ListSource,
  entries: readonly RemovableEntry[],
  added: readonly unknown[],
): readonly Splice[] | undefined {
  const { own: text, sections } = source
  if (sections) return blockListSplices({ text, entries, added }, () => sections.colonEnd)
  return listSplices({ text, map: source.nodes().map, key: 'items', entries, added })
}

function resultSplices(source: ListSource, added: readonly unknown[]) {
  if (added.length === 0 || !isResourceList(source)) return []
  const { sections, base } = source
  if (!sections) return resultSplicesIn(source.nodes(), added)
  const last = source.entries.at(-1)?.layout
  const composed = sections.section('results')
  if (!composed && sections.lastKey === 'items' && last) {
    return [addedKey(source.own, last.whole.end, 'results', added)]
  }
  const own = composed ?? sections.section(sections.lastKey)
  const map = own?.document.contents
  if (!own || !isMap(map)) return undefined
  const offset = own.base - base
  return resultSplicesIn({ composed: own, map }, added)?.map(({ start, end, text }) => ({
    ...{ start: start + offset, end: end + offset, text },
  }))
}

function resultSplicesIn({ composed, map }: ListNodes, added: readonly unknown[]) {
  const list = composed.pairOf(map, 'results')?.value
  const layouts = isSeq(list) ? entryLayouts(composed.own, list) : []
  const entries = layouts?.map((layout) => ({ layout, isGone: false }))
  return entries && listSplices({ text: composed.own, map, key: 'results', entries, added })
}

/** The splices of an item that is changed, none for others. */
export function writtenItem(text: string, item: SourceItem, plan: WritePlan): WrittenPart {
  if (plan.unshared.has(item)) {
    const splices = [reprintSplice(text, item, item.value)]
    return { splices, reprinted: [item], edited: nothingEdited }
  }
  const after = plan.changed.get(item)
  if (!after) return { splices: [], reprinted: [], edited: nothingEdited }
  const { splice, edited } = itemSplice(text, item, after.object)
  return edited === undefined
    ? { splices: [splice], reprinted: [after], edited: nothingEdited }
    : { splices: [splice], reprinted: [], edited: new Map([[item, edited]]) }
}

/** A List or ResourceList printed anew as a whole, for text that is too odd for anything else. */
export function reprintedList(
  source: ListSource,
  plan: WritePlan,
  added: readonly unknown[],
): WrittenPart {
  const { composed, map } = source.nodes()
  const { start, end, column, style } = contentPlace(composed, map, 'stream')
  const lineEnd = lineEndOf(composed.text)
  const printed = printObject(listValue(source, plan, added), { indent: column, style, lineEnd })
  const text = style === 'block' ? printed + lineEnd : printed
  const reprinted = finalItems(source, plan)
  return { splices: [{ start, end, text }], reprinted, edited: nothingEdited }
}

function listValue(source: ListSource, plan: WritePlan, added: readonly unknown[]): unknown {
  const { entries } = source
  const { composed, map } = source.nodes()
  const value = mapAt(composed.valueOf(map))
  const items = entries.flatMap(({ content }) => {
    if (!(content instanceof SourceItem)) return [listValue(content, plan, [])]
    if (plan.removed.has(content)) return []
    return [plan.changed.get(content)?.object ?? content.value]
  })
  const hasNewResults = isResourceList(source) && plan.results.length > 0
  return {
    ...value,
    items: [...items, ...added],
    ...(hasNewResults && { results: [...source.results, ...plan.results] }),
  }
}

function finalItems({ entries }: ListSource, plan: WritePlan): readonly Item[] {
  return entries.flatMap(({ content }) => {
    if (!(content instanceof SourceItem)) return finalItems(content, plan)
    return plan.removed.has(content) ? [] : [plan.changed.get(content) ?? content]
  })
}
