import type { ScalarTag } from 'yaml'

/** What a plain (unquoted) scalar can mean. Integers beyond 2^53 are `bigint`. */
export type PlainValue = string | number | bigint | boolean | null

const words: ReadonlyMap<string, PlainValue> = new Map<string, PlainValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF'].flatMap((word) => [
    [word, Number.POSITIVE_INFINITY] as const,
    [`+${word}`, Number.POSITIVE_INFINITY] as const,
    [`-${word}`, Number.NEGATIVE_INFINITY] as const,
  ]),
])

// what is longer, as most scalars and keys are, is not looked up
const longestWord = Math.max(...[...words.keys()].map((word) => word.length))

const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const leadingDotFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/
const largestUnsigned = 2n ** 64n - 1n
const smallestSigned = -(2n ** 63n)

/**
 * What a plain scalar means to kustomize and kpt: `resolve` of go-yaml v3 (go.yaml.in/yaml/v3 resolve.go), timestamps apart,
 * which stay strings as kubectl has them. `0777` is 511, `0o17` 15, `089` 89, `1_000` 1000; `yes`, `on`, `12:30:45` are strings.
 */
export function plainValue(text: string): PlainValue {
  const word = text.length > longestWord ? undefined : words.get(text)
  if (word !== undefined) return word
  const first = text.charCodeAt(0)
  if (first === 0x2e)
    return leadingDotFloat.test(text) ? finite(text.replaceAll('_', ''), text) : text
  const startsAsNumber = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d
  return startsAsNumber ? numberValue(text) : text
}

function numberValue(text: string): PlainValue {
  const digits = text.replaceAll('_', '')
  const match = integer.exec(digits)
  if (match) {
    const [, sign, hex, binary, octal, decimal] = match
    const size = BigInt(
      hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : (decimal ?? '0'),
    )
    const value = sign === '-' ? -size : size
    // go-yaml reads a sign only before int64
    const largest = sign === '+' ? -smallestSigned - 1n : largestUnsigned
    if (value >= smallestSigned && value <= largest) {
      const number = Number(value)
      return Number.isSafeInteger(number) ? number + 0 : value
    }
  }
  return float.test(digits) ? finite(digits, text) : text
}

function finite(digits: string, text: string): number | string {
  const value = Number(digits)
  return Number.isFinite(value) ? value : text
}

/** The tag of the package `yaml` that gives plain scalars the meaning of {@link plainValue}. */
export const plainTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:plain',
  default: true,
  test: /^(?:[-+.\d~nNtTfF]|$)/,
  resolve: plainValue,
}
