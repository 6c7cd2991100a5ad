import { isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { mapStart } from './edit-node.ts'
import { columnOf, lineEndOf, lineStart, nextLine, type Splice, startsLine } from './edit-splice.ts'
import { type EntryLayout, entryLayouts, nodeContentEnd } from './entry-layout.ts'
import { type RemovableEntry, removalSplices } from './list-remove.ts'
import { printObject } from './print.ts'

/** What is to become of the entries of a list. */
export interface EntryChange {
  readonly text: string
  /** The entries that are there. */
  readonly entries: readonly RemovableEntry[]
  readonly added: readonly unknown[]
}

/** What is to become of a list that is the value of a key. */
export interface ListChange extends EntryChange {
  readonly map: YAMLMap
  readonly key: string
}

/** The splices of a change to a list of objects; a list or key that is not there is added, one left empty becomes `[]`. Undefined where the text is too odd for that. */
export function listSplices(change: ListChange): readonly Splice[] | undefined {
  const { map, key, entries, added } = change
  const pair = map.items.find((each) => isScalar(each.key) && each.key.value === key)
  const list = pair?.value
  if (isSeq(list) && list.items.length > 0) {
    if (added.length === 0 && entries.every(({ isGone }) => !isGone)) return []
    return list.flow
      ? flowListSplices(change, list)
      : blockListSplices(change, () => colonEndOf(change.text, pair as Pair))
  }
  if (added.length === 0) return []
  if (map.flow) return pair ? flowValueSplices(change, pair) : flowKeySplices(change)
  return pair ? blockValueSplices(change, pair) : blockKeySplices(change)
}

function flowListSplices(change: EntryChange, list: YAMLSeq): readonly Splice[] {
  const { text, entries, added } = change
  if (entries.every(({ isGone }) => isGone)) {
    const [start, end] = list.range ?? [0, 0]
    return [{ start, end, text: flowList(added) }]
  }
  const last = entries.at(-1)?.layout.own ?? { start: 0, end: 0 }
  return [
    ...removalSplices(entries),
    insertion(last.end, added.map((each) => flowSeparator(text, last.start) + flow(each)).join('')),
  ]
}

/** The splices of a list in block style that has entries; `colonOf` gives the offset behind the colon of its key. */
export function blockListSplices(
  change: EntryChange,
  colonOf: () => number | undefined,
): readonly Splice[] | undefined {
  const { text, entries, added } = change
  const last = entries.at(-1)?.layout
  if (last?.dashColumn === undefined) return undefined
  const removals = removalSplices(entries)
  const isEmptied = entries.every(({ isGone }) => isGone)
  if (added.length > 0) {
    return [...removals, blockInsertion(text, last.whole.end, last.dashColumn, added)]
  }
  const colonEnd = isEmptied ? colonOf() : 0
  if (colonEnd === undefined) return undefined
  return isEmptied ? [...removals, insertion(colonEnd, ' []')] : removals
}

function flowValueSplices({ text, added }: ListChange, pair: Pair): readonly Splice[] {
  const [start, end] = (pair.value as Node | null)?.range ?? [0, 0]
  const blank = start === end && text[start - 1] === ':' ? ' ' : ''
  return [{ start, end, text: blank + flowList(added) }]
}

function flowKeySplices({ text, map, key, added }: ListChange): readonly Splice[] | undefined {
  const first = map.items[0]?.key as Node | undefined
  const last = map.items.at(-1) as Pair<Node, Node | null> | undefined
  if (!first?.range || !last?.key.range) return undefined
  const end = last.value?.range?.[1] ?? last.key.range[1]
  const isQuoted = text[first.range[0]] === '"'
  const keyText = isQuoted ? `"${key}": ` : `${key}: `
  return [insertion(end, flowSeparator(text, last.key.range[0]) + keyText + flowList(added))]
}

function blockValueSplices({ text, added }: ListChange, pair: Pair): readonly Splice[] | undefined {
  const key = (pair.key as Node).range?.[0] ?? 0
  const colonEnd = colonEndOf(text, pair)
  if (colonEnd === undefined) return undefined
  const end = Math.max(colonEnd, (pair.value as Node | null)?.range?.[1] ?? 0)
  return [
    { start: colonEnd, end, text: '' },
    blockInsertion(text, nextLine(text, end), columnOf(text, key), added),
  ]
}

function blockKeySplices({ text, map, key, added }: ListChange): readonly Splice[] | undefined {
  const column = columnOf(text, mapStart(text, map))
  return [addedKey(text, blockMapEnd(text, map), key, added, column)]
}

/** A key with a list, added at `end`, which is the end of a block mapping whose keys stand at `column`. */
export function addedKey(
  text: string,
  end: number,
  key: string,
  added: readonly unknown[],
  column = 0,
): Splice {
  const keyLine = `${' '.repeat(column)}${key}:`
  const entries = blockInsertion(text, end, column, added)
  const lineEnd = lineEndOf(text)
  const isInLine = end > 0 && text[end - 1] !== '\n'
  const rest = isInLine ? entries.text.slice(lineEnd.length) : entries.text
  return insertion(end, (isInLine ? lineEnd : '') + keyLine + lineEnd + rest)
}

/** The end of a block mapping with the comments that belong to its last list. */
function blockMapEnd(text: string, map: YAMLMap): number {
  const last = map.items.at(-1)?.value
  const layouts: readonly EntryLayout[] | undefined =
    isSeq(last) && !last.flow ? entryLayouts(text, last) : undefined
  return layouts?.at(-1)?.whole.end ?? nodeContentEnd(text, map)
}

/** The offset behind the colon of a key that stands alone before it on its line. */
function colonEndOf(text: string, pair: Pair): number | undefined {
  const [start, end] = (pair.key as Node).range ?? [0, 0]
  if (!startsLine(text, start)) return undefined
  const colon = /[ \t]*:/y
  colon.lastIndex = end
  return colon.test(text) ? colon.lastIndex : undefined
}

function blockInsertion(
  text: string,
  at: number,
  column: number,
  added: readonly unknown[],
): Splice {
  const lineEnd = lineEndOf(text)
  const indent = ' '.repeat(column)
  const lines = added.map((each) => {
    const printed = printObject(each, { indent: column + 2, style: 'block', lineEnd })
    return `${indent}- ${printed}${lineEnd}`
  })
  const isInLine = at > 0 && text[at - 1] !== '\n'
  return insertion(at, (isInLine ? lineEnd : '') + lines.join(''))
}

/** A comma, and where entries have lines of their own the start of one like that of the entry at `offset`. */
function flowSeparator(text: string, offset: number): string {
  if (!startsLine(text, offset) || lineStart(text, offset) === 0) return ', '
  return `,${lineEndOf(text)}${text.slice(lineStart(text, offset), offset)}`
}

function flowList(objects: readonly unknown[]): string {
  return `[${objects.map(flow).join(', ')}]`
}

function flow(object: unknown): string {
  return printObject(object, { indent: 0, style: 'flow' })
}

function insertion(offset: number, text: string): Splice {
  return { start: offset, end: offset, text }
}
