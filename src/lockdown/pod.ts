import { type FieldPath, valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, isMap, listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'

const workloadKinds: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet']
const podSpecPath: FieldPath = ['spec', 'template', 'spec']

/** One container of a workload. */
export interface Container {
  readonly container: PlainMap
  /** Where it stands in the object: `spec.template.spec.containers[0]`. */
  readonly path: FieldPath
  readonly isInit: boolean
}

/** True for the kinds that can run a controller for good. */
export function isWorkload(item: Item): boolean {
  return workloadKinds.includes(item.kind) && groupOf(item.apiVersion) === 'apps'
}

/** All containers of a workload, or of what else has the `spec` of its pods at `path`; those of `initContainers` last. */
export function containersOf(
  item: Pick<Item, 'object'>,
  path: FieldPath = podSpecPath,
): readonly Container[] {
  const podSpec = mapAt(valueAt(item.object, path))
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    listAt(podSpec[list]).flatMap((container, index) =>
      isMap(container)
        ? [{ container, path: [...path, list, index], isInit: list === 'initContainers' }]
        : [],
    ),
  )
}

/** The values of a label on the workload and on its pods, the workload's first. */
export function labelValues(item: Item, label: string): readonly string[] {
  const podMetadata = mapAt(mapAt(mapAt(item.object['spec'])['template'])['metadata'])
  return [mapAt(item.object.metadata)['labels'], podMetadata['labels']].flatMap((labels) => {
    const value = mapAt(labels)[label]
    return stringAt(value) ?? (typeof value === 'number' ? String(value) : [])
  })
}
