import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { Anchors, offsetOf } from './anchors.ts'
import { deepestNesting } from './nesting.ts'
import { anchorProblem, flowProblem } from './node-problem.ts'
import { scalarValue } from './scalar-value.ts'
import { yamlErrorAt } from './yaml-error.ts'

/** Values that aliases may add to an object by repetition, so that a few lines cannot stand for gigabytes. */
const mostAliasedValues = 100_000

interface Read {
  readonly value: unknown
  /** How many values it consists of, aliases expanded. */
  readonly size: number
  /** How many levels of collections, aliases expanded. */
  readonly height: number
}

/**
 * Reads nodes of one document as plain, frozen values. Throws YamlError for what Kubernetes could not read or could read otherwise:
 * a key twice in a mapping, keys that are no scalars, aliases without anchor or without end.
 */
export class ValueReader {
  readonly #document: Document
  readonly #text: string
  readonly #known = new Map<Node, Read | 'open'>()
  #anchors: Anchors | undefined
  #aliased = 0

  /** Node ranges of `document` are offsets in `text`. */
  constructor(document: Document, text: string) {
    this.#document = document
    this.#text = text
  }

  valueOf(node: unknown): unknown {
    this.#aliased = 0
    return this.#read(node, 0).value
  }

  /** The node itself, or the one that it is an alias of. */
  target(node: unknown): unknown {
    if (!isAlias(node)) return node
    this.#anchors ??= new Anchors(this.#document)
    const target = this.#anchors.targetOf(node)
    if (target) return target
    throw this.#error(`The alias "${node.source}" must follow an anchor of that name.`, node)
  }

  #read(node: unknown, depth: number): Read {
    this.#check(anchorProblem(node), node)
    if (isScalar(node)) return { value: this.#scalar(node), size: 1, height: 0 }
    if (isAlias(node)) return this.#alias(node, depth)
    if (!isMap(node) && !isSeq(node)) return { value: null, size: 1, height: 0 }
    if (node.anchor === undefined) return this.#collection(node, depth)
    const known = this.#known.get(node)
    if (known === 'open') {
      throw this.#error(`The anchor "${node.anchor}" must not contain itself.`, node)
    }
    if (known) return known
    this.#known.set(node, 'open')
    const read = this.#collection(node, depth)
    this.#known.set(node, read)
    return read
  }

  #scalar(node: Scalar): unknown {
    const read = scalarValue(node, this.#text)
    if ('value' in read) return read.value
    throw this.#error(read.message, node)
  }

  #alias(alias: Alias, depth: number): Read {
    const isTooDeep = depth > deepestNesting
    const read = isTooDeep ? undefined : this.#read(this.target(alias), depth)
    if (!read || depth + read.height > deepestNesting) {
      const message = `Aliases must not nest values more than ${deepestNesting} levels deep.`
      throw this.#error(message, alias)
    }
    this.#aliased += read.size
    if (this.#aliased <= mostAliasedValues) return read
    throw this.#error(`Aliases must not repeat more than ${mostAliasedValues} values.`, alias)
  }

  #collection(node: YAMLMap | YAMLSeq, depth: number): Read {
    return isMap(node) ? this.#map(node, depth) : this.#list(node as YAMLSeq, depth)
  }

  #list(node: YAMLSeq, depth: number): Read {
    if (node.flow) for (const entry of node.items) this.#checkInFlow(entry)
    const reads = node.items.map((entry) => this.#read(entry, depth + 1))
    const size = reads.reduce((sum, read) => sum + read.size, 1)
    const height = reads.reduce((most, read) => Math.max(most, read.height), 0) + 1
    return { value: Object.freeze(reads.map((read) => read.value)), size, height }
  }

  #map(node: YAMLMap, depth: number): Read {
    const object = {}
    let size = 1
    let height = 1
    let merge: { key: unknown; read: Read } | undefined
    for (const { key, value } of node.items) {
      if (node.flow) for (const part of [key, value]) this.#checkInFlow(part)
      const merges = isMergeKey(key)
      const name = merges ? '<<' : this.#key(key)
      if (merges ? merge : Object.hasOwn(object, name)) {
        throw this.#error(`The key "${name}" must not stand twice in a mapping.`, key)
      }
      const read = this.#read(value, depth + 1)
      size += read.size
      height = Math.max(height, read.height + 1)
      if (merges) merge = { key, read }
      else define(object, name, read.value)
    }
    if (merge) this.#merge(object, merge.key, merge.read.value)
    return { value: Object.freeze(object), size, height }
  }

  #merge(object: object, key: unknown, value: unknown): void {
    for (const source of Array.isArray(value) ? value : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        const message = 'The merge key "<<" must have a mapping or a list of mappings as its value.'
        throw this.#error(message, key)
      }
      for (const [name, merged] of Object.entries(source)) {
        if (!Object.hasOwn(object, name)) define(object, name, merged)
      }
    }
  }

  #key(key: unknown): string {
    const node = this.target(key)
    this.#check(anchorProblem(key), key)
    if (!isScalar(node)) throw this.#error('A key must be a scalar.', key)
    const value = this.#scalar(node)
    if (value === null && node.source === '') throw this.#error('A key must not be empty.', key)
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw this.#error(`A key must be a word or a number, not "${node.source}".`, key)
    }
    return String(value)
  }

  #checkInFlow(node: unknown): void {
    this.#check(flowProblem(node, this.#text), node)
  }

  #check(problem: string | undefined, node: unknown): void {
    if (problem !== undefined) throw this.#error(problem, node)
  }

  #error(message: string, node: unknown) {
    return yamlErrorAt(message, this.#text, offsetOf(node))
  }
}

/** True for the key of a merge: a plain `<<`, or any scalar with the tag `!!merge` (so kpt writes it). */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false
  if (key.tag !== undefined) return key.tag === 'tag:yaml.org,2002:merge'
  return key.type === Scalar.PLAIN && key.source === '<<'
}

// an assignment to `__proto__` would set the prototype
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}
