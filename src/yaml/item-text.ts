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
function trimmed(text: string, splice: Splice): Splice {
  let { start, end } = splice
  let from = 0
  let to = splice.text.length
  while (start < end && from < to && text[start] === splice.text[from]) {
    start += 1
    from += 1
  }
  while (start < end && from < to && text[end - 1] === splice.text[to - 1]) {
    end -= 1
    to -= 1
  }
  return { start, end, text: splice.text.slice(from, to) }
}
