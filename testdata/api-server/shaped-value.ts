import fc from 'fast-check'
import { isMapping, type Mapping } from './strict-schema.ts'

const never = Number.POSITIVE_INFINITY

/** For tests: a value that a schema allows; with `odds`, each part is one time in so many something else. */
export function shapedAs(schema: Mapping, odds = never): fc.Arbitrary<unknown> {
  if (odds === never) return rightValue(schema, odds)
  const wrong = fc.constantFrom<unknown>('', 'x', 7, true, [], {}, ['x'], { name: 'x' })
  return fc.oneof({ weight: odds, arbitrary: rightValue(schema, odds) }, wrong)
}

/** As `shapedAs`, but that the value as a whole is of the right type. */
export function rightValue(schema: Mapping, odds: number): fc.Arbitrary<unknown> {
  const { type, enum: values, items, properties, additionalProperties, pattern } = schema
  if (values) return fc.constantFrom(...(values as string[]))
  if (type === 'boolean') return fc.boolean()
  if (type === 'array') return fc.array(shapedAs(mappingIn(items), odds), { maxLength: 2 })
  if (isMapping(additionalProperties)) {
    return fc.dictionary(fc.constantFrom('a', 'b'), shapedAs(additionalProperties, odds))
  }
  if (isMapping(properties)) return mappingOf(schema, properties, odds)
  return String(pattern).includes('https')
    ? fc.constantFrom('https://example.org/a', 'ssh://git@example.org/a')
    : fc.constantFrom(...(pattern === undefined ? ['text', 'ü'] : ['5m', '1m30s', '0.5s', '10ms']))
}

function mappingOf(schema: Mapping, properties: Mapping, odds: number): fc.Arbitrary<unknown> {
  const required = (schema['required'] ?? []) as string[]
  const fields: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, field] of Object.entries(properties)) {
    fields[name] = shapedAs(mappingIn(field), odds)
  }
  const right = fc.record(fields, { requiredKeys: required })
  if (odds === never) return right
  const less = right.map((value) => {
    const [, ...rest] = Object.entries(value as Mapping)
    return Object.fromEntries(rest)
  })
  const more = right.map((value) => ({ ...(value as Mapping), another: 'x' }))
  return fc.oneof({ weight: odds, arbitrary: right }, less, more)
}

function mappingIn(value: unknown): Mapping {
  return isMapping(value) ? value : {}
}
