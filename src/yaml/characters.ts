import { yamlErrorAt } from './yaml-error.ts'

const odd = /\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u

/**
 * Throws a YamlError for the first character that Go's YAML readers (kustomize, kpt, kubectl) take for a line break where
 * ours does not, or refuse. One BOM at the very start is legal. Source: go-yaml v3 yamlprivateh.go is_break, readerc.go.
 */
export function refuseOddCharacters(text: string): void {
  const start = text.startsWith('\ufeff') ? 1 : 0
  const match = odd.exec(start === 0 ? text : text.slice(start))
  if (match) throw yamlErrorAt(sentenceFor(match[0]), text, start + match.index)
}

function sentenceFor(character: string): string {
  if (character === '\r') return 'A carriage return must be followed by a line feed.'
  if (character === '\ufeff') return 'A byte order mark must not stand inside the text.'
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  const what = oddBreak.test(character) ? 'line separator' : 'control character'
  return `The ${what} ${code} must be written as an escape in double quotes.`
}

const oddBreak = /\r(?!\n)|[\u0085\u2028\u2029]/
const breakStarts = ['\r', '\u0085', '\u2028', '\u2029']
const oddBreaks = new RegExp(oddBreak, 'g')

/** The lines as Go's readers see them: every break that only they know becomes LF; undefined if there is none. Offsets stay. */
export function withGoLineBreaks(text: string): string | undefined {
  // four searches for one character cost far less than one for a pattern
  const mayHave = breakStarts.some((each) => text.includes(each))
  return mayHave && oddBreak.test(text) ? text.replace(oddBreaks, '\n') : undefined
}
