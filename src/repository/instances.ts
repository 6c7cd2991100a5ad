import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Finding } from '../lockdown/finding.ts'
import { instanceFindings } from '../lockdown/instance.ts'
import { fluxInstances } from '../lockdown/operator.ts'
import { built } from './built.ts'
import { chainsOf } from './chains.ts'
import { unclear } from './overrides.ts'
import type { Repository } from './repository.ts'
import { isNamed, type Scope } from './scope.ts'

const question = {
  fieldsOf: () => [
    ['spec', 'cluster', 'multitenant'],
    ['spec', 'cluster', 'tenantDefaultServiceAccount'],
    ['spec', 'kustomize'],
    ['metadata', 'annotations', 'fluxcd.controlplane.io/reconcile'],
  ],
  isLeftOut: () => false,
}

/** What is said of the FluxInstances among the named files, as every overlay that lists them builds them. */
export function builtInstanceFindings(
  repository: Repository,
  spec: TenancyCheckSpec,
  scope: Scope,
): readonly Finding[] {
  const builds = fluxInstances(repository.items)
    .filter(({ path }) => isNamed(scope, path))
    .flatMap((item) =>
      chainsOf(repository, item.path).map((chain) => built(repository, chain, item, question)),
    )
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
