import { mapAt } from '../krm/object.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { ClusterSources } from './cluster-sources.ts'
import type { RepositoryItem } from './repository-item.ts'

/** What applies controllers and is suspended, or its source: the lock then waits in Git. */
export function suspendedFindings(sources: readonly ClusterSources[]): readonly Finding[] {
  return [...new Set(sources.flatMap(suspendedIn))].map(
    (item): Finding => ({
      rule: 'not-applied',
      item,
      message:
        '`spec.suspend` must not be true where a controller is applied: what stands in Git does not reach the cluster.',
      field: { path: ['spec', 'suspend'], currentValue: true },
    }),
  )
}

function suspendedIn({ cluster, builds }: ClusterSources): readonly RepositoryItem[] {
  const syncs = cluster.workloads
    .flatMap(({ chain }) => chain.sync ?? [])
    .filter(({ by }) => by.spec['suspend'] === true)
  const suspended = builds.filter(({ item }) => mapAt(item.object['spec'])['suspend'] === true)
  return [...syncs.map(({ item }) => item), ...suspended.map(({ source }) => source)]
}
