import type { CST } from 'yaml'
import { deepestNesting } from './nesting.ts'

/** What makes tokens no YAML that can be composed. */
export interface TokenProblem {
  readonly message: string
  readonly offset: number
}

const tooDeep = `The YAML must not be nested more than ${deepestNesting} levels deep.`
const noColon = 'A colon must stand between a key and its value.'

/**
 * The first thing that the composer of the package `yaml` would fail on or lose: nesting that overflows its stack, for which no recursion is
 * used here, and a list behind an explicit key without a colon, which it drops without a word.
 */
export function tokenProblem(tokens: readonly CST.Token[]): TokenProblem | undefined {
  const stack: (readonly [token: CST.Token, depth: number])[] = tokens.map((token) => [token, 0])
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [token, depth] = next
    if (token.type === 'document') {
      if (token.value) stack.push([token.value, depth])
    } else if ('items' in token) {
      if (depth >= deepestNesting) return { message: tooDeep, offset: token.offset }
      for (const item of token.items) {
        if (isLost(item)) return { message: noColon, offset: item.value?.offset ?? token.offset }
        if (item.key) stack.push([item.key, depth + 1])
        if (item.value) stack.push([item.value, depth + 1])
      }
    }
  }
  return undefined
}

function isLost({ key, sep = [], value }: CST.CollectionItem): boolean {
  return Boolean(key && value) && !sep.some(({ type }) => type === 'map-value-ind')
}
