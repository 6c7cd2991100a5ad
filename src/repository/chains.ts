import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { objectFields } from '../kustomize/listing.ts'
import { folderOf, foldersAround } from '../kustomize/paths.ts'
import { isScanned } from '../kustomize/scanned.ts'
import { kustomizationAsSynced } from '../kustomize/synced.ts'
import type { Repository } from './repository.ts'
import type { Sync } from './syncs.ts'

/** One way from a file to a cluster. */
export interface Chain {
  /** From the inside out; with what the Flux Kustomization adds in the last one. */
  readonly kustomizations: readonly KustomizationFile[]
  /** The folder of the kustomization that lists the file; undefined where none does and Flux takes the file as it finds it. */
  readonly listedIn: string | undefined
  /** The folder of the cluster: the one that Flux applies, else the one around the outermost kustomization, or around the file's folder. */
  readonly cluster: string
  readonly sync: Sync | undefined
}

type Inner = readonly KustomizationFile[]

const known = new WeakMap<Repository, Map<string, readonly Chain[]>>()

/** Every way in which a file's objects reach a cluster. One that nothing applies has the way of its folder. */
export function chainsOf(repository: Repository, path: string): readonly Chain[] {
  const byPath = known.get(repository) ?? new Map<string, readonly Chain[]>()
  known.set(repository, byPath)
  const chains = byPath.get(path) ?? findChains(repository, path)
  byPath.set(path, chains)
  return chains
}

function findChains(repository: Repository, path: string): readonly Chain[] {
  const folder = folderOf(path)
  const listed = listersOf(repository, path).flatMap((each) => outwards(repository, [each]))
  // Flux takes what it finds, whoever else lists it
  const found = isScanned(path) ? scanned(repository, [], folder) : []
  return orUnapplied([...listed, ...found], [], folderOf(folder) || folder)
}

function outwards(repository: Repository, inner: Inner): readonly Chain[] {
  const last = inner.at(-1) as KustomizationFile
  const { folder } = last
  const own = syncsOver(repository, folder).map((sync) =>
    chain(
      [...inner.slice(0, -1), kustomizationAsSynced(folder, last, sync.by)],
      inner,
      folder,
      sync,
    ),
  )
  const outer = listersOf(repository, folder)
    .filter((each) => !inner.includes(each))
    .flatMap((each) => outwards(repository, [...inner, each]))
  if (folder === '') return orUnapplied([...own, ...outer], inner, '')
  const around = folderOf(folder)
  // the cluster of an install that nothing applies is around its own folder, not all of the repository
  const cluster = around === '' ? folder : around
  return orUnapplied([...own, ...outer, ...scanned(repository, inner, around)], inner, cluster)
}

/** Every folder from `folder` on that Flux applies and in which it gathers what it finds. */
function scanned(repository: Repository, inner: Inner, folder: string): readonly Chain[] {
  const chains: Chain[] = []
  for (const around of foldersAround(folder)) {
    if (repository.tree.kustomizedFolders.has(around)) break
    for (const sync of syncsOver(repository, around)) {
      const last = kustomizationAsSynced(around, undefined, sync.by)
      chains.push(chain([...inner, last], inner, around, sync))
    }
  }
  return chains
}

const byFolder = new WeakMap<readonly Sync[], ReadonlyMap<string, readonly Sync[]>>()

/** The Flux Kustomizations that apply a folder. */
function syncsOver({ syncs }: Repository, folder: string): readonly Sync[] {
  const folders = byFolder.get(syncs) ?? groupedByFolder(syncs)
  byFolder.set(syncs, folders)
  return folders.get(folder) ?? []
}

function groupedByFolder(syncs: readonly Sync[]): ReadonlyMap<string, readonly Sync[]> {
  const folders = new Map<string, Sync[]>()
  for (const sync of syncs) {
    const others = folders.get(sync.folder)
    if (others) others.push(sync)
    else folders.set(sync.folder, [sync])
  }
  return folders
}

function orUnapplied(chains: readonly Chain[], inner: Inner, cluster: string): readonly Chain[] {
  return chains.length > 0 ? chains : [chain(inner, inner, cluster, undefined)]
}

function chain(
  kustomizations: Inner,
  inner: Inner,
  cluster: string,
  sync: Sync | undefined,
): Chain {
  return { kustomizations, listedIn: inner[0]?.folder, cluster, sync }
}

function listersOf({ tree }: Repository, path: string): readonly KustomizationFile[] {
  const listings = tree.listedBy(path).filter(({ field }) => objectFields.includes(field))
  return [...new Set(listings.map(({ kustomization }) => kustomization))]
}
