import { isScalar, Scalar } from 'yaml'
import { nextLine } from './edit-splice.ts'

/** True for a literal (`|`) or folded (`>`) scalar. */
export function isBlockScalar<Node>(node: Node): node is Node & Scalar.Parsed {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)
}

/**
 * True for a block scalar that goes on to the end of a text without a last line end, which Go's readers then do not give it. The ranges of `node` are
 * offsets in `text`.
 */
export function endsOpen<Node>(node: Node, text: string): node is Node & Scalar.Parsed {
  return isBlockScalar(node) && !text.endsWith('\n') && node.range[1] >= text.length
}

/** True for a block scalar with an indentation indicator and nothing but blanks, which Go's readers keep where they are indented enough. */
export function isBlankBlock(node: unknown, text: string): boolean {
  if (!isBlockScalar(node)) return false
  const scalar = text.slice(node.range[0], node.range[1])
  if (!/^[|>][-+]?[1-9]/.test(scalar)) return false
  const lines = scalar.slice(nextLine(scalar, 0))
  return lines.trim() === '' && lines.includes(' ')
}
