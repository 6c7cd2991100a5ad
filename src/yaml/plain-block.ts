import type { ParsedNode } from 'yaml'
import { type NodeRanges, PlainBlockReader } from './plain-block-reader.ts'
import { notSure } from './plain-block-scalar.ts'
import { plainNode } from './plain-node.ts'

/** The value of a text that was read. */
export interface PlainBlockValue {
  readonly value: unknown
}

/** The same, and its nodes. */
export interface PlainBlockNodes extends PlainBlockValue {
  readonly root: ParsedNode
}

/**
 * Reads one document of plain block style, which is nearly all that Kubernetes tools write: mappings and lists on lines of their own, scalars
 * that end in their line, literals (`|`, `|-`), `{}` and `[]`, comments. Undefined for anything else, broken text included: then the
 * package `yaml` has to decide. Where it answers, the value is that of {@link parseText}, frozen, at a tenth of the cost.
 */
export function readPlainBlock(text: string): PlainBlockValue | undefined {
  return ifSure(text, () => ({ value: new PlainBlockReader(text).document() }))
}

/** The same with the nodes that the package would make, as far as edits look at them: kinds, values, where each starts and ends. */
export function readPlainNodes(text: string): PlainBlockNodes | undefined {
  return ifSure(text, () => {
    const ranges: NodeRanges = []
    const value = new PlainBlockReader(text, ranges).document()
    return { value, root: plainNode(text, value, ranges) }
  })
}

function ifSure<Read>(text: string, read: () => Read): Read | undefined {
  if (oddCharacter.test(text)) return undefined
  try {
    return read()
  } catch (error) {
    if (error === notSure) return undefined
    throw error
  }
}

// tabs, carriage returns and surrogates may be fine: they are left to the parse, with what Go's readers see as line breaks
const oddCharacter = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/
