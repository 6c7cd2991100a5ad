import { mapAt } from '../krm/object.ts'
import { isWithin } from '../kustomize/paths.ts'
import { hasYamlName } from '../kustomize/scanned.ts'
import type { Finding } from '../lockdown/finding.ts'
import { type Built, built } from './built.ts'
import { chainsOf } from './chains.ts'
import { areReached, type Cluster } from './clusters.ts'
import {
  decidingPattern,
  filePatterns,
  type IgnorePattern,
  ignorePatterns,
  isTaken,
} from './ignore-patterns.ts'
import { isSource } from './kinds.ts'
import type { Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import type { Scope } from './scope.ts'
import { sourceKey, sourceOf } from './syncs.ts'

/** What an install is built from, and source-controller leaves out: Flux builds something else than what is judged. */
export function sourceIgnoreFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  scope: Scope,
): readonly Finding[] {
  const paths = [...repository.files.keys(), ...(scope.leftOut?.keys() ?? [])]
  return clusters.flatMap((cluster) => [
    ...unclearFindings(repository, cluster),
    ...notTakenFindings(repository, cluster, paths),
  ])
}

/** `paths` are all files, read or not. */
function notTakenFindings(
  repository: Repository,
  cluster: Cluster,
  paths: readonly string[],
): readonly Finding[] {
  const sources = sourcePatterns(repository, cluster)
  if (sources.every((patterns) => patterns.length === 0)) return []
  const needed = neededFiles(repository, cluster)
  const gathering = sources.flatMap((patterns) =>
    gatheringPaths(repository, cluster, patterns, paths),
  )
  return [...new Set([...needed, ...gathering])].flatMap((path): Finding[] => {
    const decided = sources.flatMap((patterns) => decidingPattern(patterns, path) ?? [])
    const pattern = decided.find(({ takesBack }) => !takesBack)
    if (!pattern) return []
    const message = `"${path}" must be part of what Flux takes, and \`${pattern.text}\` in \`${pattern.name}\` leaves it out.`
    return [{ rule: 'not-built', message, place: pattern.place }]
  })
}

/** The kustomizations without which Flux gathers what else it takes of their folders. */
function gatheringPaths(
  { tree }: Repository,
  cluster: Cluster,
  patterns: readonly IgnorePattern[],
  paths: readonly string[],
): readonly string[] {
  return [...tree.kustomizations].flatMap(([folder, { path }]) => {
    if (!areReached([cluster], path) || isTaken(patterns, path)) return []
    const others = paths.filter((each) => each !== path && isWithin(each, folder))
    return others.some((each) => hasYamlName(each) && isTaken(patterns, each)) ? [path] : []
  })
}

/** The patterns of each source from which a cluster is applied, in the order in which they count; those of the files alone where none is known. */
export function sourcePatterns(
  repository: Repository,
  cluster: Cluster,
): readonly (readonly IgnorePattern[])[] {
  const files = filePatterns(repository.files)
  const sources = specPatterns(repository, cluster).map((patterns) => [...files, ...patterns])
  return sources.length > 0 ? sources : [files]
}

/** The `spec.ignore` of the sources, one list each. */
function specPatterns(repository: Repository, cluster: Cluster) {
  return builtSources(repository, cluster).map(({ source, item }) => {
    const text = mapAt(item.object['spec'])['ignore']
    const placeOf = () => source.placeOf(['spec', 'ignore'])
    const origin = { name: 'spec.ignore', folder: '', placeOf }
    return typeof text === 'string' ? ignorePatterns(text, origin) : []
  })
}

const ignoreField = { fieldsOf: () => [['spec', 'ignore']], isLeftOut: () => false }

/** The sources from which a cluster is applied, as they are built by every overlay that lists them. */
function builtSources(
  repository: Repository,
  cluster: Cluster,
): readonly (Built & { readonly source: RepositoryItem })[] {
  const syncs = cluster.workloads.flatMap(({ chain }) => chain.sync ?? [])
  const keys = new Set(syncs.map(({ item }) => sourceOf(item)))
  const named = repository.items.filter(
    (item) => isSource(item) && keys.has(sourceKey(item.kind, item.name, item.namespace)),
  )
  // other clusters have sources of the same name
  const own = named.filter(({ path }) => areReached([cluster], path))
  return (own.length > 0 ? own : named).flatMap((source) =>
    chainsOf(repository, source.path).map((chain) => ({
      ...built(repository, chain, source, ignoreField),
      source,
    })),
  )
}

/** The patches of sources that are not evaluated and may change what is left out. */
function unclearFindings(repository: Repository, cluster: Cluster): readonly Finding[] {
  return builtSources(repository, cluster).flatMap(({ source, unclear }) =>
    unclear.map(({ patch }): Finding => {
      const message = `\`spec.ignore\` of the ${source.kind} "${source.name ?? ''}" says what Flux takes, and this change, which is not evaluated, may touch it.`
      return { rule: 'patch-unclear', message, place: patch.origin }
    }),
  )
}

/** The manifests of the controllers, the kustomizations on the way, and what these list. */
function neededFiles({ files, tree }: Repository, { workloads }: Cluster): ReadonlySet<string> {
  const chains = workloads.map(({ chain }) => chain)
  const folders = new Set(
    chains.flatMap(({ kustomizations }) => kustomizations.map(({ folder }) => folder)),
  )
  // a Component has Components of its own
  for (const folder of folders) {
    for (const [inner] of tree.kustomizations) {
      const isListed = tree
        .listedBy(inner)
        .some(
          ({ field, kustomization }) => field === 'components' && kustomization.folder === folder,
        )
      if (isListed) folders.add(inner)
    }
  }
  const kustomizations = [...folders].flatMap(
    (folder) => tree.kustomizations.get(folder)?.path ?? [],
  )
  const patches = [...files.keys()].filter((path) =>
    tree
      .listedBy(path)
      .some(
        ({ field, kustomization }) => field !== 'resources' && folders.has(kustomization.folder),
      ),
  )
  return new Set([...kustomizations, ...patches, ...workloads.map(({ item }) => item.path)])
}
