import { isMap, isScalar } from 'yaml'
import type { EditedText, MapNode, Place, SeqNode } from './edit-node.ts'
import { type FlowStyle, printBlock, printFlow } from './print.ts'
import { doubleQuoted, printScalar, type ScalarPlace, singleQuoted } from './print-scalar.ts'

type Quotes = 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | undefined

/** True for values that print on one line: all but lists and mappings with something in them. */
export function isInline(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every((entry) => entry === undefined)
}

/** A value in block style at column `column`, in the text's line ends. */
export function blockText({ lineEnd }: EditedText, value: unknown, column: number): string {
  return printBlock(value, column).replaceAll('\n', lineEnd)
}

/** Whole lines: `body`, whose first line is not indented yet, at column `column`. */
export function linesText({ lineEnd }: EditedText, body: string, column: number): string {
  return ' '.repeat(column) + body + lineEnd
}

/** A scalar, with the quotes that its neighbours or the value before it had where it is a string. */
export function printQuoted(value: unknown, quotes: Quotes, place: ScalarPlace): string {
  if (typeof value !== 'string' || quotes === undefined) return printScalar(value, place)
  return (quotes === 'QUOTE_SINGLE' ? singleQuoted(value) : undefined) ?? doubleQuoted(value)
}

/** The quotes of the last string in a list: those that a new entry gets. */
export function quotesIn(list: SeqNode): Quotes {
  return quotesOf(list.items.findLast((item) => isScalar(item) && typeof item.value === 'string'))
}

/** The quotes that a node is written with, if any. */
export function quotesOf(node: unknown): Quotes {
  if (!isScalar(node)) return undefined
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? node.type : undefined
}

/** How values inside flow collections are written, as the innermost of them shows it; undefined in block style. */
export function flowStyleAt(edited: EditedText, place: Place): FlowStyle | undefined {
  return place.around.some(({ flow }) => flow) ? flowStyleOf(edited, place.around) : undefined
}

/** How values inside the last of `around`, a flow collection, are written. */
export function flowStyleOf(
  { text }: EditedText,
  around: readonly (MapNode | SeqNode)[],
): FlowStyle {
  const [outermost, ...inner] = around.filter(({ flow }) => flow)
  if (outermost === undefined) return { place: 'flow', colon: ': ', comma: ', ' }
  const answers = [...inner.toReversed(), outermost].map(looksLikeJson)
  const isJson = answers.find((answer) => answer !== undefined) ?? false
  const source = text.slice(outermost.range[0], outermost.range[1])
  const isDense = isJson && /"\s*:\S/.test(source) && !/": /.test(source)
  return {
    place: isJson ? 'json' : 'flow',
    colon: isDense ? ':' : ': ',
    comma: isDense ? ',' : ', ',
  }
}

/** An entry of a flow list, with the quotes of its neighbours. */
export function printFlowEntry(value: unknown, list: SeqNode, style: FlowStyle): string {
  return typeof value === 'string'
    ? printQuoted(value, quotesIn(list), style.place)
    : printFlow(value, style)
}

function looksLikeJson(collection: MapNode | SeqNode): boolean | undefined {
  const nodes = isMap(collection) ? collection.items.map(({ key }) => key) : collection.items
  const string = nodes.find((node) => isScalar(node) && typeof node.value === 'string')
  return string && quotesOf(string) === 'QUOTE_DOUBLE'
}
