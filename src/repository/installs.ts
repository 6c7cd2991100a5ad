import { isWithin } from '../kustomize/paths.ts'
import { fluxInstances, installNamespacesIn } from '../lockdown/operator.ts'
import { built } from './built.ts'
import { chainsOf } from './chains.ts'
import { builtCluster, type Cluster, clustersOf } from './clusters.ts'
import type { Repository } from './repository.ts'
import type { BuiltItem } from './repository-item.ts'

/** The cluster whose folder holds a file, the innermost one; else the only one that reaches it. */
export function clusterOf(clusters: readonly Cluster[], path: string): Cluster | undefined {
  const [inner] = clusters
    .filter(({ folder }) => isWithin(path, folder))
    .sort((one, other) => other.folder.length - one.folder.length)
  if (inner) return inner
  const reached = clusters.filter(({ folders }) => folders.some((each) => isWithin(path, each)))
  return reached.length === 1 ? reached[0] : undefined
}

/** What stands for the controllers of a cluster, as it is built, and so in the namespace that it gets: they, and FluxInstances. */
export function builtInstalls(
  repository: Repository,
  cluster: Cluster | undefined,
): readonly BuiltItem[] {
  const clusters = clustersOf(repository)
  const controllers = cluster
    ? builtCluster(repository, cluster, () => false, true).workloads.map(({ item }) => item)
    : []
  const instances = fluxInstances(repository.items)
    .filter(({ path }) => clusterOf(clusters, path) === cluster)
    .flatMap((item) =>
      chainsOf(repository, item.path).map((chain) => built(repository, chain, item, question)),
    )
    .filter(({ isDeleted }) => !isDeleted)
  return [...controllers, ...instances.map(({ item }) => item)]
}

// only who it is and where counts
const question = { fieldsOf: () => [], isLeftOut: () => false }

/** Tells the namespaces in which Flux runs in the cluster that an object of a repository belongs to. */
export function installNamespacesFor(
  repository: Repository,
): (item: { readonly path: string }) => readonly string[] {
  const known = new Map<Cluster | undefined, readonly string[]>()
  return ({ path }) => {
    const cluster = clusterOf(clustersOf(repository), path)
    const namespaces = known.get(cluster) ?? installNamespacesIn(builtInstalls(repository, cluster))
    known.set(cluster, namespaces)
    return namespaces
  }
}

/** The namespaces in which Flux runs in any cluster of a repository. */
export function installNamespacesOf(repository: Repository): readonly string[] {
  const clusters = [...clustersOf(repository), undefined]
  return installNamespacesIn(clusters.flatMap((cluster) => builtInstalls(repository, cluster)))
}
