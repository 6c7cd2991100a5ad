import { distance } from 'fastest-levenshtein'

/**
 * The tail of a sentence about a word that nobody knows: `, did you mean "x"?` with the closest of `known`, or an empty
 * text where none is close. `prefix` stands before the word that is suggested, as `--` before an option.
 */
export function suggestion(typed: string, known: readonly string[], prefix = ''): string {
  const closest = closestWord(typed, known)
  return closest === undefined ? '' : `, did you mean "${prefix}${closest}"?`
}

/** The closest of `known` that is no more than a third of its letters (two at least) away, in any case. */
function closestWord(typed: string, known: readonly string[]): string | undefined {
  const word = typed.toLowerCase()
  const [best] = known
    .map((candidate) => ({ candidate, away: distance(word, candidate.toLowerCase()) }))
    .filter(({ candidate, away }) => away <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.away - b.away)
  return best?.candidate
}
