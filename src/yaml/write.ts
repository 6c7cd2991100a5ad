import type { Item } from '../krm/item.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { spliced } from './edit-splice.ts'
import type { ListSource } from './list-source.ts'
import type { SourceList } from './read.ts'
import { SourceItem } from './source-item.ts'
import { refuseUnfinishedEnd } from './unfinished-end.ts'
import { removedDocuments, withAddedDocuments } from './write-documents.ts'
import { reprintedList, type WrittenPart, writtenItem, writtenList } from './write-list.ts'
import { isEmptyPlan, type WritePlan, writePlan } from './write-plan.ts'
import { meansPlan, type WrittenText } from './written-meaning.ts'

export interface WrittenList {
  readonly text: string
  /** Items whose text could not be edited in place and was printed anew: comments and style of theirs are lost. */
  readonly reprinted: readonly Item[]
}

/**
 * The text of `source` with the items and results of `list`. Items that came in and are in `list` keep their bytes and place, made ones are edited in place
 * or added at the end, others are removed; new results are appended to those of a ResourceList. The text is read again and compared with
 * what was meant; where it differs (aliases, odd layout) more of it is printed anew. Throws YamlError for items that would have to be and cannot be read.
 */
export function writeList(source: SourceList, list: ResourceList): WrittenList {
  const plan = writePlan(source, list)
  if (isEmptyPlan(plan)) return { text: source.text, reprinted: [] }
  refuseUnfinishedEnd(source, plan)
  for (const attempt of attempts) {
    const written = attempt(source, plan)
    if (!written || !meansPlan(source, plan, written)) continue
    const { text, reprinted } = written
    return { text, reprinted }
  }
  throw new Error('The text could not be written so that it reads as it was meant.')
}

type Written = WrittenList & WrittenText

type Attempt = (source: SourceList, plan: WritePlan) => Written | undefined

/** From the least to the most that is printed anew. */
const attempts: readonly Attempt[] = [
  (source, plan) => written(source, plan, writtenList),
  (source, plan) => written(source, { ...plan, unshared: leaningItems(source, plan) }, writtenList),
  (source, plan) => written(source, plan, reprintedList),
]

type ListWriter = (
  source: ListSource,
  plan: WritePlan,
  added: readonly unknown[],
) => WrittenPart | undefined

function written(source: SourceList, plan: WritePlan, writer: ListWriter): Written | undefined {
  const target = listForAdded(source)
  const parts: WrittenPart[] = []
  for (const { content } of source.documents) {
    if (!content) continue
    const part =
      content instanceof SourceItem
        ? writtenItem(source.text, content, plan)
        : writer(content, plan, content === target ? plan.added : [])
    if (!part) return undefined
    parts.push(part)
  }
  const splices = [...parts.flatMap((part) => part.splices), ...removedDocuments(source, plan)]
  const kept = spliced(source.text, splices)
  if (kept === undefined) return undefined
  const text = target ? kept : withAddedDocuments(kept, plan.added)
  return {
    text,
    reprinted: parts.flatMap((part) => part.reprinted),
    edited: new Map(parts.flatMap((part) => [...part.edited])),
  }
}

/** Where new items go: into a ResourceList, or into a List in JSON that is all of the text, which must stay JSON. Else they become documents. */
function listForAdded(source: SourceList): ListSource | undefined {
  const contents = source.documents.flatMap(({ content }) => content ?? [])
  const [only] = contents
  if (contents.length !== 1 || !only || only instanceof SourceItem) return undefined
  return source.form === 'ResourceList' || only.isFlow ? only : undefined
}

function leaningItems(source: SourceList, plan: WritePlan): ReadonlySet<SourceItem> {
  return new Set(
    source.items.filter((item) => {
      const isKept = !plan.changed.has(item) && !plan.removed.has(item)
      return isKept && item.mayLean && !item.parsed()
    }),
  )
}
