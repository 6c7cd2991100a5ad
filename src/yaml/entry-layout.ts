import { isMap, isSeq, type Node, type YAMLSeq } from 'yaml'
import { lineStart, nextLine, startsLine } from './edit-splice.ts'
import { frameEnd } from './frame.ts'
import type { TextRange } from './text-range.ts'

/** Where an entry of a list stands, by offsets. */
export interface EntryLayout {
  /** All that goes with the entry: its lines, the comment lines directly above and those below that are indented deeper than the dash. In flow style, the entry. */
  readonly whole: TextRange
  /** From its first key or bracket on: the text that an edit works on. */
  readonly own: TextRange
  /** The end of its last value, with that line's comment and line feed; in flow style without. */
  readonly contentEnd: number
  /** The column of its dash; undefined in flow style. */
  readonly dashColumn: number | undefined
}

/** The layout of the entries of a list; undefined where it is too odd to tell, as with two dashes on a line. */
export function entryLayouts(text: string, list: YAMLSeq): readonly EntryLayout[] | undefined {
  const nodes = list.items as readonly Node[]
  if (list.flow) return nodes.map(flowEntry)
  const layouts: EntryLayout[] = []
  const dashes = dashOffsets(text, list)
  if (!dashes) return undefined
  const column = (dashes[0] ?? 0) - lineStart(text, dashes[0] ?? 0)
  const starts = dashes.map((dash, index) => {
    const previous = nodes[index - 1]
    const line = lineStart(text, dash)
    return previous ? commentsAbove(text, line, nodeContentEnd(text, previous), column) : line
  })
  for (const [index, node] of nodes.entries()) {
    const dash = dashes[index] ?? 0
    const contentEnd = nodeContentEnd(text, node)
    const end = starts[index + 1] ?? listEnd(text, list)
    layouts.push({
      whole: { start: starts[index] ?? dash, end: commentsBelow(text, contentEnd, end, column) },
      own: { start: node.range?.[0] ?? dash + 1, end },
      contentEnd,
      dashColumn: column,
    })
  }
  return layouts
}

function flowEntry(node: Node): EntryLayout {
  const range = { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 }
  return { whole: range, own: range, contentEnd: range.end, dashColumn: undefined }
}

function dashOffsets(text: string, list: YAMLSeq): readonly number[] | undefined {
  const dashes: number[] = []
  let from = list.range?.[0] ?? 0
  for (const node of list.items as readonly Node[]) {
    const dash = frameEnd(text, from)
    if (text[dash] !== '-' || !startsLine(text, dash)) {
      return undefined
    }
    dashes.push(dash)
    from = Math.max(dash + 1, nodeContentEnd(text, node))
  }
  return dashes
}

/** The end of a node's last value, with that line's comment and line feed. Blank lines count only where a block scalar keeps them. */
export function nodeContentEnd(text: string, node: Node): number {
  const last = lastLeaf(node)
  const end = last.range?.[1] ?? 0
  if (text[end - 1] !== '\n') return nextLine(text, end)
  const header = text.slice(last.range?.[0] ?? 0, nextLine(text, last.range?.[0] ?? 0))
  if (/^[|>][0-9]*\+/.test(header)) return end
  const isBlock = /^[|>]/.test(header)
  const indent = /\n( *)[^ \r\n]/.exec(text.slice(last.range?.[0] ?? 0, end))?.[1]?.length ?? 0
  let trimmed = end
  for (;;) {
    const line = lineStart(text, trimmed - 1)
    const spaces = /^ */.exec(text.slice(line, trimmed))?.[0].length ?? 0
    // blanks beyond the indentation are text of a block scalar
    const isText = isBlock && spaces > indent
    if (isText || text.slice(line, trimmed).trim() !== '') return trimmed
    trimmed = line
  }
}

function lastLeaf(node: Node): Node {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1) as Node | { key: Node; value: Node | null } | undefined
    if (last && 'key' in last) return lastLeaf(last.value ?? last.key)
    if (last) return lastLeaf(last as Node)
  }
  return node
}

function listEnd(text: string, list: YAMLSeq): number {
  const end = list.range?.[1] ?? 0
  return text[end - 1] === '\n' ? end : nextLine(text, end)
}

export function commentsAbove(text: string, line: number, floor: number, column: number): number {
  let start = line
  while (start > floor) {
    const above = lineStart(text, start - 1)
    const comment = /^[ \t]*#/.exec(text.slice(above, start))
    if (above < floor || !comment || comment[0].length - 1 > column) break
    start = above
  }
  return start
}

export function commentsBelow(
  text: string,
  contentEnd: number,
  limit: number,
  column: number,
): number {
  let end = contentEnd
  for (let line = contentEnd; line < limit; ) {
    const next = nextLine(text, line)
    const match = /^([ \t]*)(#?)/.exec(text.slice(line, next))
    if (match?.[2] === '#') {
      if ((match[1]?.length ?? 0) <= column) break
      end = next
    }
    line = next
  }
  return Math.min(end, limit)
}
