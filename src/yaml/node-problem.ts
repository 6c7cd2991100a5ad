import { isAlias, isNode, isScalar, Scalar } from 'yaml'

// as go-yaml v3 scans them (go.yaml.in/yaml/v3 scannerc.go)
const anchorName = /^[A-Za-z0-9_-]+$/
const oddInFlow = /^:|\?/
const colonWithoutBlank = /^:[,[\]{}]/

/** Why Go's readers refuse the anchor of a node, or the name of an alias; undefined where they do not. */
export function anchorProblem(node: unknown): string | undefined {
  const name = isAlias(node) ? node.source : isNode(node) ? node.anchor : undefined
  if (name === undefined || anchorName.test(name)) return undefined
  return `The name of an anchor must consist of letters, digits, "_" and "-", not be "${name}".`
}

/** What Go's readers take for an indicator in a node of a collection in flow style, wherever it stands; undefined where there is none. The ranges of `node` are offsets in `text`. */
export function flowProblem(node: unknown, text: string): string | undefined {
  if (!isScalar(node) || node.type !== Scalar.PLAIN) return undefined
  if (oddInFlow.test(node.source ?? '')) {
    return `A string in flow style that holds "?" or begins with ":" must be quoted, not be \`${node.source}\`.`
  }
  const end = node.range?.[1] ?? 0
  if (!colonWithoutBlank.test(text.slice(end, end + 2))) return undefined
  return 'A blank must stand behind the colon of a key in flow style.'
}
