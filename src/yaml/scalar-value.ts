import type { Scalar } from 'yaml'
import { endsOpen, isBlankBlock } from './block-scalar-node.ts'
import { type ScalarValue, taggedValue } from './tagged-value.ts'

const half = /\p{Surrogate}/u

/** The value of a scalar as Go's readers have it, or a sentence on why they have none. The ranges of `node` are offsets in `text`. */
export function scalarValue(node: Scalar, text: string): ScalarValue {
  if (endsOpen(node, text)) return unendedBlock(node, text)
  if (isBlankBlock(node, text)) {
    return { message: 'A block scalar that says its indentation must hold more than blanks.' }
  }
  if (typeof node.value === 'string' && half.test(node.value)) {
    return { message: 'A string must not hold one half of a surrogate pair.' }
  }
  return node.tag === undefined ? { value: node.value } : taggedValue(node, node.tag)
}

/** A block scalar whose last line does not end: Go's readers give it no line end there, which the package `yaml` does. */
function unendedBlock(node: Scalar, text: string): ScalarValue {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1)
  const value = String(node.value)
  if (node.tag === undefined && lastLine.trim() !== '') return { value: value.replace(/\n$/, '') }
  return { message: 'A block scalar must end with a line feed.' }
}
