import { type FieldPath, withValue } from '../krm/field-path.ts'
import type { KubernetesObject, PlainMap } from '../krm/object.ts'

/** An object with another container at `path`; all else is shared with the one before. */
export function withContainer(
  object: KubernetesObject,
  path: FieldPath,
  container: PlainMap,
): KubernetesObject {
  return withValue(object, path, container) as KubernetesObject
}
