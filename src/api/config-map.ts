import type * as v from 'valibot'
import type { FieldPath } from '../krm/field-path.ts'
import { isMap, type KubernetesObject } from '../krm/object.ts'
import { type Problem, unknownField, unknownFields } from './problem.ts'
import { kinds } from './schema.ts'
import { entriesOf, withoutOptional } from './schema-fields.ts'

/** The scalar settings, which are the keys that `data` of a ConfigMap may have: path under `spec` → schema. */
const settings = new Map(scalarsIn(kinds.FluxTenancy.spec, []))

/** What a ConfigMap says, in the shape of `spec`. */
export interface ConfigMapSpec {
  readonly spec: unknown
  /** Where a path under `spec` stands in the ConfigMap. */
  readonly pathOf: (path: FieldPath) => FieldPath
  readonly problems: readonly Problem[]
}

/** The `spec` that a ConfigMap functionConfig stands for. An empty or absent `data` is an empty `spec`. */
export function specOfConfigMap(object: KubernetesObject): ConfigMapSpec {
  const data = object['data'] ?? {}
  const pathOf = (path: FieldPath) => ['data', path.join('.')]
  if (!isMap(data)) {
    return {
      spec: {},
      pathOf,
      problems: [{ path: ['data'], message: '`data` must be a mapping.' }],
    }
  }
  const problems = [...unknownFields(object, mapFields, [])]
  const spec: MutableMap = { flux: {} }
  for (const [key, value] of Object.entries(data)) {
    const schema = settings.get(key)
    // no ConfigMap holds null: a template left it empty, and nothing would be set
    if (schema && value === null) problems.push(noText(key))
    else if (schema) setAt(spec, key.split('.'), asTyped(value, schema))
    else problems.push(unknownField(['data', key], key, [...settings.keys()]))
  }
  return { spec, pathOf, problems }
}

const mapFields = ['apiVersion', 'kind', 'metadata', 'data', 'immutable']

function noText(key: string): Problem {
  return { path: ['data', key], message: `\`data.${key}\` must be a string, and it is null.` }
}

type MutableMap = { [key: string]: unknown }

/** A ConfigMap has strings only: they are read as the field's type. */
function asTyped(value: unknown, schema: v.GenericSchema): unknown {
  const isBoolean = schema.type === 'boolean' && (value === 'true' || value === 'false')
  return isBoolean ? value === 'true' : value
}

function setAt(spec: MutableMap, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) spec[step] = value
  else {
    const inner = (spec[step] ?? {}) as MutableMap
    spec[step] = inner
    setAt(inner, rest, value)
  }
}

function scalarsIn(schema: v.GenericSchema, path: FieldPath): [string, v.GenericSchema][] {
  return Object.entries(entriesOf(schema) ?? {}).flatMap(([name, field]) => {
    const inner = withoutOptional(field)
    const at = [...path, name]
    if (inner.type === 'string' || inner.type === 'boolean' || inner.type === 'picklist') {
      return [[at.join('.'), inner]]
    }
    return scalarsIn(inner, at)
  })
}
