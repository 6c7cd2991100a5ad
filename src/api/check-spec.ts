import * as v from 'valibot'
import { type FieldPath, valueAt } from '../krm/field-path.ts'
import { isMap, listAt, mapAt } from '../krm/object.ts'
import { fieldProblems, notMapping, type Problem, unknownField } from './problem.ts'
import { entriesOf, entrySchema, isMapping, withoutOptional } from './schema-fields.ts'

/** A `spec` that keeps to its schema, or everything that is wrong with it. */
export type Checked<Spec> =
  | { readonly ok: true; readonly spec: Spec }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Holds a `spec` to its schema; a null is an absent field, as the API server has it, whose name counts all the same. `pathOf` says where a path under `spec` stands in the
 * object. All problems are told at once.
 */
export function checkSpec<const Schema extends v.GenericSchema>(
  schema: Schema,
  spec: unknown,
  pathOf: (path: FieldPath) => FieldPath,
): Checked<v.InferOutput<Schema>> {
  if (!isMap(spec)) {
    return { ok: false, problems: [notMapping(['spec'], spec)] }
  }
  const given = withoutNulls(spec)
  const nulls = unknownNulls(spec, schema, [])
  const lists = listsForMappings(given, schema, [])
  const found = v.safeParse(schema, given)
  const problems = [
    ...lists.map((path) => notMapping(pathOf(path), valueAt(given, path))),
    ...(found.issues ?? [])
      .filter((issue) => !lists.some((path) => isIn(issue, path)))
      .map((issue) => fieldProblems(issue, schema, pathOf)),
    ...nulls.map(({ path, known }) => unknownField(pathOf(path), String(path.at(-1)), known)),
    ...(found.success ? droppedFields(given, found.output, []) : []).map((path) =>
      unknownField(pathOf(path), '', []),
    ),
  ]
  if (!found.success || problems.length > 0) return { ok: false, problems }
  return { ok: true, spec: found.output }
}

/** Where a list stands for a mapping: the library takes it for one without fields. */
function listsForMappings(
  given: unknown,
  schema: v.GenericSchema,
  path: FieldPath,
): readonly FieldPath[] {
  const entry = entrySchema(schema)
  if (entry) {
    return listAt(given).flatMap((each, index) => listsForMappings(each, entry, [...path, index]))
  }
  if (Array.isArray(given)) return isMapping(schema) ? [path] : []
  return Object.entries(entriesOf(schema) ?? {}).flatMap(([name, field]) =>
    listsForMappings(mapAt(given)[name], field, [...path, name]),
  )
}

/** Fields that are null and that the schema does not know: absent or not, a misspelt name takes nothing away. */
function unknownNulls(
  given: unknown,
  schema: v.GenericSchema,
  path: FieldPath,
): readonly { readonly path: FieldPath; readonly known: readonly string[] }[] {
  const entry = entrySchema(schema)
  if (entry) {
    return listAt(given).flatMap((each, index) => unknownNulls(each, entry, [...path, index]))
  }
  const entries = entriesOf(schema)
  if (!isMap(given) || !entries) return []
  const known = Object.keys(entries)
  return Object.entries(given).flatMap(([name, value]) => {
    const field = Object.hasOwn(entries, name) ? entries[name] : undefined
    if (field) return unknownNulls(value, withoutOptional(field), [...path, name])
    return value === null && schema.type === 'strict_object'
      ? [{ path: [...path, name], known }]
      : []
  })
}

function isIn({ path }: v.BaseIssue<unknown>, outer: FieldPath): boolean {
  return outer.every((step, index) => path?.[index]?.key === step)
}

/** The fields that the library leaves out without a word where any key is taken: `constructor` and its like. */
function droppedFields(given: unknown, taken: unknown, path: FieldPath): readonly FieldPath[] {
  if (!isMap(given) || !isMap(taken)) return []
  return Object.entries(given).flatMap(([key, value]) =>
    Object.hasOwn(taken, key) ? droppedFields(value, taken[key], [...path, key]) : [[...path, key]],
  )
}

/** The value without the fields that are null, at any depth of mappings and lists; a null in a list is an entry, and stays. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null)
      .map(([key, entry]) => [key, withoutNulls(entry)]),
  )
}
