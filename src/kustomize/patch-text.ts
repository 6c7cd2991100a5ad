import { groupOf, isMap, listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { isFrame } from '../yaml/frame.ts'
import { parsedValue } from '../yaml/parse.ts'
import { documentSlices } from '../yaml/slice.ts'
import { positionAt, YamlError } from '../yaml/yaml-error.ts'
import type { ObjectId } from './identity.ts'
import { type Operation, readOperations } from './operation.ts'

/** A strategic merge patch, and its line in the text, from 1. */
interface MergePatch {
  readonly value: PlainMap
  readonly line: number
}

/** The text of a patch, read. */
export type PatchText =
  | { readonly kind: 'json6902'; readonly operations: readonly Operation[] }
  | { readonly kind: 'strategic merge'; readonly patches: readonly MergePatch[] }
  | { readonly kind: 'unreadable' }

/** Reads a patch as kustomize does: a list is JSON 6902, mappings are strategic merges, those in a List among them. */
export function readPatchText(text: string): PatchText {
  const documents = documentsOf(text)
  if (!documents || documents.length === 0) return { kind: 'unreadable' }
  const [first] = documents
  const operations = documents.length === 1 ? readOperations(first?.value) : undefined
  if (operations) return { kind: 'json6902', operations }
  const patches = documents.flatMap(({ value, line }) =>
    entriesOf(value).map((entry) => ({ value: entry, line })),
  )
  if (!patches.every((patch): patch is MergePatch => isMap(patch.value)))
    return { kind: 'unreadable' }
  return { kind: 'strategic merge', patches }
}

/** True for an entry of a list of paths that holds YAML instead: kustomize tries that first. */
export function isInline(entry: string): boolean {
  return /\n|\{|:\s/.test(entry)
}

/** What a strategic merge patch names. */
export function namedBy(patch: PlainMap): ObjectId {
  const apiVersion = stringAt(patch['apiVersion']) ?? ''
  const metadata = mapAt(patch['metadata'])
  return {
    group: groupOf(apiVersion),
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind: stringAt(patch['kind']) ?? '',
    name: stringAt(metadata['name']) ?? '',
    namespace: stringAt(metadata['namespace']) || undefined,
  }
}

function documentsOf(text: string) {
  try {
    return documentSlices(text)
      .map(({ contentStart, contentEnd }) => ({
        line: positionAt(text, contentStart).line,
        own: text.slice(contentStart, contentEnd),
      }))
      .filter(({ own }) => !isFrame(own))
      .map(({ line, own }) => ({ line, value: parsedValue(own) }))
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}

function entriesOf(value: unknown): readonly unknown[] {
  const isList = isMap(value) && stringAt(value['kind'])?.endsWith('List') && 'items' in value
  return isList ? listAt(value['items']).flatMap(entriesOf) : [value]
}
