import type { FieldPath } from '../krm/field-path.ts'
import { isMap, type KubernetesObject } from '../krm/object.ts'
import { type Problem, unknownField } from './problem.ts'

/** The scalar settings, as paths under `spec`: the keys that `data` of a ConfigMap may have. */
const configMapKeys = [
  'securityProfile',
  'flux.defaultServiceAccount',
  'flux.version',
  'flux.platformServiceAccount',
] as const

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
  const problems: Problem[] = []
  const spec: Record<string, unknown> = {}
  const flux: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(data)) {
    if (!(configMapKeys as readonly string[]).includes(key)) {
      problems.push(unknownField(['data', key], key, configMapKeys))
    } else if (key.startsWith('flux.')) {
      flux[key.slice('flux.'.length)] = value
    } else spec[key] = value
  }
  return { spec: { ...spec, flux }, pathOf, problems }
}
