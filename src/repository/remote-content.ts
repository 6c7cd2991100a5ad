import type { SecurityProfile } from '../api/security-profile.ts'
import { folderOf, isWithin } from '../kustomize/paths.ts'
import { isRepository } from '../kustomize/remote.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { Cluster } from './clusters.ts'
import type { Repository } from './repository.ts'

const fields: readonly string[] = ['resources', 'bases', 'components']

/** What kustomizations of locked clusters fetch: a Git repository fails then, and of a file nobody knows what is in it. */
export function remoteContentFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  profile: SecurityProfile,
): readonly Finding[] {
  if (profile !== 'multi-tenant') return []
  const isReached = (path: string) =>
    clusters.some(({ folders }) => folders.some((folder) => isWithin(path, folder)))
  return repository.tree.remote
    .filter(({ field, kustomization: { path, folder } }) => {
      return fields.includes(field) && isReached(path) && isBuilt(repository, clusters, folder)
    })
    .map(({ kustomization, field, index, name }): Finding => {
      const place = kustomization.placeOf([field, index])
      if (isRepository(name)) {
        const message = `The kustomization must not fetch "${name}": with \`--no-remote-bases=true\` Flux fails to build it.`
        return { rule: 'remote-base', message, place }
      }
      const message = `"${name}" is fetched by Flux and not read here: it may hold an object that unlocks an install.`
      return { rule: 'remote-file', message, place }
    })
}

/** True for a kustomization that a cluster builds: by itself, where Flux gathers, or through others that list it. */
function isBuilt(
  repository: Repository,
  clusters: readonly Cluster[],
  kustomized: string,
): boolean {
  const { tree, syncs } = repository
  const roots = new Set([...clusters, ...syncs].map(({ folder }) => folder))
  const folders = new Set([kustomized])
  for (const folder of folders) {
    if (roots.has(folder) || tree.isGathered(folderOf(folder))) return true
    for (const { kustomization } of tree.listedBy(folder)) folders.add(kustomization.folder)
  }
  return false
}
