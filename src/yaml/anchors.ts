import { type Alias, type Document, type Node, visit } from 'yaml'

/** The nodes with an anchor of one document, by name and in order. */
export class Anchors {
  readonly #nodes = new Map<string, Node[]>()

  constructor(document: Document) {
    visit(document, {
      Value: (_key, node) => {
        if (node.anchor === undefined) return
        const nodes = this.#nodes.get(node.anchor)
        if (nodes) nodes.push(node)
        else this.#nodes.set(node.anchor, [node])
      },
    })
  }

  /** The last node before the alias that has its name. Searched by halves: names may be given again and again. */
  targetOf(alias: Alias): Node | undefined {
    const nodes = this.#nodes.get(alias.source) ?? []
    const before = offsetOf(alias)
    let low = 0
    let high = nodes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (offsetOf(nodes[middle]) < before) low = middle + 1
      else high = middle
    }
    return nodes[low - 1]
  }
}

/** The offset at which a node starts; 0 for what is no node of a text. */
export function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0
}
