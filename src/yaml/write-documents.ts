import { lineEndOf, type Splice } from './edit-splice.ts'
import { isFrame } from './frame.ts'
import { printObject } from './print.ts'
import type { SourceDocument, SourceList } from './read.ts'
import { type DocumentSlice, documentSlices } from './slice.ts'
import { SourceItem } from './source-item.ts'
import type { WritePlan } from './write-plan.ts'

/** The splices that take documents out of a stream, each with its `---` line and, where it has one, its `...` line. */
export function removedDocuments(source: SourceList, plan: WritePlan): readonly Splice[] {
  const { text, documents } = source
  return documents.flatMap((document, index): readonly Splice[] => {
    if (!isRemoved(document, plan)) return []
    const { start, contentEnd, end, markerEnd } = document.slice
    const next = documents[index + 1]
    // directives must follow `...`
    if (next && hasDirectives(text, next.slice)) return [{ start, end: contentEnd, text: '' }]
    const splice = { start, end, text: '' }
    const needsMarker = markerEnd !== undefined || !next || isRemoved(next, plan)
    if (needsMarker || next.slice.contentStart !== next.slice.markerEnd) return [splice]
    // the next document comes first now, and needs no more of a `---` line than this one did
    return [splice, { start: next.slice.start, end: next.slice.contentStart, text: '' }]
  })
}

function isRemoved({ content }: SourceDocument, { removed }: WritePlan): boolean {
  return content instanceof SourceItem && removed.has(content)
}

function hasDirectives(text: string, { start, markerEnd }: DocumentSlice): boolean {
  return markerEnd !== undefined && !text.startsWith('---', start)
}

/** `text` with objects added as documents at its end. */
export function withAddedDocuments(text: string, added: readonly unknown[]): string {
  if (added.length === 0) return text
  const lineEnd = lineEndOf(text)
  const printed = added.map((each) => printObject(each, { indent: 0, style: 'block', lineEnd }))
  const isInLine = text !== '' && !text.endsWith('\n')
  const marker = isOpen(text) ? '' : `---${lineEnd}`
  const documents = printed.join(`${lineEnd}---${lineEnd}`)
  return text + (isInLine ? lineEnd : '') + marker + documents + lineEnd
}

/** True if the end of the text can take an object without a `---` line. */
function isOpen(text: string): boolean {
  const last = documentSlices(text).at(-1)
  if (!last) return true
  const content = text.slice(last.contentStart, last.contentEnd)
  if (last.contentEnd !== last.end || !isFrame(content)) return false
  // comments without `---` are the file's; directives are for what came with them
  return last.markerEnd === undefined ? content.trim() === '' : text.startsWith('---', last.start)
}
