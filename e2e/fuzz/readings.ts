import { Composer, type Document, isScalar, type ParsedNode, Parser, Schema } from 'yaml'
import { listAt, mapAt } from '../../src/krm/object.ts'
import { resourceListKind } from '../../src/krm/resource-list.ts'
import { isListShape } from '../../src/yaml/list-shape.ts'
import { readList } from '../../src/yaml/read.ts'
import { plainTag } from '../../src/yaml/scalars.ts'
import { ValueReader } from '../../src/yaml/values.ts'
import { YamlError, yamlErrorAt } from '../../src/yaml/yaml-error.ts'
import type { GoReading } from '../hosts/reader.ts'

/** What a reader makes of a text: its items in one form for all readers, or the sentence with which it refuses. */
export type Reading = { readonly items: readonly string[] } | { readonly error: string }

/** Reads as the function does: by scans, and with the package where a scan is not sure. What is no YamlError is thrown. */
export function ourReading(text: string): Reading {
  return readingOf(() => {
    const { items, functionConfig } = readList(text)
    // it is read when it is asked for, as the items are
    functionConfig?.value
    return items.map(({ value }) => value)
  })
}

/**
 * Reads all of the text with the package alone: no slice, no header and no item comes from a scan. Undefined where the package takes for
 * text what is none for Go's readers: a lone carriage return, a byte order mark. */
export function parsedReading(text: string): Reading | undefined {
  if (/\r(?!\n)|\ufeff/.test(text)) return undefined
  return readingOf(() => {
    const documents = [
      ...new Composer(options).compose(new Parser().parse(text), true, text.length),
    ]
    const values = documents.map((document) => documentValue(document, text))
    return values.flatMap((value) =>
      value === null ? [] : isResourceList(value) ? entriesOf(value) : itemsOf(value),
    )
  })
}

/** The Go reader's answer in the form of the others. */
export function goReading(reading: GoReading): Reading {
  if ('error' in reading) return reading
  return { items: reading.items.map((item) => JSON.stringify(canonical(item, spelt))) }
}

const options = {
  schema: new Schema({
    schema: 'failsafe',
    customTags: (tags) => [...tags, plainTag],
    merge: true,
    resolveKnownTags: false,
  }),
  uniqueKeys: false,
}

function documentValue(document: Document, text: string): unknown {
  const root = document.contents as ParsedNode | null
  // wrong directives of an empty document: it is no item, and nobody looks at it
  if (root === null || (isScalar(root) && root.source === '' && root.tag === undefined)) return null
  const [error] = document.errors
  if (error) throw yamlErrorAt(error.message, text, 0)
  return new ValueReader(document, text).valueOf(root)
}

function isResourceList(value: unknown): boolean {
  const { apiVersion = '', kind } = mapAt(value)
  return kind === resourceListKind && /^(?:$|config\.kubernetes\.io\/)/.test(String(apiVersion))
}

function entriesOf(value: unknown): readonly unknown[] {
  return listAt(mapAt(value)['items']).flatMap(itemsOf)
}

function itemsOf(value: unknown): readonly unknown[] {
  const { kind, items } = mapAt(value)
  return isListShape({ kind, items }) ? entriesOf(value) : [value]
}

function readingOf(read: () => readonly unknown[]): Reading {
  try {
    const filled = read().filter((value) => value !== null)
    return { items: filled.map((value) => JSON.stringify(canonical(value, marked))) }
  } catch (error) {
    if (error instanceof YamlError) return { error: error.message }
    throw error
  }
}

/** Keys in order, strings behind `=` and numbers behind `#`, as the Go reader marks them. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return `=${value}`
  if (typeof value === 'number' || typeof value === 'bigint') return `#${value}`
  return value
}

function canonical(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return leaf(value)
  if (Array.isArray(value)) return value.map((entry) => canonical(entry, leaf))
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]) => ({ key, part: canonical(part, leaf) }))
}

/** One spelling of each number. */
function spelt(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('#')) return value
  const digits = value.slice(1).replace(/Inf$/, 'Infinity')
  return /^-?\d+$/.test(digits) ? `#${BigInt(digits)}` : `#${Number(digits)}`
}

/** What is no mapping is no object: kustomize refuses it, and nothing else is asked of it. */
export function isObject(item: string): boolean {
  return item.startsWith('[{"key":') || item === '[]'
}

export function objectsOf(reading: Reading): Reading {
  return 'error' in reading ? reading : { items: reading.items.filter(isObject) }
}

/** True for the same objects in the same order; false where one refuses. */
export function sameItems(one: Reading, other: Reading): boolean {
  if ('error' in one || 'error' in other) return false
  return (
    one.items.length === other.items.length &&
    one.items.every((item, position) => item === other.items[position])
  )
}
