import type { ParsedNode } from 'yaml'
import { isBlockScalar } from './block-scalar-node.ts'
import {
  type EditedText,
  isBlockCollection,
  linesEnd,
  type PairNode,
  type Place,
  valueEnd,
  valueSlot,
} from './edit-node.ts'
import { columnOf, lineStart, nextLine, type Splice, startsLine } from './edit-splice.ts'
import { blockText, flowStyleAt, isInline, linesText, printQuoted, quotesOf } from './edit-style.ts'
import { isNull, tagFits } from './edit-tag.ts'
import { type FlowStyle, printFlow } from './print.ts'

/** The splices that put `value` where another value stands. Undefined where no small edit can. */
export function settingSplices(
  edited: EditedText,
  place: Place,
  value: unknown,
): readonly Splice[] | undefined {
  const flow = flowStyleAt(edited, place)
  if (flow) return settingInFlow(edited, place, value, flow)
  const { node, pair } = place
  if (node === null) return undefined
  const end = valueEnd(edited, node)
  if (isInline(value) || becomesFlow(node, value)) {
    const text = isBlockScalar(node)
      ? likeBlockScalar(edited, node, value)
      : printInline(node, value)
    if (pair && isBlockCollection(node) && startsLine(edited.text, node.range[0])) {
      return settingOnKeyLine(edited, pair, node, value, text)
    }
    return [replacement(edited, node, end, value, text)]
  }
  if (pair) return settingBlock(edited, pair, node, value)
  const start = node.range[0]
  // a value that is not there yet stands one blank behind its dash
  const column = columnOf(edited.text, start) + (start === node.range[1] ? 1 : 0)
  return [replacement(edited, node, end, value, blockText(edited, value, column))]
}

function settingInFlow(
  edited: EditedText,
  { node, pair }: Place,
  value: unknown,
  flow: FlowStyle,
): readonly Splice[] {
  const text = isInline(value)
    ? printScalarOrEmpty(value, node, flow.place)
    : printFlow(value, flow)
  if (node !== null) return [replacement(edited, node, node.range[1], value, text)]
  const end = pair?.key.range[1] ?? 0
  return [{ start: end, end, text: `: ${text}` }]
}

/** Lists of scalars replace null in flow style, as they replace `[]`. */
function becomesFlow(node: ParsedNode, value: unknown): boolean {
  return isNull(node) && Array.isArray(value) && value.every(isInline)
}

/** A string of several lines stays a literal block, at the column of the lines before it. */
function likeBlockScalar(edited: EditedText, node: ParsedNode, value: unknown): string {
  const lines = edited.text.slice(node.range[0], node.range[1])
  const column = /\n( *)[^ \r\n]/.exec(lines)?.[1]?.length ?? 0
  return blockText(edited, value, column)
}

function printInline(node: ParsedNode, value: unknown): string {
  if (!isInline(value)) return printFlow(value, { place: 'flow', colon: ': ', comma: ', ' })
  return printScalarOrEmpty(value, node, 'block')
}

function printScalarOrEmpty(
  value: unknown,
  node: ParsedNode | null,
  place: 'block' | 'flow' | 'json',
): string {
  if (typeof value !== 'object' || value === null) return printQuoted(value, quotesOf(node), place)
  return Array.isArray(value) ? '[]' : '{}'
}

/** A flow or scalar value in place of a block collection: on the line of the key. */
function settingOnKeyLine(
  edited: EditedText,
  pair: PairNode,
  node: ParsedNode,
  value: unknown,
  text: string,
): readonly Splice[] | undefined {
  const slot = valueSlot(edited, pair)
  if (slot === undefined || !tagFits(node, value)) return undefined
  return [
    { start: slot, end: slot, text: ` ${text}` },
    { start: lineStart(edited.text, node.range[0]), end: linesEnd(edited, node), text: '' },
  ]
}

/** A block collection below its key, behind the comment on the line of the key. */
function settingBlock(
  edited: EditedText,
  pair: PairNode,
  node: ParsedNode,
  value: unknown,
): readonly Splice[] | undefined {
  if (!tagFits(node, value)) return undefined
  const { text } = edited
  const start = node.range[0]
  const end = valueEnd(edited, node)
  const keyColumn = columnOf(text, pair.key.range[0])
  const column = Array.isArray(value) ? keyColumn : keyColumn + 2
  if (isBlockCollection(node)) {
    const fits = columnOf(text, start) >= column
    const at = fits ? columnOf(text, start) : column
    const pad = ' '.repeat(at - columnOf(text, start))
    return [{ start, end, text: pad + blockText(edited, value, at) }]
  }
  const slot = valueSlot(edited, pair)
  if (slot === undefined) return undefined
  const below = nextLine(text, end)
  return [
    { start: slot, end: start === end ? slot : end, text: '' },
    { start: below, end: below, text: linesText(edited, blockText(edited, value, column), column) },
  ]
}

/** `replaced` in place of the node, and of a tag that does not fit the new value. */
function replacement(
  { text }: EditedText,
  node: ParsedNode,
  end: number,
  value: unknown,
  replaced: string,
): Splice {
  const tag = tagFits(node, value) ? null : /![^\s]*\s*$/.exec(text.slice(0, node.range[0]))
  const start = node.range[0] - (tag?.[0].length ?? 0)
  if (start < end) return { start, end, text: replaced }
  // nothing stands there yet: the value goes one blank behind its indicator
  const indicatorEnd = text.slice(0, start).trimEnd().length
  return { start: indicatorEnd, end: indicatorEnd, text: ` ${replaced}` }
}
