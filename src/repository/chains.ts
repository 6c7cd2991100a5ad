import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { folderOf, foldersAround } from '../kustomize/paths.ts'
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

/** Every way in which a file's objects reach a cluster. One that nothing applies has the way of its folder. */
export function chainsOf(repository: Repository, path: string): readonly Chain[] {
  const kustomizations = listersOf(repository, path)
  if (kustomizations.length > 0) {
    return kustomizations.flatMap((each) => outwards(repository, [each]))
  }
  return scanned(repository, [], folderOf(path))
}

function outwards(repository: Repository, inner: Inner): readonly Chain[] {
  const last = inner.at(-1) as KustomizationFile
  const { folder } = last
  const own = repository.syncs
    .filter((sync) => sync.folder === folder)
    .map((sync) =>
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
  const all = [...own, ...outer]
  if (all.length > 0) return all
  if (folder === '') return [chain(inner, inner, '', undefined)]
  return scanned(repository, inner, folderOf(folder))
}

/** On from `folder`, where Flux itself gathers what it finds, up to the folder that it applies. */
function scanned(repository: Repository, inner: Inner, folder: string): readonly Chain[] {
  for (const around of foldersAround(folder)) {
    if (repository.tree.kustomizedFolders.has(around)) break
    const own = repository.syncs.filter((sync) => sync.folder === around)
    if (own.length === 0) continue
    return own.map((sync) =>
      chain([...inner, kustomizationAsSynced(around, undefined, sync.by)], inner, around, sync),
    )
  }
  return [chain(inner, inner, inner.length > 0 ? folder : folderOf(folder), undefined)]
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
  const listings = tree
    .listedBy(path)
    .filter(({ field }) => field === 'resources' || field === 'bases' || field === 'components')
  return [...new Set(listings.map(({ kustomization }) => kustomization))]
}
