import { Pair, type ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { isMap } from '../krm/object.ts'
import type { NodeRanges } from './plain-block-reader.ts'

/** The nodes of `value`, which was read from `text` where `ranges` say. */
export function plainNode(text: string, value: unknown, ranges: NodeRanges): ParsedNode {
  let at = 0
  const next = (): [number, number, number] => {
    const [start = 0, end = 0, behind = 0] = ranges.slice(at, at + 3)
    at += 3
    return [start, end, behind]
  }

  const nodeOf = (each: unknown): ParsedNode => {
    const range = next()
    const node = Array.isArray(each)
      ? listOf(each)
      : isMap(each)
        ? mapOf(each)
        : scalarOf(each, range[0])
    node.range = range
    // `{}` and `[]` are in flow style
    if (!(node instanceof Scalar) && isFlow(text, range[0])) node.flow = true
    return node as ParsedNode
  }
  const listOf = (list: readonly unknown[]) => {
    const node = new YAMLSeq<ParsedNode>()
    for (const each of list) node.items.push(nodeOf(each))
    return node
  }
  const mapOf = (map: Readonly<Record<string, unknown>>) => {
    const node = new YAMLMap<ParsedNode, ParsedNode>()
    for (const name of Object.keys(map)) {
      const range = next()
      const key = scalarOf(name, range[0])
      key.range = range
      node.items.push(new Pair(key as ParsedNode, nodeOf(map[name])))
    }
    return node
  }
  const scalarOf = (each: unknown, start: number) => {
    const scalar = new Scalar(each)
    scalar.type = types.get(text[start] ?? '') ?? 'PLAIN'
    return scalar
  }
  return nodeOf(value)
}

const types: ReadonlyMap<string, Scalar.Type> = new Map([
  ['"', 'QUOTE_DOUBLE'],
  ["'", 'QUOTE_SINGLE'],
  ['|', 'BLOCK_LITERAL'],
])

function isFlow(text: string, start: number): boolean {
  return text[start] === '{' || text[start] === '['
}
