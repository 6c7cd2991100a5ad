import { mapAt } from '../krm/object.ts'
import { type Built, built } from './built.ts'
import { chainsOf } from './chains.ts'
import type { Cluster } from './clusters.ts'
import { filePatterns, type IgnorePattern, ignorePatterns } from './ignore-patterns.ts'
import { isSource } from './kinds.ts'
import { isReached } from './reach.ts'
import type { Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { sourceKey, sourceOf } from './syncs.ts'

/** From what a cluster is applied, and what of the repository that takes. */
export interface ClusterSources {
  readonly cluster: Cluster
  /** The sources as they are built by every overlay that lists them, as far as `spec.ignore` and `spec.suspend` go. */
  readonly builds: readonly SourceBuild[]
  /** The patterns of each, in the order in which they count; those of the files alone where no source is known. */
  readonly patterns: readonly (readonly IgnorePattern[])[]
}

interface SourceBuild extends Built {
  readonly source: RepositoryItem
}

/** The sources of each cluster, built once for all that asks what Flux takes. */
export function sourcesOf(
  repository: Repository,
  clusters: readonly Cluster[],
): readonly ClusterSources[] {
  const files = filePatterns(repository.files)
  return clusters.map((cluster) => {
    const builds = buildsOf(repository, cluster)
    const patterns = builds.map((build) => [...files, ...specPatterns(build)])
    return { cluster, builds, patterns: patterns.length > 0 ? patterns : [files] }
  })
}

const fields = [
  ['spec', 'ignore'],
  ['spec', 'suspend'],
]
const question = { fieldsOf: () => fields, isLeftOut: () => false }

function buildsOf(repository: Repository, cluster: Cluster): readonly SourceBuild[] {
  const syncs = cluster.workloads.flatMap(({ chain }) => chain.sync ?? [])
  const keys = new Set(syncs.map(({ item }) => sourceOf(item)))
  const named = repository.items.filter(
    (item) => isSource(item) && keys.has(sourceKey(item.kind, item.name, item.namespace)),
  )
  // other clusters have sources of the same name
  const own = named.filter(({ path }) => isReached(cluster, path))
  return (own.length > 0 ? own : named).flatMap((source) =>
    chainsOf(repository, source.path).map((chain) => ({
      ...built(repository, chain, source, question),
      source,
    })),
  )
}

function specPatterns({ source, item }: SourceBuild): readonly IgnorePattern[] {
  const text = mapAt(item.object['spec'])['ignore']
  if (typeof text !== 'string') return []
  const place = source.placeOf(['spec', 'ignore'])
  return ignorePatterns(text, { name: 'spec.ignore', folder: '', placeOf: () => place })
}
