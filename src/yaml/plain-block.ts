import type { ParsedNode } from 'yaml'
import { type NodeRanges, PlainBlockReader } from './plain-block-reader.ts'
import { notSure } from './plain-block-scalar.ts'
import { plainNode } from './plain-node.ts'

/** A text that was read, and what its nodes are made of. */
export interface PlainBlock {
  readonly text: string
  readonly value: unknown
  readonly ranges: NodeRanges | undefined
}

/**
 * Reads one document of plain block style, which is nearly all that Kubernetes tools write: mappings and lists on lines of their own, scalars
 * that end in their line, literals (`|`, `|-`), `{}` and `[]`, comments. Undefined for anything else, broken text included: then the
 * package `yaml` has to decide. Where it answers, the value is that of {@link parseText}, frozen, at a tenth of the cost.
 */
export function readPlainBlock(text: string): PlainBlock | undefined {
  if (oddCharacter.test(text)) return undefined
  const reader = new PlainBlockReader(text)
  try {
    const value = reader.document()
    return { text, value, ranges: reader.ranges }
  } catch (error) {
    if (error === notSure) return undefined
    throw error
  }
}

/**
 * The nodes that the package would make, as far as edits look at them: kinds, values, where each starts and ends. Undefined where the package has
 * to make them.
 */
export function plainNodes({ text, value, ranges }: PlainBlock): ParsedNode | undefined {
  return ranges && plainNode(text, value, ranges)
}

// tabs, carriage returns and surrogates may be fine: they are left to the parse, with what Go's readers see as line breaks
const oddCharacter = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/
