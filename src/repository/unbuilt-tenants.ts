import { isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isMarked } from '../tenants/ownership.ts'
import { chainsOf } from './chains.ts'
import type { Repository } from './repository.ts'
import { isNamed, type Scope } from './scope.ts'
import { tenantFiles } from './tenant-groups.ts'

/** What was made from Tenants in a folder that Flux applies, and that a kustomization on the way leaves out. */
export function unbuiltTenantFindings(repository: Repository, scope: Scope): readonly Finding[] {
  const { syncs } = repository
  return tenantFiles(repository).flatMap(({ path, items }): readonly Finding[] => {
    const sync = syncs.find(({ folder }) => isWithin(path, folder))
    if (!sync || !items.some(isMarked)) return []
    if (!isNamed(scope, path) && !isNamed(scope, sync.item.path)) return []
    if (chainsOf(repository, path).some((chain) => chain.sync)) return []
    const message = `The kustomizations in "${sync.folder || '.'}" must list "${path}", or Flux does not build what is made from the Tenant.`
    return [{ rule: 'not-built', message, place: { path, line: 1 } }]
  })
}
