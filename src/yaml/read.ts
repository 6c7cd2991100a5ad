import { resourceListKind } from '../krm/resource-list.ts'
import { type DocumentContent, readDocument } from './document-item.ts'
import { isFrame } from './frame.ts'
import { isResourceList, otherVersion } from './resource-list-source.ts'
import { type DocumentSlice, documentSlices } from './slice.ts'
import { SourceItem } from './source-item.ts'
import { yamlErrorAt } from './yaml-error.ts'

/** A text as the items in it. What no function changes is written as it came in. */
export interface SourceList {
  readonly form: 'ResourceList' | 'documents'
  /** In the order of the text; the entries of Lists among them. */
  readonly items: readonly SourceItem[]
  readonly functionConfig: SourceItem | undefined
  /** Results of earlier functions, as plain values. Always empty for documents. */
  readonly results: readonly unknown[]
  readonly text: string
  readonly documents: readonly SourceDocument[]
}

/** A document of the text. */
export interface SourceDocument {
  readonly slice: DocumentSlice
  /** Undefined for nothing but blanks and comments. */
  readonly content: DocumentContent | undefined
}

/**
 * Reads a ResourceList, a stream of documents or a List, in YAML or JSON. Nothing but blanks and comments gives no items.
 * Throws YamlError for text that is none of these, and for what some reader of Kubernetes would read otherwise than we do.
 */
export function readList(text: string): SourceList {
  const documents = documentSlices(text).map((slice) => readSlice(text, slice))
  const contents = documents.flatMap(({ content }) => content ?? [])
  const resourceList = contents.find(isResourceList)
  if (contents.length > 1 && resourceList) {
    const { composed, map } = resourceList.nodes()
    throw composed.error('A ResourceList must be the only document.', map)
  }
  const [only] = contents
  if (contents.length === 1 && only instanceof SourceItem && !only.isObject) {
    const message = 'The input must be a ResourceList, a stream of Kubernetes objects or a List.'
    throw yamlErrorAt(message, text, only.place.range.start)
  }
  // alone, an object of that kind and of whatever group is a list to kustomize, and without `items` an empty one
  if (contents.length === 1 && only instanceof SourceItem && only.kind === resourceListKind) {
    throw yamlErrorAt(otherVersion(only.apiVersion), text, only.place.range.start)
  }
  return {
    form: resourceList ? 'ResourceList' : 'documents',
    items: contents.flatMap(itemsOf),
    functionConfig: resourceList?.functionConfig,
    results: resourceList?.results ?? [],
    text,
    documents,
  }
}

function readSlice(text: string, slice: DocumentSlice): SourceDocument {
  const range = { start: slice.contentStart, end: slice.contentEnd }
  if (isFrame(text.slice(range.start, range.end))) return { slice, content: undefined }
  if (text[range.start] === '\ufeff') {
    throw yamlErrorAt('A byte order mark must not stand inside the text.', text, range.start)
  }
  return { slice, content: readDocument(text, range) }
}

/** The items of a document or of a List, those of inner Lists among them. */
function itemsOf(content: DocumentContent): readonly SourceItem[] {
  if (content instanceof SourceItem) return [content]
  return content.entries.flatMap((entry) => itemsOf(entry.content))
}
