import type { Finding } from '../lockdown/finding.ts'
import type { Cluster } from './clusters.ts'

/** What applies controllers and is suspended: the lock then waits in Git. */
export function suspendedFindings(clusters: readonly Cluster[]): readonly Finding[] {
  const syncs = clusters.flatMap(({ workloads }) =>
    workloads.flatMap(({ chain }) => chain.sync ?? []),
  )
  return [...new Set(syncs)]
    .filter(({ by }) => by.spec['suspend'] === true)
    .map(
      ({ item }): Finding => ({
        rule: 'not-applied',
        item,
        message:
          '`spec.suspend` must not be true where a controller is applied: what stands in Git does not reach the cluster.',
        field: { path: ['spec', 'suspend'], currentValue: true },
      }),
    )
}
