import { isDeepStrictEqual } from 'node:util'
import { isCollection } from 'yaml'
import type { FieldPath } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { type KubernetesObject, mapAt, stringAt } from '../krm/object.ts'
import { commentsStart } from './comments-before.ts'
import { placeAt } from './edit-node.ts'
import type { Header } from './header.ts'
import { type ParsedText, parseText } from './parse.ts'
import { readAt, type TextRange } from './text-range.ts'
import { YamlError, yamlErrorAt } from './yaml-error.ts'

/** Where an item stands in its text. */
export interface ItemPlace {
  /** Its own text, from its first key or bracket on (a document's: from its first line on): what an edit works on. */
  readonly range: TextRange
  /** How many columns of its first line belong to what is around it. */
  readonly column: number
  readonly within: 'stream' | 'block list' | 'flow list'
}

/** Where a value stands, from its first key or bracket to its end: its last line's in block style, its bracket in flow style. */
export interface ContentPlace extends TextRange {
  readonly column: number
  readonly style: 'block' | 'flow'
}

/** Reads values out of what an item stands in. Each may throw YamlError. */
export interface ItemValues {
  value(): unknown
  /** The value of `metadata`, if possible without reading the rest. */
  metadata(): unknown
  /** False for what is no mapping, such as a null entry. */
  isObject(): boolean
  /** Where its value stands: what printing it anew replaces. */
  content(): ContentPlace
  /** The item's text as it was parsed for `value`, where it was parsed alone. */
  parsed?(): ParsedText
}

/** An item as it came in: a range of the text, parsed when it is first asked for. Its values are frozen. */
export class SourceItem implements Item {
  readonly apiVersion: string
  readonly kind: string
  readonly place: ItemPlace
  readonly #text: string
  readonly #values: ItemValues
  #metadata: { readonly value: unknown } | undefined
  #value: { readonly value: unknown } | undefined
  #withComments: string | undefined

  constructor(text: string, place: ItemPlace, header: Header, values: ItemValues) {
    this.#text = text
    this.place = place
    this.apiVersion = header.apiVersion
    this.kind = header.kind
    this.#values = values
  }

  get name(): string | undefined {
    return stringAt(this.#metadataMap()['name'])
  }

  get namespace(): string | undefined {
    return stringAt(this.#metadataMap()['namespace'])
  }

  get object(): KubernetesObject {
    if (this.isObject) return this.value as KubernetesObject
    throw yamlErrorAt('An object must be a mapping.', this.#text, this.place.range.start)
  }

  /** False for what is no mapping, such as a null entry: it has no `object`. */
  get isObject(): boolean {
    return this.#values.isObject()
  }

  /** Where printing the item anew takes place. */
  get content(): ContentPlace {
    return this.#values.content()
  }

  /** The value, also where it is no mapping. */
  get value(): unknown {
    this.#value ??= { value: this.#values.value() }
    return this.#value.value
  }

  annotation(key: string): string | undefined {
    return stringAt(mapAt(this.#metadataMap()['annotations'])[key])
  }

  mentions(text: string): boolean {
    this.#withComments ??= this.#textWithComments()
    return this.#withComments.includes(text)
  }

  styleOf(path: FieldPath): 'flow' | 'block' | undefined {
    const root = this.parsed()?.root
    const node = root && placeAt(root, path)?.node
    if (!isCollection(node)) return undefined
    return node.flow === true ? 'flow' : 'block'
  }

  /**
   * The item's text alone, at its place: spaces stand for what precedes it in its first line. Undefined if that means something else than the item
   * does where it stands, as with an alias to an anchor of another item.
   */
  parsed(): ParsedText | undefined {
    if (this.#values.parsed) return this.#values.parsed()
    const { column, within } = this.place
    const { start } = this.place.range
    // a pair `a: b` of a flow list would be a block mapping if it stood alone
    if (within === 'flow list' && this.#text[start] !== '{') return undefined
    try {
      const masked = ' '.repeat(column) + this.ownText
      const parsed = readAt(this.#text, start - column, () => parseText(masked))
      return isDeepStrictEqual(parsed.value, this.value) ? parsed : undefined
    } catch (error) {
      if (error instanceof YamlError) return undefined
      throw error
    }
  }

  /** True if its text may hold aliases of anchors elsewhere: then the same text need not mean the same. */
  get mayLean(): boolean {
    const isAlone = this.place.within === 'stream' || this.#values.parsed !== undefined
    return !isAlone && this.ownText.includes('*')
  }

  /** The item's text up to its last value, without the comments that follow. */
  get contentText(): string {
    return this.#text.slice(this.content.start, this.content.end)
  }

  /** The item's text alone. */
  get ownText(): string {
    return this.#text.slice(this.place.range.start, this.place.range.end)
  }

  #textWithComments(): string {
    const { range, within } = this.place
    const start = within === 'flow list' ? range.start : commentsStart(this.#text, range.start)
    return this.#text.slice(start, range.end)
  }

  #metadataMap() {
    this.#metadata ??= { value: this.#values.metadata() }
    return mapAt(this.#metadata.value)
  }
}
