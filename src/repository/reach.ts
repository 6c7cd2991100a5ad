import { builtPaths } from '../kustomize/listing.ts'
import { foldersAround } from '../kustomize/paths.ts'
import type { Repository } from './repository.ts'
import type { Sync } from './syncs.ts'

/** The folders whose objects reach a cluster: none is in another one. */
export type Reach = readonly string[]

const sets = new WeakMap<Reach, ReadonlySet<string>>()

/** True for a path in a folder whose objects reach the cluster. */
export function isReached({ folders }: { readonly folders: Reach }, path: string): boolean {
  const set = sets.get(folders) ?? new Set(folders)
  sets.set(folders, set)
  return isInAny(set, path)
}

/** The same for any of several clusters. */
export function areReached(
  clusters: readonly { readonly folders: Reach }[],
  path: string,
): boolean {
  return clusters.some((cluster) => isReached(cluster, path))
}

function isInAny(folders: ReadonlySet<string>, path: string): boolean {
  return foldersAround(path).some((each) => folders.has(each))
}

/** The folders whose objects reach a cluster: its own, what their kustomizations list, and what Flux applies from there. */
export function reachOf(repository: Repository, cluster: string): Reach {
  const { syncs, named } = leadsOf(repository)
  const folders = [cluster]
  const set = new Set(folders)
  const add = (folder: string) => {
    if (isInAny(set, folder)) return
    folders.push(folder)
    set.add(folder)
  }
  // an overlay of another cluster may make another one of a sync
  const isOwn = ({ from }: Sync) => from?.some((each) => isInAny(set, each)) ?? true
  const foreign: Sync[] = []
  for (const [position, folder] of folders.entries()) {
    for (const sync of syncs.in(folder)) {
      if (isOwn(sync)) add(sync.folder)
      else foreign.push(sync)
    }
    for (const path of named.in(folder)) add(path)
    // what was added since may be where they are from
    if (position === folders.length - 1) {
      for (const sync of foreign) if (isOwn(sync)) add(sync.folder)
    }
  }
  return folders
}

interface Leads {
  readonly syncs: ByPath<Sync>
  /** The folders and files that kustomizations list, by their own folder. */
  readonly named: ByPath<string>
}

const known = new WeakMap<Repository, Leads>()

function leadsOf(repository: Repository): Leads {
  const leads = known.get(repository) ?? findLeads(repository)
  known.set(repository, leads)
  return leads
}

function findLeads({ tree, syncs }: Repository): Leads {
  const named = [...tree.kustomizations.values()].flatMap((file) =>
    builtPaths(file).map((path) => [file.folder, path] as const),
  )
  return {
    syncs: new ByPath(syncs.map((sync) => [sync.item.path, sync])),
    named: new ByPath(named),
  }
}

/** Values by the path that they belong to, so that those in a folder are found without a look at all others. */
class ByPath<Value> {
  readonly #entries: readonly (readonly [path: string, value: Value])[]

  constructor(entries: readonly (readonly [string, Value])[]) {
    this.#entries = entries.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  }

  /** Those of the folder itself, and of all that is in it. */
  *in(folder: string): Generator<Value> {
    yield* this.#from(folder, (path) => folder === '' || path === folder)
    if (folder === '') return
    const inside = `${folder}/`
    yield* this.#from(inside, (path) => path.startsWith(inside))
  }

  *#from(start: string, belongs: (path: string) => boolean): Generator<Value> {
    let [low, high] = [0, this.#entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle]?.[0] ?? '') < start) low = middle + 1
      else high = middle
    }
    for (let at = low; at < this.#entries.length; at++) {
      const [path, value] = this.#entries[at] as readonly [string, Value]
      if (!belongs(path)) break
      yield value
    }
  }
}
