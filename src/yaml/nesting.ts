import type { CST } from 'yaml'

/** Deeper nesting is refused; the deepest schemas of real CRDs have some 60 levels. */
export const deepestNesting = 500

/** The offset of the first collection that lies deeper than {@link deepestNesting}. Counted without recursion, since composing such text overflows the stack. */
export function tooDeepOffset(tokens: readonly CST.Token[]): number | undefined {
  const stack: (readonly [token: CST.Token, depth: number])[] = tokens.map((token) => [token, 0])
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [token, depth] = next
    if (token.type === 'document') {
      if (token.value) stack.push([token.value, depth])
    } else if ('items' in token) {
      if (depth >= deepestNesting) return token.offset
      for (const item of token.items) {
        if (item.key) stack.push([item.key, depth + 1])
        if (item.value) stack.push([item.value, depth + 1])
      }
    }
  }
  return undefined
}
