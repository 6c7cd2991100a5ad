import type { FieldPath } from '../krm/field-path.ts'
import { isMap, type KubernetesObject, type PlainMap } from '../krm/object.ts'

/** An object with another container at `path`; all else is shared with the one before. */
export function withContainer(
  object: KubernetesObject,
  path: FieldPath,
  container: PlainMap,
): KubernetesObject {
  return withValue(object, path, container) as KubernetesObject
}

function withValue(value: unknown, [step, ...rest]: FieldPath, leaf: unknown): unknown {
  if (step === undefined) return leaf
  if (Array.isArray(value)) {
    return value.map((entry, index) => (index === step ? withValue(entry, rest, leaf) : entry))
  }
  return isMap(value) ? { ...value, [step]: withValue(value[step], rest, leaf) } : value
}
