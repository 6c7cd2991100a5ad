import { editText } from './edit.ts'
import { lineEndOf, type Splice } from './edit-splice.ts'
import { printObject } from './print.ts'
import type { SourceItem } from './source-item.ts'

export interface ItemText {
  readonly splice: Splice
  /** The item's own text, edited in place and read back as what was meant; undefined where it is printed anew. */
  readonly edited: string | undefined
}

/** An item's text changed so that it reads as `object`: in place where an edit can do it, else printed anew. */
export function itemSplice(text: string, item: SourceItem, object: unknown): ItemText {
  const { range, column } = item.place
  const parsed = item.parsed()
  const edited = parsed && editText(parsed, object)
  if (edited === undefined || edited.slice(0, column).trim() !== '') {
    return { splice: reprintSplice(text, item, object), edited: undefined }
  }
  const own = edited.slice(column)
  return { splice: trimmed(text, { ...range, text: own }), edited: own }
}

/** An item's value printed anew where it stands, in block or flow style as it was. */
export function reprintSplice(text: string, item: SourceItem, object: unknown): Splice {
  const { start, end, column, style } = item.content
  const lineEnd = lineEndOf(text)
  const printed = printObject(object, { indent: column, style, lineEnd })
  return { start, end, text: style === 'block' ? printed + lineEnd : printed }
}

/** The splice without what it does not change, so that insertions next to it do not overlap with it. */
function trimmed(text: string, { start, end, text: after }: Splice): Splice {
  const before = text.slice(start, end)
  const most = Math.min(before.length, after.length)
  const head = longest(most, (length) => before.startsWith(after.slice(0, length)))
  const tail = longest(most - head, (length) => before.endsWith(after.slice(after.length - length)))
  return { start: start + head, end: end - tail, text: after.slice(head, after.length - tail) }
}

/** The longest length up to `most` that is the same; so is each shorter one. */
function longest(most: number, isSame: (length: number) => boolean): number {
  let [same, limit] = [0, most]
  while (same < limit) {
    const middle = (same + limit + 1) >> 1
    if (isSame(middle)) same = middle
    else limit = middle - 1
  }
  return same
}
