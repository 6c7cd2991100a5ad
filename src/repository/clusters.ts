import type { FieldPath } from '../krm/field-path.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { applierOf } from '../lockdown/applied.ts'
import { findControllers } from '../lockdown/find.ts'
import { exclusionPaths } from '../lockdown/not-applied.ts'
import { containersOf, isWorkload } from '../lockdown/pod.ts'
import { type BuildQuestion, type Built, built } from './built.ts'
import { type Chain, chainsOf } from './chains.ts'
import { isBesideControllers } from './kinds.ts'
import { isReached, reachOf } from './reach.ts'
import type { Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import type { Sync } from './syncs.ts'

/** An object on its way to one cluster. */
interface ClusterObject {
  readonly item: RepositoryItem
  readonly chain: Chain
}

/** What Flux applies in one cluster, as far as the lock is concerned. */
export interface Cluster {
  /** The folder that Flux applies there; empty for the root. */
  readonly folder: string
  /** The folders whose objects reach the cluster. */
  readonly folders: readonly string[]
  /** Workloads that run a controller. */
  readonly workloads: readonly ClusterObject[]
  /** What is applied with an account, refers to other namespaces, or binds accounts. */
  readonly others: readonly ClusterObject[]
}

const known = new WeakMap<Repository, readonly Cluster[]>()

/** The clusters of a repository that hold a controller of Flux, by their folders. */
export function clustersOf(repository: Repository): readonly Cluster[] {
  const clusters = known.get(repository) ?? findClusters(repository)
  known.set(repository, clusters)
  return clusters
}

function findClusters(repository: Repository): readonly Cluster[] {
  // by what applies them: two Kustomizations over one folder may leave two different installs
  const workloads = new Map<Sync | string, ClusterObject[]>()
  for (const item of repository.items) {
    if (!runsController(item)) continue
    for (const chain of chainsOf(repository, item.path)) {
      const key = chain.sync ?? chain.cluster
      const list = workloads.get(key) ?? []
      // one file may be built several times, with other names: a shard
      list.push({ item, chain })
      workloads.set(key, list)
    }
  }
  return [...workloads.values()].map((list) => {
    const folder = list[0]?.chain.cluster ?? ''
    const folders = reachOf(repository, folder)
    const taken = list.map(({ item }) => item)
    return { folder, folders, workloads: list, others: othersIn(repository, folders, taken) }
  })
}

function runsController(item: RepositoryItem): boolean {
  if (!isWorkload(item)) return false
  const { controllers, findings } = findControllers([item])
  return controllers.length + findings.length > 0
}

/** What reaches the cluster beside its workloads, once for each way. */
function othersIn(
  repository: Repository,
  folders: readonly string[],
  workloads: readonly RepositoryItem[],
): readonly ClusterObject[] {
  const reached = { folders }
  return repository.items
    .filter((item) => isReached(reached, item.path) && isBesideControllers(item))
    .filter((item) => !workloads.includes(item))
    .flatMap((item) => {
      const chains = chainsOf(repository, item.path)
      const own = chains.filter(({ cluster }) => isReached(reached, cluster))
      return (own.length > 0 ? own : chains).map((chain) => ({ item, chain }))
    })
}

/** What is built of a cluster's objects, in a world without the changes that are left out. */
export interface BuiltCluster {
  readonly cluster: Cluster
  /** Without those that are deleted. */
  readonly workloads: readonly Built[]
  readonly others: readonly Built[]
}

export function builtCluster(
  repository: Repository,
  cluster: Cluster,
  isLeftOut: BuildQuestion['isLeftOut'],
  isVersionKnown: boolean,
): BuiltCluster {
  const buildAll = (objects: readonly ClusterObject[], fieldsOf: BuildQuestion['fieldsOf']) =>
    objects
      .map(({ item, chain }) => built(repository, chain, item, { fieldsOf, isLeftOut }))
      .filter(({ isDeleted }) => !isDeleted)
  return {
    cluster,
    workloads: buildAll(cluster.workloads, (object) => programFields(object, isVersionKnown)),
    others: buildAll(cluster.others, accountFields),
  }
}

/** What a controller runs, and whether Flux applies it. An image that is replaced changes nothing but the version. */
function programFields(object: KubernetesObject, isVersionKnown: boolean): readonly FieldPath[] {
  const fields = isVersionKnown ? ['args', 'command'] : ['args', 'command', 'image']
  const programs = containersOf({ object }).flatMap(({ path }) =>
    fields.map((field) => [...path, field]),
  )
  return [...programs, ...exclusionPaths]
}

function accountFields(object: KubernetesObject): readonly FieldPath[] {
  return applierOf(object) ? [['spec', 'serviceAccountName']] : []
}
