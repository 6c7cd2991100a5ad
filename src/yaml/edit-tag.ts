import { isScalar, type ParsedNode } from 'yaml'

const core = 'tag:yaml.org,2002:'

/** True if a node may keep its tag, if it has one, with `value` in it. */
export function tagFits({ tag }: ParsedNode, value: unknown): boolean {
  if (tag === undefined) return true
  const isText = typeof value === 'string'
  if (!tag.startsWith(core)) return isText || (typeof value === 'object' && value !== null)
  switch (tag.slice(core.length)) {
    case 'str':
      return isText
    case 'int':
      return Number.isInteger(value) || typeof value === 'bigint'
    case 'float':
      return typeof value === 'number'
    case 'bool':
      return typeof value === 'boolean'
    case 'null':
      return value === null
    case 'seq':
      return Array.isArray(value)
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return false
  }
}

/** True for a scalar that means null, by its text or by its tag. */
export function isNull(node: ParsedNode): boolean {
  if (!isScalar(node)) return false
  return node.tag === undefined ? node.value === null : node.tag === `${core}null`
}
