import type * as v from 'valibot'
import { type FieldPath, formatFieldPath } from '../krm/field-path.ts'
import type { PlainMap } from '../krm/object.ts'
import { kinds } from './schema.ts'
import { suggestion } from './suggestion.ts'

/** What is wrong with one field of a configuration. */
export interface Problem {
  readonly path: FieldPath
  /** One sentence that names the field. */
  readonly message: string
  readonly currentValue?: unknown
}

/** A finding of the schema as a problem; `pathOf` says where a path under `spec` stands in the object. */
export function fieldProblems(
  issue: v.BaseIssue<unknown>,
  pathOf: (path: FieldPath) => FieldPath,
): Problem {
  const inSpec = (issue.path ?? []).map(({ key }) => key as string | number)
  const path = pathOf(inSpec)
  const field = formatFieldPath(path)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return unknownField(path, String(inSpec.at(-1)), knownFields(inSpec.slice(0, -1)))
  }
  if (issue.received === 'undefined') return { path, message: `\`${field}\` must be set.` }
  const { input } = issue
  const message =
    issue.type === 'strict_object'
      ? `\`${field}\` must be a mapping.`
      : `\`${field}\` ${issue.message}${typeof input === 'string' ? `, and "${input}" is not` : ''}.`
  return { path, message, currentValue: input }
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

/** The problem with a field that no schema knows. */
export function unknownField(path: FieldPath, key: string, known: readonly string[]): Problem {
  const field = formatFieldPath(path)
  return { path, message: `The field \`${field}\` is unknown${suggestion(key, known) || '.'}` }
}

/** The fields that the schemas know at a path under `spec`. */
function knownFields(path: FieldPath): readonly string[] {
  const { entries } = kinds.FluxTenancy.spec
  if (path.length === 0) return Object.keys(entries)
  return path[0] === 'flux' ? Object.keys(entries.flux.wrapped.pipe[0].entries) : []
}
