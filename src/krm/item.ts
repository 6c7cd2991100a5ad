import type { FieldPath } from './field-path.ts'
import { jsonOf } from './json.ts'
import { type KubernetesObject, mapAt, stringAt } from './object.ts'

/**
 * One entry of a ResourceList or one document of a stream. Type and kind come from a scan; everything
 * else is parsed when it is first asked for, so that what no function looks at costs no parse.
 * Items are immutable: a function answers with others.
 */
export interface Item {
  /** Empty where the entry has none (then it is no Kubernetes object). */
  readonly apiVersion: string
  readonly kind: string
  readonly name: string | undefined
  readonly namespace: string | undefined
  /** The parsed object. Throws what the reader throws where the text cannot be read. */
  readonly object: KubernetesObject
  annotation(key: string): string | undefined
  /** True if the text as it came in, with its comments and those above it, contains `text`: a filter before a parse. */
  mentions(text: string): boolean
  /** How the mapping or list at `path` is written: in brackets or on indented lines. Absent, or undefined, where that cannot be told. */
  styleOf?(path: FieldPath): 'flow' | 'block' | undefined
}

/** An item that a function made or changed. */
export interface MadeItem extends Item {
  /** The item of the input that this one replaces; undefined for a new one. */
  readonly origin: Item | undefined
}

/** A new item, or the changed form of `origin`, which keeps its place, comments and style in the text. */
export function makeItem(object: KubernetesObject, origin?: Item): MadeItem {
  const metadata = mapAt(object.metadata)
  return {
    // what a person wrote need not have a type
    apiVersion: stringAt(object.apiVersion) ?? '',
    kind: stringAt(object.kind) ?? '',
    name: stringAt(metadata['name']),
    namespace: stringAt(metadata['namespace']),
    object,
    // a change of a change is a change of what came in
    origin: origin && isMade(origin) ? origin.origin : origin,
    annotation: (key) => stringAt(mapAt(metadata['annotations'])[key]),
    mentions: (text) => origin?.mentions(text) || jsonOf(object).includes(text),
  }
}

/** True for items that a function made, false for those that came in. */
export function isMade(item: Item): item is MadeItem {
  return 'origin' in item
}
