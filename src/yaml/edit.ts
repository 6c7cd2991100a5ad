import { isDeepStrictEqual } from 'node:util'
import { isMap, isSeq } from 'yaml'
import type { FieldPath } from '../krm/field-path.ts'
import { changesBetween } from './diff.ts'
import { splicesFor } from './edit-changes.ts'
import { type EditedText, openScalar, placeAt } from './edit-node.ts'
import { lineEndOf, spliced } from './edit-splice.ts'
import { type ParsedText, parsedValue, parseText } from './parse.ts'
import { readsAs } from './reads-as.ts'
import { YamlError } from './yaml-error.ts'

/**
 * The text of `parsed`, edited in place so that it parses to `after`: scalars are set, entries of
 * lists and keys of mappings come and go, every other line keeps its bytes, and so do the final line
 * end and the blanks before an indented root. Undefined where no such edit can do it, for instance
 * where an anchor is needed elsewhere; the result is always parsed again and compared.
 */
export function editText(parsed: ParsedText, after: unknown): string | undefined {
  const inPlace = editedTo(after, parsed, parsed)
  if (inPlace !== undefined) return inPlace
  const ended = withEndedLastLine(parsed)
  return ended && editedTo(after, ended, parsed)
}

/** The text of `parsed`, edited; its last line ends as that of `before`. */
function editedTo(after: unknown, parsed: ParsedText, before: ParsedText): string | undefined {
  const edited = editedText(parsed)
  const changes = changesBetween(parsed.value, after, (path) => isOpaque(edited, path))
  if (changes.length === 0) return parsed.text
  const splices = splicesFor(edited, changes)
  const result = splices && spliced(edited.text, splices)
  if (result === undefined) return undefined
  const text = before.text.endsWith('\n') ? result : withoutFinalLineEnd(before, result)
  return readsAs(ifReadable(parsedValue, text), after) ? text : undefined
}

/**
 * A text that ends in a block scalar without a last line end, which Go's readers do not give it, as one that has it and says so (`|-`): then lines can
 * stand behind it. Undefined for any other text.
 */
function withEndedLastLine({ text, root, value }: ParsedText): ParsedText | undefined {
  const leaf = openScalar(root, text)
  if (!leaf) return undefined
  const start = leaf.range[0]
  const scalar = text.slice(start).replace(/^([|>]\d?)[+-]?/, '$1-')
  const ended = ifReadable(parseText, text.slice(0, start) + scalar + lineEndOf(text))
  return ended && isDeepStrictEqual(ended.value, value) ? ended : undefined
}

function editedText({ text, root }: ParsedText): EditedText {
  const lineEnd = lineEndOf(text)
  return {
    text: text.endsWith('\n') ? text : text + lineEnd,
    lineEnd,
    root,
    endsOpen: openScalar(root, text) !== undefined,
  }
}

/** Aliases, and what merge keys bring in, have no text of their own to descend into. */
function isOpaque({ root }: EditedText, path: FieldPath): boolean {
  const node = placeAt(root, path)?.node
  return !isMap(node) && !isSeq(node)
}

/**
 * The result without a final line end, as the text before it. A literal that did not stand at the end
 * before keeps its own: Go's readers give it a last line end only where the text has one.
 */
function withoutFinalLineEnd(before: ParsedText, result: string): string {
  const text = result.replace(/(?:\r?\n)+$/, '')
  const root = ifReadable(parseText, text)?.root
  const last = root && openScalar(root, text)
  if (!last) return text
  const literal = text.slice(last.range[0])
  const isStripped = /^[|>]\d?-/.test(literal)
  return isStripped || before.text.endsWith(literal) ? text : result
}

function ifReadable<Read>(read: (text: string) => Read, text: string): Read | undefined {
  try {
    return read(text)
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}
