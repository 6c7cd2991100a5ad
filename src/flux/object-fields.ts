import { type Problem, unknownField } from '../api/problem.ts'
import { type FieldPath, formatFieldPath } from '../krm/field-path.ts'
import { isMap, listAt, type PlainMap } from '../krm/object.ts'
import type { TenantFluxKind } from './api-versions.ts'
import { fieldRules } from './field-rules.ts'
import {
  entryOf,
  type FieldRange,
  type FieldSchema,
  fieldRange,
  fieldSchema,
  formatSince,
  valueRange,
} from './field-schema.ts'
import { valueSentence } from './value-sentence.ts'
import { compareVersions, formatVersion, type Version } from './version.ts'

/** How `fieldProblems` looks at a `spec`. */
export interface FieldOptions {
  /** Where it stands in its object. Default: `spec`. */
  readonly at?: FieldPath
  /** True: it is a part of one, so that what is missing may come from elsewhere. Lists are whole all the same. */
  readonly isPartial?: boolean
}

/**
 * What a Flux release would refuse of the `spec` of a kind: fields that it does not have (with the release that has them), types, allowed
 * values, patterns, lengths, required fields and CEL rules, as the CustomResourceDefinition of that release has them. A field that is null
 * is absent; its name counts all the same. Not looked at is what the controller, not the API server, reads: whether a branch, a label selector or a patch is one.
 */
export function fieldProblems(
  kind: TenantFluxKind,
  flux: Version,
  spec: PlainMap,
  { at = ['spec'], isPartial = false }: FieldOptions = {},
): readonly Problem[] {
  return problemsOf(spec, fieldSchema(kind, flux), { kind, flux, steps: [], path: at, isPartial })
}

/** Where a value stands: in the table, and in the object. */
interface Place {
  readonly kind: TenantFluxKind
  readonly flux: Version
  readonly steps: readonly string[]
  readonly path: FieldPath
  readonly isPartial: boolean
}

function problemsOf(value: unknown, schema: FieldSchema, place: Place): readonly Problem[] {
  if (schema['x-kubernetes-preserve-unknown-fields']) return []
  const sentence = valueSentence(schema, value)
  if (sentence !== undefined) return [valueProblem(value, sentence, schema, place)]
  if (!isMap(value))
    return listAt(value).flatMap((each, index) => entryProblems(each, index, schema, place))
  return [
    ...Object.entries(value).flatMap(([name, each]) => insideProblems(each, name, schema, place)),
    ...(place.isPartial ? [] : wholeProblems(value, schema, place)),
  ]
}

function entryProblems(
  value: unknown,
  index: number,
  schema: FieldSchema,
  place: Place,
): readonly Problem[] {
  const entry = schema.inside.get(entryOf.list)
  return entry ? problemsOf(value, entry, inside(place, entryOf.list, index)) : []
}

function insideProblems(
  value: unknown,
  name: string,
  schema: FieldSchema,
  place: Place,
): readonly Problem[] {
  const anyKey = schema.inside.get(entryOf.mapping)
  const field = anyKey ?? schema.inside.get(name)
  const at = inside(place, anyKey ? entryOf.mapping : name, name)
  if (!field) return [absentField(name, schema, at)]
  return value === null ? [] : problemsOf(value, field, at)
}

/** What is missing in a mapping, and the rules over several of its fields. */
function wholeProblems(value: PlainMap, schema: FieldSchema, { path }: Place): readonly Problem[] {
  const missing = (schema.required ?? []).filter(
    (name) => (Object.hasOwn(value, name) ? value[name] : null) === null,
  )
  const broken = (schema['x-kubernetes-validations'] ?? []).flatMap(({ rule }) => {
    const known = fieldRules.get(rule)
    return known && !known.holds(value) ? [known] : []
  })
  return [
    ...missing.map((name) => problem([...path, name], 'must be set')),
    ...broken.map(({ field, message }) => problem(field ? [...path, field] : path, message)),
  ]
}

function valueProblem(
  value: unknown,
  sentence: string,
  schema: FieldSchema,
  { kind, flux, steps, path }: Place,
): Problem {
  // what must not be has been told
  const isTold = typeof value === 'string' && sentence.startsWith('must be')
  const range = isTold && schema.enum ? valueRange(kind, steps, value) : undefined
  const tail = isTold ? `, and "${value}" ${range ? when(range, flux) : 'is not'}` : ''
  return { ...problem(path, `${sentence}${tail}`), currentValue: value }
}

/** The problem with a field that this release does not have. */
function absentField(
  name: string,
  schema: FieldSchema,
  { kind, flux, steps, path }: Place,
): Problem {
  const range = fieldRange(kind, steps)
  if (!range) return unknownField(path, name, [...schema.inside.keys()])
  return { path, message: `The field \`${formatFieldPath(path)}\` ${when(range, flux)}.` }
}

/** `exists since Flux v2.6, and this is v2.4.0`. */
function when({ since, until }: FieldRange, flux: Version): string {
  const isGone = until !== undefined && compareVersions(until, flux) <= 0
  const [verb, version] = isGone ? ['is gone', until] : ['exists', since]
  return `${verb} since Flux ${formatSince(version ?? flux)}, and this is ${formatVersion(flux)}`
}

function problem(path: FieldPath, sentence: string): Problem {
  return { path, message: `\`${formatFieldPath(path)}\` ${sentence}.` }
}

function inside(place: Place, step: string, key: string | number): Place {
  const isPartial = place.isPartial && step !== entryOf.list
  return { ...place, steps: [...place.steps, step], path: [...place.path, key], isPartial }
}
