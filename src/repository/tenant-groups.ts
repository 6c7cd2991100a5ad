import { apiGroup } from '../api/group.ts'
import type { Item } from '../krm/item.ts'
import { folderOf } from '../kustomize/paths.ts'
import { concernsTenants } from '../tenants/plan.ts'
import { type Cluster, clustersOf } from './clusters.ts'
import { builtInstalls, clusterOf } from './installs.ts'
import { type ObjectFile, objectFileAt, type Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { countingPaths, isNamed, type Scope } from './scope.ts'

/** What belongs to one cluster, as far as Tenants are concerned. */
export interface TenantGroup {
  /** The folder of the cluster; undefined for what belongs to none that can be told. */
  readonly folder: string | undefined
  /** All objects; the controllers, and FluxInstances, as they are built. */
  readonly items: readonly Item[]
  /** Those that a file has as they stand. */
  readonly written: readonly RepositoryItem[]
}

/**
 * The groups with a Tenant, or with something that was made from one, among what was named or reaches a cluster that was. What belongs to no cluster that can be told is one group as far as it
 * was named: the rest may be another cluster's, whose controllers are elsewhere.
 */
export function tenantGroups(repository: Repository, scope: Scope): readonly TenantGroup[] {
  const clusters = clustersOf(repository)
  const named = namedFolders(repository, scope)
  const counts = countingPaths(repository, scope)
  const isSeen = (cluster: Cluster | undefined, path: string) =>
    cluster !== undefined || isNamed(named, path) || counts(path)
  const groups = new Map<Cluster | undefined, RepositoryItem[]>()
  for (const item of tenantFiles(repository).flatMap(({ items }) => items)) {
    const cluster = clusterOf(clusters, item.path)
    if (!isSeen(cluster, item.path)) continue
    groups.set(cluster, [...(groups.get(cluster) ?? []), item])
  }
  for (const [cluster, items] of groups) {
    const known = new Set(items)
    items.push(
      ...repository.items.filter(
        (item) =>
          clusterOf(clusters, item.path) === cluster &&
          isSeen(cluster, item.path) &&
          !known.has(item),
      ),
    )
  }
  return [...groups].flatMap(([cluster, written]) => {
    if (!written.some((item) => counts(item.path) && concernsTenants([item]))) return []
    const own = new Set<Item>(written)
    const installs = builtInstalls(repository, cluster).filter(
      ({ origin }) => cluster !== undefined || own.has(origin),
    )
    const built = new Set<Item>(installs.map(({ origin }) => origin))
    const items = [...written.filter((item) => !built.has(item)), ...installs]
    return [{ folder: cluster?.folder, items, written }]
  })
}

/** A file that is named stands for its folder, where what is rendered from it is. */
function namedFolders({ files }: Repository, { paths }: Scope): Pick<Scope, 'paths'> {
  return { paths: paths.map((path) => (files.has(path) ? folderOf(path) : path)) }
}

/** The files that hold Tenants or what was made from them. A Tenant need not be listed: it is never applied. */
export function tenantFiles(repository: Repository): readonly ObjectFile[] {
  const { files, tree } = repository
  return [...files].flatMap(([path, text]) => {
    if (!text.includes(apiGroup)) return []
    const role = tree.roleOf(path)
    if (role !== 'object' && role !== 'unlisted') return []
    const file = objectFileAt(repository, path, text)
    return file.list && concernsTenants(file.items) ? [file] : []
  })
}
