import { isWithin } from '../kustomize/paths.ts'
import { hasYamlName } from '../kustomize/scanned.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { ClusterSources } from './cluster-sources.ts'
import type { Cluster } from './clusters.ts'
import { decidingPattern, type IgnorePattern, isTaken } from './ignore-patterns.ts'
import { isReached } from './reach.ts'
import type { Repository } from './repository.ts'
import type { Scope } from './scope.ts'

/** What an install is built from, and source-controller leaves out: Flux builds something else than what is judged. */
export function sourceIgnoreFindings(
  repository: Repository,
  sources: readonly ClusterSources[],
  { leftOut = new Map() }: Scope,
): readonly Finding[] {
  const paths = [...repository.files.keys(), ...leftOut.keys()]
  return sources.flatMap((each) => [
    ...unclearIgnoreFindings(each),
    ...notTakenFindings(repository, each, paths),
  ])
}

/** `paths` are all files, read or not. */
function notTakenFindings(
  repository: Repository,
  { cluster, patterns: sources }: ClusterSources,
  paths: readonly string[],
): readonly Finding[] {
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
    if (!isReached(cluster, path) || isTaken(patterns, path)) return []
    const isGathered = (each: string) =>
      each !== path && isWithin(each, folder) && hasYamlName(each) && isTaken(patterns, each)
    return paths.some(isGathered) ? [path] : []
  })
}

/** The patches of sources that are not evaluated and may change what is left out. */
function unclearIgnoreFindings({ builds }: ClusterSources): readonly Finding[] {
  return builds.flatMap(({ source, unclear }) =>
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
