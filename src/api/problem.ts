import type * as v from 'valibot'
import { type FieldPath, formatFieldPath } from '../krm/field-path.ts'
import type { PlainMap } from '../krm/object.ts'
import { apiVersion } from './group.ts'
import { entriesOf, entrySchema } from './schema-fields.ts'
import { suggestion } from './suggestion.ts'

/** What is wrong with one field of a configuration. */
export interface Problem {
  readonly path: FieldPath
  /** One sentence that names the field. */
  readonly message: string
  readonly currentValue?: unknown
}

/**
 * A finding of the schema of `spec` as a problem; `pathOf` says where a path under `spec` stands in the object. A message of the schema is
 * the rest of a sentence that begins with the field; one that ends it too, with a full stop, is told without the value, which may be secret.
 */
export function fieldProblems(
  issue: v.BaseIssue<unknown>,
  schema: v.GenericSchema,
  pathOf: (path: FieldPath) => FieldPath,
): Problem {
  const inSpec = (issue.path ?? []).map(({ key }) => key as string | number)
  const path = pathOf(inSpec)
  const field = formatFieldPath(path)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return unknownField(path, String(inSpec.at(-1)), knownFields(schema, inSpec.slice(0, -1)))
  }
  if (issue.received === 'undefined') return { path, message: `\`${field}\` must be set.` }
  const { input } = issue
  if (issue.message.endsWith('.')) return { path, message: `\`${field}\` ${issue.message}` }
  if (issue.type === 'strict_object' || issue.type === 'loose_object')
    return notMapping(path, input)
  const tail = typeof input === 'string' ? `, and "${input}" is not` : ''
  return { path, message: `\`${field}\` ${issue.message}${tail}.`, currentValue: input }
}

/** The problem with a value that must have fields. */
export function notMapping(path: FieldPath, value: unknown): Problem {
  return { path, message: `\`${formatFieldPath(path)}\` must be a mapping.`, currentValue: value }
}

/** A problem for each key of `map` that is not in `known`. */
export function unknownFields(
  map: PlainMap,
  known: readonly string[],
  path: FieldPath,
): readonly Problem[] {
  return Object.keys(map)
    .filter((key) => !known.includes(key))
    .map((key) => unknownField([...path, key], key, known))
}

/** The problem with a version of our group that is not the one there is. */
export function unknownVersion(version: string): Problem {
  return {
    path: ['apiVersion'],
    message: `\`apiVersion\` must be "${apiVersion}", and "${version}" is unknown.`,
    currentValue: version,
  }
}

/** The problem with a field that no schema knows. */
export function unknownField(path: FieldPath, key: string, known: readonly string[]): Problem {
  const field = formatFieldPath(path)
  return { path, message: `The field \`${field}\` is unknown${suggestion(key, known) || '.'}` }
}

/** The fields that the schema of `spec` knows at a path under it. */
function knownFields(schema: v.GenericSchema, path: FieldPath): readonly string[] {
  let current: v.GenericSchema | undefined = schema
  for (const step of path) {
    current =
      current && (typeof step === 'number' ? entrySchema(current) : entriesOf(current)?.[step])
  }
  return Object.keys((current && entriesOf(current)) ?? {})
}
