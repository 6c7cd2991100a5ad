import type { ControllerName } from '../flux/controllers.ts'
import type { FieldPath } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, isMap, stringAt } from '../krm/object.ts'

/** A field by which an object can refer to another namespace, and the controller whose flag refuses that. */
interface ReferenceField {
  readonly group: string
  readonly kind: string
  /** `*` stands for every entry of a list. */
  readonly path: readonly string[]
  readonly controller: ControllerName
  /** The first version of the controller that refuses it; absent: as long as the flag exists. */
  readonly since?: string
}

/**
 * What `--no-cross-namespace-refs` refuses. `dependsOn`, `healthChecks` and target namespaces are not among it.
 * Source: the controllers at Flux v2.9.4; for Receivers fluxcd/notification-controller pull request 1022.
 */
export const referenceFields: readonly ReferenceField[] = [
  field('kustomize.toolkit.fluxcd.io', 'Kustomization', 'sourceRef', 'kustomize-controller'),
  field('helm.toolkit.fluxcd.io', 'HelmRelease', 'chart.spec.sourceRef', 'helm-controller'),
  field('helm.toolkit.fluxcd.io', 'HelmRelease', 'chartRef', 'helm-controller'),
  field('notification.toolkit.fluxcd.io', 'Alert', 'eventSources.*', 'notification-controller'),
  field(
    'notification.toolkit.fluxcd.io',
    'Receiver',
    'resources.*',
    'notification-controller',
    'v1.5.0',
  ),
  field(
    'image.toolkit.fluxcd.io',
    'ImagePolicy',
    'imageRepositoryRef',
    'image-reflector-controller',
  ),
  field(
    'image.toolkit.fluxcd.io',
    'ImageUpdateAutomation',
    'sourceRef',
    'image-automation-controller',
  ),
  field('source.extensions.fluxcd.io', 'ArtifactGenerator', 'sources.*', 'source-watcher'),
]

/** A reference that leaves the namespace of its object. */
export interface ForeignReference {
  readonly item: Item
  readonly field: ReferenceField
  /** Of the field that names the namespace. */
  readonly path: FieldPath
  readonly namespace: string
}

/** The references of an item to other namespaces than its own. */
export function foreignReferences(item: Item): readonly ForeignReference[] {
  const group = groupOf(item.apiVersion)
  return referenceFields
    .filter((candidate) => candidate.kind === item.kind && candidate.group === group)
    .flatMap((candidate) =>
      mapsAt(item.object, candidate.path, []).flatMap(({ map, path }): ForeignReference[] => {
        const namespace = stringAt(map['namespace'])
        if (!namespace || namespace === (item.namespace ?? '')) return []
        return [{ item, field: candidate, path: [...path, 'namespace'], namespace }]
      }),
    )
}

interface MapAtPath {
  readonly map: Readonly<Record<string, unknown>>
  readonly path: FieldPath
}

function mapsAt(value: unknown, [step, ...rest]: readonly string[], path: FieldPath): MapAtPath[] {
  if (step === '*') {
    return Array.isArray(value)
      ? value.flatMap((entry, index) => mapsAt(entry, rest, [...path, index]))
      : []
  }
  if (!isMap(value)) return []
  if (step === undefined) return [{ map: value, path }]
  return mapsAt(value[step], rest, [...path, step])
}

function field(
  group: string,
  kind: string,
  path: string,
  controller: ControllerName,
  since?: string,
): ReferenceField {
  const steps = ['spec', ...path.split('.')]
  return { group, kind, path: steps, controller, ...(since !== undefined && { since }) }
}
