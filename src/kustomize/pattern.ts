/** `undecided` where kustomize's regular expressions (Go's RE2) and JavaScript's could differ, or kustomize would refuse. */
export type Verdict = 'yes' | 'no' | 'undecided'

const character = String.raw`[A-Za-z0-9_/@:~,=%& -]|\.|\\[.\-/dw]|\[\^?[A-Za-z0-9_.-]+\]`
const quantifier = String.raw`[*+?]\??|\{[0-9]{1,2}(?:,[0-9]{0,2})?\}`
// what both read alike, without a quantifier on a group: nothing that could take exponential time
const plain = new RegExp(
  String.raw`^(?:(?:${character})(?:${quantifier})?|\((?:\?:)?|\)\??|[|^$])*$`,
)

// each makes JavaScript try again from every position, which RE2 never does: three are a matter of milliseconds, twenty of years
const mostRetries = 3
/** Of a name in Kubernetes. */
const longestText = 253

/** Whether a pattern of a selector matches all of `text`. Source: kubernetes-sigs/kustomize api/types/selector.go, anchorRegex. */
export function matchesPattern(pattern: string, text: string): Verdict {
  if (pattern === '') return 'yes'
  if (!plain.test(pattern) || retriesOf(pattern) > mostRetries || text.length > longestText) {
    return 'undecided'
  }
  try {
    return new RegExp(`^(?:${pattern})$`).test(text) ? 'yes' : 'no'
  } catch {
    return 'undecided'
  }
}

/** How many parts of a pattern may match in several ways: quantifiers, and groups with a choice, of which there are not more than choices. */
function retriesOf(pattern: string): number {
  const count = (part: RegExp) => pattern.match(part)?.length ?? 0
  const quantifiers = count(/(?<!\\|\()[*+?]\??|\{/g)
  return quantifiers + Math.min(count(/(?<!\\)\(/g), count(/\|/g))
}

/** `no` if one is `no`, else `undecided` if one is. */
export function both(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('undecided') ? 'undecided' : 'yes'
}

/** `yes` if one is `yes`, else `undecided` if one is. */
export function either(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes'
  return verdicts.includes('undecided') ? 'undecided' : 'no'
}
