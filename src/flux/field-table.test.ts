import { Ajv } from 'ajv'
import fc from 'fast-check'
import { isMap, mapAt, type PlainMap } from '../krm/object.ts'
import { cutFolder, manifestFolder, type Sample, samplesIn } from '../tools/definition.ts'
import { tableOf } from '../tools/field-table-text.ts'
import type { TenantFluxKind } from './api-versions.ts'
import { fieldRules } from './field-rules.ts'
import { fieldTable } from './field-table.ts'
import { fieldProblems } from './object-fields.ts'
import { patternSentences } from './value-sentence.ts'
import { formatVersion } from './version.ts'

const kinds: readonly TenantFluxKind[] = ['GitRepository', 'Kustomization']
const cut = new Map(kinds.map((kind) => [kind, samplesIn(cutFolder, kind)]))
const whole = new Map(kinds.map((kind) => [kind, samplesIn(manifestFolder, kind)]))

test.each(kinds)('%s: the manifests that Flux generates say nothing else than the tags', (kind) => {
  expect(whole.get(kind)).toHaveLength(11)
  expect(tableOf(cut.get(kind) ?? [])).toBe(fieldTable[kind].trim())
})

test.each(kinds)('%s: every CEL rule and every pattern has words', (kind) => {
  const keywords = fieldTable[kind]
    .trim()
    .split('\n')
    .map((line) => mapAt(JSON.parse(line.slice(line.indexOf('{"')))))
  for (const { pattern, 'x-kubernetes-validations': rules } of keywords) {
    if (pattern !== undefined) expect([...patternSentences.keys()]).toContain(pattern)
    for (const { rule } of (rules ?? []) as { rule: string }[]) {
      expect([...fieldRules.keys()]).toContain(rule)
    }
  }
})

/** As the API server reads a definition: unknown fields are errors under strict validation. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict)
  if (!isMap(schema)) return schema
  const { 'x-kubernetes-validations': _, description: __, ...rest } = schema
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, strict(value)])),
    ...(isMap(schema['properties']) &&
      schema['type'] === 'object' && { additionalProperties: false }),
  }
}

/** A value that a definition allows; with `odds`, each part is one time in so many something else. */
function shapedAs(schema: PlainMap, odds = Number.POSITIVE_INFINITY): fc.Arbitrary<unknown> {
  if (odds === Number.POSITIVE_INFINITY) return rightValue(schema, odds)
  const wrong = fc.constantFrom<unknown>('', 'x', 7, true, [], {}, ['x'], { name: 'x' })
  return fc.oneof({ weight: odds, arbitrary: rightValue(schema, odds) }, wrong)
}

function rightValue(schema: PlainMap, odds: number): fc.Arbitrary<unknown> {
  const { type, enum: values, items, properties, additionalProperties, pattern } = schema
  if (values) return fc.constantFrom(...(values as string[]))
  if (type === 'boolean') return fc.boolean()
  if (type === 'array') return fc.array(shapedAs(mapAt(items), odds), { maxLength: 2 })
  if (isMap(additionalProperties)) {
    return fc.dictionary(fc.constantFrom('a', 'b'), shapedAs(additionalProperties, odds))
  }
  if (isMap(properties)) return mappingOf(schema, properties, odds)
  return String(pattern).includes('https')
    ? fc.constantFrom('https://example.org/a', 'ssh://git@example.org/a')
    : fc.constantFrom(...(pattern === undefined ? ['text', 'ü'] : ['5m', '1m30s', '0.5s', '10ms']))
}

function mappingOf(schema: PlainMap, properties: PlainMap, odds: number): fc.Arbitrary<unknown> {
  const required = (schema['required'] ?? []) as string[]
  const fields: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, field] of Object.entries(properties)) {
    fields[name] = shapedAs(mapAt(field), odds)
  }
  const right = fc.record(fields, { requiredKeys: required })
  if (odds === Number.POSITIVE_INFINITY) return right
  const less = right.map((value) => {
    const [, ...rest] = Object.entries(value as PlainMap)
    return Object.fromEntries(rest)
  })
  const more = right.map((value) => ({ ...(value as PlainMap), another: 'x' }))
  return fc.oneof({ weight: odds, arbitrary: right }, less, more)
}

const samples = kinds.flatMap((kind) =>
  [...(cut.get(kind) ?? []), ...(whole.get(kind) ?? [])].map(
    (sample): [TenantFluxKind, string, Sample] => [kind, formatVersion(sample.flux), sample],
  ),
)

describe.each(samples)('%s of %s, as a validator of JSON Schema has it', (kind, _name, sample) => {
  const { flux, spec } = sample
  const isValid = new Ajv({ strict: false }).compile(strict(spec) as PlainMap)
  /** Less the rules in CEL, which the validator does not know. */
  const problemsOf = (value: unknown) =>
    fieldProblems(kind, flux, mapAt(value)).filter(
      ({ message }) => !/must only be set where|exactly one of/.test(message),
    )

  test('what a definition allows is no problem', () => {
    fc.assert(
      fc.property(shapedAs(spec), (value) => {
        expect([isValid(value), problemsOf(value)]).toEqual([true, []])
      }),
      { numRuns: 40 },
    )
  })

  test('what it does not allow is one', () => {
    fc.assert(
      fc.property(rightValue(spec, 30), (value) => {
        expect(problemsOf(value).length === 0).toBe(isValid(value))
      }),
      { numRuns: 80 },
    )
  })
})
