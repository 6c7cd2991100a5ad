import { isDeepStrictEqual } from 'node:util'
import { listAt, mapAt } from '../krm/object.ts'
import { isListShape } from './list-shape.ts'
import { readList, type SourceList } from './read.ts'
import { readsAs } from './reads-as.ts'
import type { SourceItem } from './source-item.ts'
import type { WritePlan } from './write-plan.ts'
import { YamlError } from './yaml-error.ts'

/** A text to be checked, with what is known of it already. */
export interface WrittenText {
  readonly text: string
  /** The own texts of documents edited in place, each read back as what was meant. */
  readonly edited: ReadonlyMap<SourceItem, string>
}

/** True if the text, read again, has the items and results of `source` as `plan` changes them, in order, and nothing else. */
export function meansPlan(
  source: SourceList,
  plan: WritePlan,
  { text, edited }: WrittenText,
): boolean {
  const again = ifReadable(() => readList(text))
  if (!again || again.form !== source.form) return false
  const checks = [
    ...expectedItems(source, plan, edited),
    ...plan.added.flatMap(flattened).map(isValue),
  ]
  return (
    checks.length === again.items.length &&
    again.items.every((item, index) => checks[index]?.(item)) &&
    isDeepStrictEqual(again.results, [...source.results, ...plan.results]) &&
    (source.functionConfig ? isSame(source.functionConfig)(again.functionConfig) : true)
  )
}

type Check = (item: SourceItem | undefined) => boolean

function expectedItems(
  source: SourceList,
  plan: WritePlan,
  edited: WrittenText['edited'],
): readonly Check[] {
  return source.items.flatMap((item) => {
    if (plan.removed.has(item)) return []
    const changed = plan.changed.get(item)
    if (!changed) return [isSame(item)]
    const text = edited.get(item)
    return flattened(changed.object).map((value) => isTextOr(text, isValue(value)))
  })
}

function isValue(value: unknown): Check {
  return (item) =>
    item !== undefined &&
    readsAs(
      ifReadable(() => item.value),
      value,
    )
}

/** A document of a stream leans on no other text. */
function isTextOr(text: string | undefined, isOther: Check): Check {
  return (item) => (item?.place.within === 'stream' && item.ownText === text) || isOther(item)
}

/** The same text means the same, unless it leans on other text by an alias. */
function isSame(before: SourceItem): Check {
  return (after) => {
    if (!after) return false
    const isSameText = () =>
      after.ownText === before.ownText || after.contentText === before.contentText
    if (!before.mayLean && ifReadable(isSameText)) return true
    const value = ifReadable(() => before.value)
    if (value === undefined) return ifReadable(isSameText) === true
    return isDeepStrictEqual(
      ifReadable(() => after.value),
      value,
    )
  }
}

/** What a function answers may be a List, whose entries are the items when it is read. */
function flattened(value: unknown): readonly unknown[] {
  const { kind, items } = mapAt(value)
  const isList = isListShape({ kind, items })
  return isList ? listAt(items).flatMap(flattened) : [value]
}

function ifReadable<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}
