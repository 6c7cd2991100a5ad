/** One step of a pattern: any run of characters, or a test of one. */
type Token = 'run' | ((character: string) => boolean)

/**
 * A matcher of one name by the pattern language of Go's `path/filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and `\`. Undefined for a pattern
 * that Go calls bad, which matches nothing. A match takes time by the product of both lengths, whatever the pattern.
 */
export function nameMatcher(pattern: string): ((name: string) => boolean) | undefined {
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern
  const tokens = tokensOf([...pattern])
  return tokens && ((name) => matchesAll(tokens, [...name]))
}

function tokensOf(pattern: readonly string[]): readonly Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at]
    if (character === '[') {
      const set = characterSet(pattern, at + 1)
      if (!set) return undefined
      tokens.push(set.has)
      at = set.end
    } else if (character === '\\') {
      const escaped = pattern[at + 1]
      if (escaped === undefined) return undefined
      tokens.push((each) => each === escaped)
      at += 2
    } else {
      tokens.push(character === '*' ? 'run' : (each) => character === '?' || each === character)
      at += 1
    }
  }
  return tokens
}

/** The set that begins behind a `[`. Each range may be one character; there must be one. */
function characterSet(pattern: readonly string[], start: number) {
  const isNegated = pattern[start] === '^'
  const ranges: (readonly [number, number])[] = []
  let at = isNegated ? start + 1 : start
  const next = (): number | undefined => {
    if (pattern[at] === '-' || pattern[at] === ']') return undefined
    if (pattern[at] === '\\') at += 1
    const code = pattern[at]?.codePointAt(0)
    at += 1
    return code
  }
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = next()
    if (low === undefined) return undefined
    let high: number | undefined = low
    if (pattern[at] === '-') {
      at += 1
      high = next()
    }
    if (high === undefined) return undefined
    ranges.push([low, high])
  }
  const has = (character: string) => {
    const code = character.codePointAt(0) ?? 0
    return ranges.some(([low, high]) => low <= code && code <= high) !== isNegated
  }
  return { has, end: at + 1 }
}

function matchesAll(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0
  // where the last run is, and how far it reaches
  let run = -1
  let reach = 0
  for (let at = 0; at < name.length; ) {
    const here = tokens[token]
    if (here === 'run') {
      run = token
      reach = at
      token += 1
    } else if (here?.(name[at] as string)) {
      token += 1
      at += 1
    } else if (run >= 0) {
      reach += 1
      at = reach
      token = run + 1
    } else return false
  }
  return tokens.slice(token).every((each) => each === 'run')
}
