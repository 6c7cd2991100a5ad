/** Where a scalar stands: flow collections and keys take fewer plain scalars than block values. */
export type ScalarPlace = 'block' | 'flow' | 'json'

/**
 * Plain scalars that some reader takes for something else than a string, each pattern at least as
 * wide as the widest of: YAML 1.1 (yaml.org/type), go-yaml v2 and v3 resolve.go (kubectl, kustomize,
 * kpt), js-yaml 3, PyYAML, Ruby's Psych and the YAML 1.2 core schema.
 */
export const otherReadings = [
  { reads: 'null', pattern: /^(?:null|~.*)$/i },
  { reads: 'boolean', pattern: /^(?:y|yes|n|no|on|off|true|false)$/i },
  { reads: 'infinity or not a number', pattern: /^[-+]?\.?(?:inf|infinity|nan)$/i },
  // decimal, float, base 60, grouped by commas, 1.2.3 (a float by the letter of YAML 1.1), e1 (NaN to npm yaml as 1.1)
  { reads: 'number', pattern: /^[-+0-9._,:]*(?:e[-+0-9_]+)?$/i },
  { reads: 'hexadecimal, octal or binary number', pattern: /^[-+]?0[xob][0-9a-f_.p+-]*$/i },
  { reads: 'date or time', pattern: /^[-+]?\d{4}-\d/ },
  { reads: 'merge key or default value', pattern: /^(?:<<|=)$/ },
  { reads: 'document marker', pattern: /^(?:---|\.\.\.)/ },
] as const satisfies readonly { reads: string; pattern: RegExp }[]

const plainStart = /^(?:[\w/.+$(<=^;\\\u00a1-\u{10ffff}]|--?\w)/u
const indicatorInside = /: |:$| #| $/
const indicatorInFlow = /[,[\]{}?:]/

// control and format characters, lone surrogates, line separators, blanks other than the space
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufdd0-\ufdef\ufffe\uffff]/u

// JSON.stringify leaves these raw; YAML readers break lines at some, drop others, show none of them
const escapedBeyondJson = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufdd0-\ufdef\ufffe\uffff]/gu

// most of what is printed, told at once: too long for the words of `otherReadings`, and no number with an exponent
const plainWord = /^(?:[a-df-hj-mo-z]|[ein][a-z]{3})[\w./-]{5,}$/i

/** True if every reader takes `text`, written without quotes, for just this string. */
export function isPlainSafe(text: string, place: ScalarPlace): boolean {
  if (place === 'json') return false
  return (
    plainWord.test(text) ||
    (plainStart.test(text) &&
      !indicatorInside.test(text) &&
      !(place === 'flow' && indicatorInFlow.test(text)) &&
      !invisible.test(text) &&
      !otherReadings.some(({ pattern }) => pattern.test(text)))
  )
}

/** A double-quoted scalar with JSON escapes, on one line: valid JSON and valid YAML of any version. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(escapedBeyondJson, (character) =>
    // beyond the BMP, JSON needs surrogate pairs, which go-yaml refuses: such characters stay raw
    character.length > 1
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A single-quoted scalar on one line, or undefined where `text` needs escapes. */
export function singleQuoted(text: string): string | undefined {
  return invisible.test(text) ? undefined : `'${text.replaceAll("'", "''")}'`
}

/** True if a literal block (`|`, `|-`) gives every reader just this text of several lines. */
export function isLiteralSafe(text: string): boolean {
  if (!text.includes('\n') || !/^[^ \n]/.test(text)) return false
  // `|+` would take in blank lines that follow; trailing blanks get lost in editors
  return !/ \n| $|\n\n$/.test(text) && !invisible.test(text.replaceAll('\n', ''))
}

/** A literal block whose lines stand at column `column`, with `\n` and without the last line end. */
export function printLiteral(text: string, column: number): string {
  const lines = text.replace(/\n$/, '').split('\n')
  const padded = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line))
  return [text.endsWith('\n') ? '|' : '|-', ...padded].join('\n')
}

/**
 * The text of anything that is not a list or mapping, on one line. A number that has no exact short
 * form keeps a fraction (`1.0e+21`), so that no reader takes it for an integer or a string.
 */
export function printScalar(value: unknown, place: ScalarPlace): string {
  if (typeof value === 'string') return isPlainSafe(value, place) ? value : doubleQuoted(value)
  if (typeof value === 'number') return printNumber(value)
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return `${value}`
  throw new TypeError(`A value of type "${typeof value}" must not stand in a Kubernetes object.`)
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  if (Object.is(value, -0)) return '-0.0'
  if (Number.isSafeInteger(value)) return `${value}`
  const text = Number.isInteger(value) ? value.toExponential() : `${value}`
  return text.replace(/^(-?\d+)e/, '$1.0e')
}
