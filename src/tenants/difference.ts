import type { TenantFinding } from '../api/tenant-rules.ts'
import { isOrchestrators } from '../krm/annotations.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { jsonOf } from '../krm/json.ts'
import { isMap, type KubernetesObject, mapAt, type PlainMap } from '../krm/object.ts'
import { type Change, changesBetween } from '../yaml/diff.ts'

/** One edit for each field in which an object that was made is not `wanted`; none if they are equal, annotations of orchestrators apart. */
export function differences(
  item: Item,
  wanted: KubernetesObject,
  tenant: string,
): readonly TenantFinding[] {
  const present = withoutOrchestrators(item.object)
  return changesBetween(present, wanted).map((change) =>
    differenceFinding(item, change, present, tenant),
  )
}

/** `wanted`, with the annotations that orchestrators put on the object that it replaces. */
export function inPlaceOf(item: Item, wanted: KubernetesObject): KubernetesObject {
  const present = Object.entries(mapAt(item.object.metadata?.annotations))
  const kept = Object.fromEntries(present.filter(([key]) => isOrchestrators(key)))
  const annotations = { ...mapAt(wanted.metadata?.annotations), ...kept }
  return { ...wanted, metadata: { ...wanted.metadata, annotations } }
}

function withoutOrchestrators(object: KubernetesObject): KubernetesObject {
  const { metadata } = object
  if (!isMap(metadata) || !isMap(metadata.annotations)) return object
  const annotations = Object.fromEntries(
    Object.entries(metadata.annotations).filter(([key]) => !isOrchestrators(key)),
  )
  return { ...object, metadata: { ...metadata, annotations } }
}

function differenceFinding(
  item: Item,
  change: Change,
  present: PlainMap,
  tenant: string,
): TenantFinding {
  const { path, currentValue, proposedValue } = fieldOf(change, present)
  const field = {
    path,
    ...(currentValue !== undefined && { currentValue }),
    ...(proposedValue !== undefined && { proposedValue }),
  }
  const name = `\`${formatFieldPath(path)}\``
  const found = currentValue === undefined ? 'it is not set' : `it is ${jsonOf(currentValue)}`
  if (path.length === 1 && path[0] === 'apiVersion') {
    const message = `${name} must be ${jsonOf(proposedValue)} for this release of Flux, and ${found}.`
    return { rule: 'tenant-object-outdated', item, message, field }
  }
  const message =
    proposedValue === undefined
      ? `${name} must not be set, since the Tenant "${tenant}" does not say it, and ${found}.`
      : `${name} must be ${jsonOf(proposedValue)}, as the Tenant "${tenant}" has it, and ${found}.`
  return { rule: 'tenant-object-differs', item, message, field }
}

interface ChangedField {
  readonly path: FieldPath
  readonly currentValue: unknown
  readonly proposedValue: unknown
}

function fieldOf(change: Change, present: PlainMap): ChangedField {
  const currentValue = (path: FieldPath) => valueAt(present, path)
  switch (change.kind) {
    case 'set':
      return {
        path: change.path,
        currentValue: currentValue(change.path),
        proposedValue: change.value,
      }
    case 'addKey':
      return {
        path: [...change.path, change.key],
        currentValue: undefined,
        proposedValue: change.value,
      }
    case 'removeKey': {
      const path = [...change.path, change.key]
      return { path, currentValue: currentValue(path), proposedValue: undefined }
    }
    case 'insert': {
      const [value, ...more] = change.values
      const proposedValue = more.length > 0 ? change.values : value
      return { path: [...change.path, change.index], currentValue: undefined, proposedValue }
    }
    case 'removeEntry': {
      const path = [...change.path, change.index]
      return { path, currentValue: currentValue(path), proposedValue: undefined }
    }
  }
}
