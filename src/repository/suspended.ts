import { mapAt } from '../krm/object.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { ClusterSources } from './cluster-sources.ts'
import type { RepositoryItem } from './repository-item.ts'

interface Suspended {
  readonly item: RepositoryItem
  readonly place: WrittenAt
}

const path = ['spec', 'suspend']

/** What applies controllers and is suspended, or its source: the lock then waits in Git. */
export function suspendedFindings(sources: readonly ClusterSources[]): readonly Finding[] {
  const found = new Map(sources.flatMap(suspendedIn).map((each) => [each.item, each]))
  return [...found.values()].map(
    ({ item, place }): Finding => ({
      rule: 'not-applied',
      item,
      message:
        '`spec.suspend` must not be true where a controller is applied: what stands in Git does not reach the cluster.',
      field: { path, currentValue: true },
      place,
    }),
  )
}

function suspendedIn({ cluster, builds }: ClusterSources): readonly Suspended[] {
  const syncs = cluster.workloads
    .flatMap(({ chain }) => chain.sync ?? [])
    .filter(({ by }) => by.spec['suspend'] === true)
    .map(({ item, by }) => ({ item, place: by.placeOf(path) }))
  const suspended = builds
    .filter(({ item }) => mapAt(item.object['spec'])['suspend'] === true)
    .map(({ source, steps }) => ({
      item: source,
      place: steps.at(-1)?.origin ?? source.placeOf(path),
    }))
  return [...syncs, ...suspended]
}
