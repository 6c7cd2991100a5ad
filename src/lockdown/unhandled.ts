import type { FieldPath } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { listAt } from '../krm/object.ts'
import { candidateByImage, mayNameController } from './find.ts'
import type { Finding } from './finding.ts'
import { containersOf, isWorkload } from './pod.ts'
import { settingsOf } from './settings.ts'
import { verdictOn } from './verdict.ts'

const template: FieldPath = ['spec', 'template', 'spec']

/** Where kinds that run pods have the `spec` of those, whatever their group: Kubernetes, argoproj.io, apps.kruise.io. */
const podSpecs: ReadonlyMap<string, FieldPath> = new Map([
  ['Pod', ['spec']],
  ['CronJob', ['spec', 'jobTemplate', ...template]],
  ...[
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicaSet', 'ReplicationController'],
    ...['Rollout', 'CloneSet'],
  ].map((kind): [string, FieldPath] => [kind, template]),
])

/** The kinds that run pods. */
export const podKinds: readonly string[] = [...podSpecs.keys()]

/** True for an object of a kind that runs pods which may run a controller, as far as its text tells. */
export function mayRunController(item: Item): boolean {
  return podSpecs.has(item.kind) && mayNameController(item)
}

/**
 * A finding for each object that runs a controller by its image and is of no kind that is edited. What another object owns is that one's
 * matter: pods and ReplicaSets in the dump of a cluster.
 */
export function unhandledFindings(items: readonly Item[]): readonly Finding[] {
  return items.flatMap((item) => {
    const path = isWorkload(item) ? undefined : podSpecs.get(item.kind)
    if (!path || !mayNameController(item)) return []
    if (listAt(item.object.metadata?.['ownerReferences']).length > 0) return []
    return containersOf(item, path).flatMap((each) => {
      const candidate = candidateByImage(item, each)
      if (!candidate || settingsOf(candidate.controller).length === 0) return []
      if (verdictOn(candidate).kind !== 'taken') return []
      const message = `A ${item.kind} of "${item.apiVersion}" runs ${candidate.controller} and is left alone: only a Deployment, StatefulSet or DaemonSet of "apps/v1" is edited.`
      const currentValue = each.container['image']
      const field = { path: [...each.path, 'image'], currentValue }
      return [{ rule: 'unhandled-kind', item, message, field } as const]
    })
  })
}
