import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Finding } from '../lockdown/finding.ts'
import { instanceFindings } from '../lockdown/instance.ts'
import { fluxInstances } from '../lockdown/operator.ts'
import { built } from './built.ts'
import { chainsOf } from './chains.ts'
import { unclear } from './overrides.ts'
import type { Repository } from './repository.ts'
import { countingPaths, type Scope } from './scope.ts'

const question = {
  fieldsOf: () => [
    ['spec', 'cluster', 'multitenant'],
    ['spec', 'cluster', 'tenantDefaultServiceAccount'],
    ['spec', 'kustomize'],
    ['metadata', 'annotations', 'fluxcd.controlplane.io/reconcile'],
  ],
  isLeftOut: () => false,
}

/** What is said of the FluxInstances that were named or reach a cluster that was, as the overlays of those clusters build them. */
export function builtInstanceFindings(
  repository: Repository,
  spec: TenancyCheckSpec,
  scope: Scope,
): readonly Finding[] {
  const counts = countingPaths(repository, scope)
  const builds = fluxInstances(repository.items)
    .filter(({ path }) => counts(path))
    .flatMap((item) => {
      const chains = chainsOf(repository, item.path)
      const own = chains.filter(({ cluster }) => counts(cluster))
      return (own.length > 0 ? own : chains).map((chain) =>
        built(repository, chain, item, question),
      )
    })
    .filter(({ isDeleted }) => !isDeleted)
  const unsure = builds.flatMap((build) =>
    build.unclear.map(({ patch }) => unclear(build, patch, 'the FluxInstance')),
  )
  const found = instanceFindings(
    builds.map(({ item }) => item),
    spec,
  )
  return [...(found ?? []), ...unsure]
}
