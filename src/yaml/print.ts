import { isMap, type PlainMap } from '../krm/object.ts'
import { present } from './plain-copy.ts'
import { isLiteralSafe, printLiteral, printScalar } from './print-scalar.ts'

export type LineEnd = '\n' | '\r\n'

/** How `printObject` lays out what it prints. */
export interface PrintOptions {
  /** Columns before every line but the first. */
  readonly indent: number
  /** `block` is kubectl's and Flux's style; `flow` is valid JSON on one line. */
  readonly style: 'block' | 'flow'
  /** Default: `\n`. */
  readonly lineEnd?: LineEnd
}

/** How a flow collection is written: JSON, or YAML with plain scalars where they are safe. */
export interface FlowStyle {
  readonly place: 'flow' | 'json'
  /** Between key and value, the colon included. */
  readonly colon: string
  /** Between entries, the comma included. */
  readonly comma: string
}

// readers give up on implicit keys beyond 1024 characters
const longestImplicitKey = 1000

/**
 * The YAML text of plain values, that reads the same under YAML 1.1 and 1.2: two spaces, compact
 * lists (`key:\n- x`), keys in the order given, `{}` and `[]` for what is empty, `undefined` left
 * out. No anchors, no folding, no final line end: a block text needs one behind it, since its last
 * value may be a literal (`|`).
 */
export function printObject(object: unknown, options: PrintOptions): string {
  if (options.style === 'flow') {
    return printFlow(object, { place: 'json', colon: ': ', comma: ', ' })
  }
  const text = printBlock(object, options.indent)
  return options.lineEnd === '\r\n' ? text.replaceAll('\n', '\r\n') : text
}

/** The text of a value in flow style, on one line. */
export function printFlow(value: unknown, style: FlowStyle): string {
  if (Array.isArray(value)) {
    return `[${present(value)
      .map((entry) => printFlow(entry, style))
      .join(style.comma)}]`
  }
  if (!isMap(value)) return printScalar(value, style.place)
  return `{${presentKeys(value)
    .map((key) => printFlowPair(key, value[key], style))
    .join(style.comma)}}`
}

/** The text of one entry of a flow mapping. */
export function printFlowPair(key: string, value: unknown, style: FlowStyle): string {
  const keyText = printScalar(key, style.place)
  // a plain key needs a blank behind its colon, a quoted one does not
  const colon = keyText.startsWith('"') ? style.colon : ': '
  return `${keyText}${colon}${printFlow(value, style)}`
}

/**
 * The text of a value in block style, with `\n`. Its first line starts where the caller is, behind an
 * indicator or at `column`; the others stand at `column`, which must be deeper than what is around.
 */
export function printBlock(value: unknown, column: number): string {
  if (!isCollection(value)) {
    const isLiteral = typeof value === 'string' && column > 0 && isLiteralSafe(value)
    return isLiteral ? printLiteral(value, column) : printScalar(value, 'block')
  }
  const entries = isMap(value)
    ? presentKeys(value).map((key) => printBlockPair(key, value[key], column))
    : present(value).map((entry) => `- ${printBlock(entry, column + 2)}`)
  if (entries.length > 0) return entries.join(lineAt(column))
  return isMap(value) ? '{}' : '[]'
}

/** The text of one entry of a block mapping whose keys stand at column `column`, with `\n`. */
export function printBlockPair(key: string, value: unknown, column: number): string {
  const keyText = printBlockKey(key)
  if (keyText.length > longestImplicitKey) {
    return `? ${keyText}\n${' '.repeat(column)}: ${printBlock(value, column + 2)}`
  }
  if (!isCollection(value)) return `${keyText}: ${printBlock(value, column + 2)}`
  const nested = Array.isArray(value) ? column : column + 2
  const text = printBlock(value, nested)
  const isEmpty = text === '[]' || text === '{}'
  return isEmpty ? `${keyText}: ${text}` : `${keyText}:${lineAt(nested)}${text}`
}

// the same few keys stand in every object, and each takes a dozen searches
const keyTexts = new Map<string, string>()
const mostKeys = 1000
const longestKnownKey = 128

function printBlockKey(key: string): string {
  const known = keyTexts.get(key)
  if (known !== undefined) return known
  const text = printScalar(key, 'block')
  if (keyTexts.size < mostKeys && key.length <= longestKnownKey) keyTexts.set(key, text)
  return text
}

/** A line end, and the columns before what comes next. */
function lineAt(column: number): string {
  lines[column] ??= `\n${' '.repeat(column)}`
  return lines[column]
}

const lines: string[] = []

function isCollection(value: unknown): value is PlainMap | readonly unknown[] {
  return typeof value === 'object' && value !== null
}

function presentKeys(map: PlainMap): readonly string[] {
  const keys = Object.keys(map)
  return keys.every((key) => map[key] !== undefined)
    ? keys
    : keys.filter((key) => map[key] !== undefined)
}
