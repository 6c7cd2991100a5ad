import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { FieldPath } from '../krm/field-path.ts'
import { endsOpen, isBlockScalar } from './block-scalar-node.ts'
import { lineStart, nextLine } from './edit-splice.ts'
import type { LineEnd } from './print.ts'
import { isMergeKey } from './values.ts'

export type MapNode = YAMLMap.Parsed
export type SeqNode = YAMLSeq.Parsed
export type PairNode = Pair<ParsedNode, ParsedNode | null>

/** A parsed text that is being edited. */
export interface EditedText {
  /** Always with a final line end, so that each line is a whole one. */
  readonly text: string
  readonly lineEnd: LineEnd
  readonly root: ParsedNode | null
  /** True for a text that ended in a block scalar without a line end: a line behind it would give it one. */
  readonly endsOpen: boolean
}

/** Where a value stands. */
export interface Place {
  /** Null where nothing stands, not even an empty scalar: the value of `a` in `{a}`. */
  readonly node: ParsedNode | null
  /** The entry of a mapping whose value this is. */
  readonly pair: PairNode | undefined
  /** The collections around it, from the root on. */
  readonly around: readonly (MapNode | SeqNode)[]
}

/** The place of the value at `path`; undefined behind an alias and for what a merge key brings in. */
export function placeAt(root: ParsedNode | null, path: FieldPath): Place | undefined {
  const around: (MapNode | SeqNode)[] = []
  let node = root
  let pair: PairNode | undefined
  for (const step of path) {
    if (isMap(node) && typeof step === 'string') {
      around.push(node)
      pair = pairOf(node, step)
      if (pair === undefined) return undefined
      node = pair.value
    } else if (isSeq(node) && typeof step === 'number') {
      around.push(node)
      pair = undefined
      node = node.items[step] as ParsedNode
    } else {
      return undefined
    }
  }
  return { node, pair, around }
}

/** The entry of `map` with this key; the last one, as all readers that accept two of them. */
export function pairOf(map: MapNode, key: string): PairNode | undefined {
  return map.items.findLast((pair) => keyText(pair.key) === key)
}

/** The key as the reader names it; undefined for keys that are no scalars, and for the merge key. */
function keyText(key: ParsedNode): string | undefined {
  return isScalar(key) && !isMergeKey(key) ? String(key.value) : undefined
}

export function isBlockCollection(node: ParsedNode | null): node is MapNode | SeqNode {
  return (isMap(node) || isSeq(node)) && !node.flow
}

/** The last part of the text that belongs to the value: itself, or the end of its last entry. */
function lastLeaf(node: ParsedNode): ParsedNode {
  if (!isBlockCollection(node)) return node
  const last = node.items.at(-1)
  if (isMap(node)) {
    const pair = last as PairNode | undefined
    return pair === undefined ? node : lastLeaf(pair.value ?? pair.key)
  }
  return last === undefined ? node : lastLeaf(last as ParsedNode)
}

/** The block scalar at the end of a text that lacks its last line end. */
export function openScalar(root: ParsedNode | null, text: string): Scalar.Parsed | undefined {
  const leaf = root && lastLeaf(root)
  return endsOpen(leaf, text) ? leaf : undefined
}

/** The offset of a block mapping's first key, its anchor and tag included, which its range leaves out. */
export function mapStart(text: string, map: YAMLMap): number {
  const start = map.range?.[0] ?? 0
  const key = map.items[0]?.key
  if (map.flow || !isNode(key) || (key.anchor === undefined && key.tag === undefined)) return start
  const properties = /(?:[&!]\S*[ \t]+)*$/.exec(text.slice(lineStart(text, start), start))
  return start - (properties?.[0].length ?? 0)
}

/** The offset behind the value's last character, for a block scalar behind its last line that is not blank. */
export function valueEnd({ text }: EditedText, node: ParsedNode): number {
  const leaf = lastLeaf(node)
  const end = leaf.range[1]
  if (!isBlockScalar(leaf)) return end
  const source = text.slice(leaf.range[0], end)
  const isKept = /^[|>]\d?\+/.test(source)
  return leaf.range[0] + (isKept ? source : source.trimEnd()).replace(/\r?\n$/, '').length
}

/** The offset behind the value's last line: its trailing comment and line end included, later lines not. */
export function linesEnd(edited: EditedText, node: ParsedNode): number {
  return nextLine(edited.text, valueEnd(edited, node))
}

/** The offset behind a pair's last line. */
export function pairLinesEnd(edited: EditedText, pair: PairNode): number {
  return linesEnd(edited, pair.value ?? pair.key)
}

/**
 * The offset at which a pair's value may start on the line of its colon: behind the colon, anchor and
 * tag. Undefined where there is no colon.
 */
export function valueSlot({ text }: EditedText, pair: PairNode): number | undefined {
  const colon = /\s*:(?:[ \t]+[&!][^\s,[\]{}]*)*/y
  colon.lastIndex = pair.key.range[1]
  return colon.test(text) ? colon.lastIndex : undefined
}
