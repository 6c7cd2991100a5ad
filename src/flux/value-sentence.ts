import { isMap } from '../krm/object.ts'
import type { FieldSchema } from './field-schema.ts'

const types = {
  object: 'must be a mapping',
  array: 'must be a list',
  string: 'must be a string',
  boolean: 'must be true or false',
} as const

/** What a pattern means, by the pattern; a test holds that none of the field table is missing. */
export const patternSentences: ReadonlyMap<string, string> = new Map([
  [
    '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
    'must be a duration of hours, minutes, seconds and milliseconds, as "1h30m"',
  ],
  [
    '^([0-9]+(\\.[0-9]+)?(ms|s|m))+$',
    'must be a duration of minutes, seconds and milliseconds, as "1m30s"',
  ],
  ...['^(http|https|ssh)://', '^(http|https|ssh)://.*$'].map(
    (pattern) => [pattern, 'must begin with "ssh://", "https://" or "http://"'] as const,
  ),
])

/** What must hold of a value itself, as the rest of a sentence that begins with its field; undefined where it does. */
export function valueSentence(schema: FieldSchema, value: unknown): string | undefined {
  if (schema.type && typeOf(value) !== schema.type) return types[schema.type]
  return typeof value === 'string' ? textSentence(schema, value) : undefined
}

function textSentence(schema: FieldSchema, text: string): string | undefined {
  const { enum: values, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema
  if (values && !values.includes(text)) return `must be ${alternatives(values)}`
  if (pattern !== undefined && !expression(pattern).test(text)) {
    return patternSentences.get(pattern) ?? `must match \`${pattern}\``
  }
  // the API server counts characters as Unicode does
  const { length } = [...text]
  if (length < minLength) return 'must not be empty'
  return length > maxLength ? `must not be longer than ${maxLength} characters` : undefined
}

const expressions = new Map<string, RegExp>()

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u')
  expressions.set(pattern, known)
  return known
}

/** `"a", "b" or "c"`. */
function alternatives(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`)
  return [quoted.slice(0, -1).join(', '), quoted.at(-1)].filter((part) => part).join(' or ')
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return isMap(value) ? 'object' : typeof value
}
