import { Ajv } from 'ajv'
import fc from 'fast-check'
import { rightValue, shapedAs } from '../../testdata/api-server/shaped-value.ts'
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
