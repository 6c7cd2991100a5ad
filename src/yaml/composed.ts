import { type Document, isAlias, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Header } from './header.ts'
import { composeText } from './parse.ts'
import { readAt, type TextRange } from './text-range.ts'
import { isMergeKey, ValueReader } from './values.ts'
import { type YamlError, yamlErrorAt } from './yaml-error.ts'

/** A document inside a text, as nodes. Their ranges are offsets in `own`, the text from `base` on. */
export class Composed {
  readonly text: string
  readonly base: number
  readonly own: string
  readonly document: Document
  readonly #reader: ValueReader

  /** Throws YamlError where `range` of `text` is not one document. */
  constructor(text: string, range: TextRange) {
    this.text = text
    this.base = range.start
    this.own = text.slice(range.start, range.end)
    this.document = readAt(text, range.start, () => composeText(this.own))
    this.#reader = new ValueReader(this.document, this.own)
  }

  /** The plain value of a node. Throws YamlError as ValueReader does. */
  valueOf(node: unknown): unknown {
    return readAt(this.text, this.base, () => this.#reader.valueOf(node))
  }

  /** The node itself, or the one that it is an alias of. */
  target(node: unknown): unknown {
    return readAt(this.text, this.base, () => this.#reader.target(node))
  }

  /** The pair of `key` in a mapping; undefined if it has none of its own. Throws YamlError if there are two: nobody can say which one counts. */
  pairOf(map: YAMLMap, key: string): Pair | undefined {
    const [pair, second] = map.items.filter((each) => this.#keyOf(each) === key)
    if (!second) return pair
    throw this.error(`The key "${key}" must not stand twice in a mapping.`, second.key)
  }

  /** The plain value of `key` in a mapping, of its own or merged in. */
  valueIn(map: YAMLMap, key: string): unknown {
    const pair = this.pairOf(map, key)
    if (pair) return this.valueOf(pair.value)
    if (!map.items.some((each) => isMergeKey(each.key))) return undefined
    return (this.valueOf(map) as Readonly<Record<string, unknown>>)[key]
  }

  headerOf(node: unknown): Header {
    const map = this.target(node)
    if (!isMap(map)) return { apiVersion: '', kind: '' }
    const word = (key: string) => {
      const value = this.valueIn(map, key)
      return typeof value === 'string' ? value : ''
    }
    return { apiVersion: word('apiVersion'), kind: word('kind') }
  }

  /** An error at a node. */
  error(message: string, node: unknown): YamlError {
    const offset = (node as Node | null)?.range?.[0] ?? 0
    return yamlErrorAt(message, this.text, this.base + offset)
  }

  #keyOf(pair: Pair): string | undefined {
    const key = isAlias(pair.key) ? this.target(pair.key) : pair.key
    return isScalar(key) && !isMergeKey(key) ? String(key.value) : undefined
  }
}
