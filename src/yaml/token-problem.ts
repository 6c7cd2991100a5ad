import type { CST } from 'yaml'
import { quotedEnd } from './block-scalars.ts'
import { deepestNesting } from './nesting.ts'

/** What makes tokens no YAML that can be composed. */
export interface TokenProblem {
  readonly message: string
  readonly offset: number
}

const tooDeep = `The YAML must not be nested more than ${deepestNesting} levels deep.`
const noQuote =
  'A quoted string must end with its quote, and lines of it must stand deeper than its key.'
const noColon = 'A colon must stand between a key and its value.'

/**
 * Something that the composer of the package `yaml` would fail on or take otherwise than Go's readers: nesting that overflows its stack, for
 * which no recursion is used here; a list behind an explicit key without a colon, which it drops without a word; a quoted string that is cut
 * before a line that is not deep enough, behind an escaped quote which it takes for the last one.
 */
export function tokenProblem(tokens: readonly CST.Token[]): TokenProblem | undefined {
  const stack: (readonly [token: CST.Token, depth: number])[] = tokens.map((token) => [token, 0])
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [token, depth] = next
    if (isUnclosed(token)) return { message: noQuote, offset: token.offset }
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

function isUnclosed(token: CST.Token): boolean {
  if (token.type !== 'single-quoted-scalar' && token.type !== 'double-quoted-scalar') return false
  return quotedEnd(token.source, 0, token.source.length) !== token.source.length
}
