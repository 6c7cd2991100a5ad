/** Behind the quote that closes the one at `at`; undefined where none does before `limit`. */
export function quotedEnd(text: string, at: number, limit: number): number | undefined {
  const mark = text[at] ?? ''
  const isDouble = mark === '"'
  let close = text.indexOf(mark, at + 1)
  while (close >= 0 && close < limit) {
    if (isDouble ? !isEscaped(text, close) : text[close + 1] !== mark) return close + 1
    close = text.indexOf(mark, close + (isDouble ? 1 : 2))
  }
  return undefined
}

/** True behind an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text.charCodeAt(first - 1) === 0x5c) first -= 1
  return (at - first) % 2 === 1
}

/** Behind the bracket that closes the one at `at` in the same line; undefined where none does, and for what is hard to follow in flow style. */
export function singleLineFlowEnd(text: string, at: number, lineEnd: number): number | undefined {
  let depth = 0
  for (let index = at; index < lineEnd; index += 1) {
    const character = text[index]
    if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    else if (character === '"' || character === "'") {
      // a quote in a plain scalar opens nothing
      if (!/[ ,:[{]/.test(text[index - 1] ?? '')) return undefined
      const end = quotedEnd(text, index, lineEnd)
      if (end === undefined) return undefined
      index = end - 1
    } else if (character === '#' || character === '&' || character === '*' || character === '!') {
      return undefined
    }
    if (depth === 0) return index + 1
  }
  return undefined
}

/** True if nothing but blanks and a comment stands between. */
export function isNothing(text: string, from: number, lineEnd: number): boolean {
  let at = from
  while (at < lineEnd && text[at] === ' ') at += 1
  return at >= lineEnd || (at > from && text[at] === '#')
}
