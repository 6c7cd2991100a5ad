import type { SecurityProfile } from '../api/security-profile.ts'
import { type ListingField, objectFields } from '../kustomize/listing.ts'
import { folderOf } from '../kustomize/paths.ts'
import { isRepository } from '../kustomize/remote.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { Cluster } from './clusters.ts'
import { areReached } from './reach.ts'
import type { Repository } from './repository.ts'

/** The fields whose entries become part of what is built, or may change all of it. */
const builtFields: readonly ListingField[] = [...objectFields, 'generators', 'transformers']

/** What kustomizations of locked clusters fetch: nobody knows what is in it, and Flux fails on a Git repository then. */
export function remoteContentFindings(
  { tree, syncs }: Repository,
  clusters: readonly Cluster[],
  profile: SecurityProfile,
): readonly Finding[] {
  if (profile !== 'multi-tenant') return []
  const roots = new Set([...clusters, ...syncs].map(({ folder }) => folder))
  /** True for a kustomization that a cluster builds: by itself, where Flux gathers, or through others that list it. */
  const isBuilt = (kustomized: string) => {
    const folders = new Set([kustomized])
    for (const folder of folders) {
      if (roots.has(folder) || tree.isGathered(folderOf(folder))) return true
      for (const { kustomization, field } of tree.listedBy(folder)) {
        if (builtFields.includes(field)) folders.add(kustomization.folder)
      }
    }
    return false
  }
  return tree.remote
    .filter(({ field, kustomization: { path, folder } }) => {
      return builtFields.includes(field) && areReached(clusters, path) && isBuilt(folder)
    })
    .map(({ kustomization, field, index, name }): Finding => {
      const message = `"${name}" must be copied into the repository: ${reasonOf(name)}, and what is in it is not read here.`
      return { rule: 'remote-content', message, place: kustomization.placeOf([field, index]) }
    })
}

/** kustomize tries a URL as a file first, and only that tells whether it is one. */
function reasonOf(name: string): string {
  const isUrl = /^https?:/i.test(name)
  if (!isUrl) return 'with `--no-remote-bases=true` Flux fails to build it'
  if (!isRepository(name)) return 'no flag keeps Flux from fetching it'
  return 'no flag keeps Flux from fetching a file, and with `--no-remote-bases=true` it fails on a Git repository'
}
