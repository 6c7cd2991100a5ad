import type { ParsedNode } from 'yaml'
import { Composed } from './composed.ts'
import { openScalar } from './edit-node.ts'
import type { SourceList } from './read.ts'
import type { WritePlan } from './write-plan.ts'

/**
 * Throws YamlError where something is to be added behind a text that ends inside a block scalar, in a line without a line end: Go's
 * readers give such a scalar no last line end, other readers do (yaml 1.2.2, 8.1.1.2), and one behind it would change what some read.
 */
export function refuseUnfinishedEnd({ text, documents }: SourceList, plan: WritePlan): void {
  if (plan.added.length + plan.results.length === 0 || text === '' || text.endsWith('\n')) return
  const last = documents.at(-1)
  if (!last?.content) return
  const composed = new Composed(text, {
    start: last.slice.contentStart,
    end: last.slice.contentEnd,
  })
  const leaf = openScalar(composed.document.contents as ParsedNode, composed.own)
  if (!leaf) return
  const message =
    'The last line must end with a line feed: it is part of a block scalar, and objects are to be added behind it.'
  throw composed.error(message, leaf)
}
