import * as v from 'valibot'
import type { FieldPath } from '../krm/field-path.ts'
import { isMap } from '../krm/object.ts'
import { fieldProblems, type Problem } from './problem.ts'

/** A `spec` that keeps to its schema, or everything that is wrong with it. */
export type Checked<Spec> =
  | { readonly ok: true; readonly spec: Spec }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Holds a `spec` to its schema; a null is an absent field, as the API server has it. `pathOf` says where a path under `spec` stands in the
 * object. All problems are told at once.
 */
export function checkSpec<const Schema extends v.GenericSchema>(
  schema: Schema,
  spec: unknown,
  pathOf: (path: FieldPath) => FieldPath,
): Checked<v.InferOutput<Schema>> {
  if (!isMap(spec)) {
    const message = '`spec` must be a mapping.'
    return { ok: false, problems: [{ path: ['spec'], message, currentValue: spec }] }
  }
  const found = v.safeParse(schema, withoutNulls(spec))
  if (found.success) return { ok: true, spec: found.output }
  return { ok: false, problems: found.issues.map((issue) => fieldProblems(issue, schema, pathOf)) }
}

/** The value without the fields that are null, at any depth of mappings. */
export function withoutNulls(value: unknown): unknown {
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null)
      .map(([key, entry]) => [key, withoutNulls(entry)]),
  )
}
