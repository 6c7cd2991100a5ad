import type { Files } from '../krm/files.ts'
import { isScanned } from '../kustomize/scanned.ts'
import { type Tree, treeOf } from '../kustomize/tree.ts'
import { readList, type SourceList } from '../yaml/read.ts'
import { YamlError } from '../yaml/yaml-error.ts'
import { type RepositoryItem, repositoryItem } from './repository-item.ts'
import { type Sync, syncedFolders, syncsAmong } from './syncs.ts'

/** A file as the objects in it. */
export interface ObjectFile {
  readonly path: string
  readonly text: string
  /** Undefined for what is no stream of objects. */
  readonly list: SourceList | undefined
  readonly problem: YamlError | undefined
  readonly items: readonly RepositoryItem[]
}

/** The files of a repository, and what kustomize and Flux make of them. */
export interface Repository {
  readonly files: Files
  readonly tree: Tree
  /** The Flux Kustomizations that apply folders of this repository. */
  readonly syncs: readonly Sync[]
  /** The files that are objects, in the order of `files`. */
  readonly objectFiles: ReadonlyMap<string, ObjectFile>
  /** The objects in them. */
  readonly items: readonly RepositoryItem[]
}

// each round may find Flux Kustomizations that the one before took for unlisted
const mostRounds = 8

/** Reads a repository. What `earlier` has read of files with the same text is not read again. */
export function readRepository(files: Files, earlier?: Repository): Repository {
  const read = new Map<string, ObjectFile>(earlier?.objectFiles)
  const fileAt = (path: string, text: string): ObjectFile => {
    const known = read.get(path)
    if (known?.text === text) return known
    const file = readObjectFile(path, text)
    read.set(path, file)
    return file
  }
  let tree = treeOf(files)
  let repository = repositoryOf(files, tree, fileAt)
  for (let round = 0, seen = ''; round < mostRounds; round++) {
    const synced = syncedFolders(repository.syncs)
    const key = JSON.stringify([...synced].sort())
    if (key === seen) break
    seen = key
    tree = treeOf(files, synced)
    repository = repositoryOf(files, tree, fileAt)
  }
  return repository
}

function repositoryOf(
  files: Files,
  tree: Tree,
  fileAt: (path: string, text: string) => ObjectFile,
): Repository {
  const objectFiles = new Map<string, ObjectFile>()
  for (const [path, text] of files) {
    if (tree.roleOf(path) === 'object') objectFiles.set(path, fileAt(path, text))
  }
  const items = [...objectFiles.values()].flatMap((file) => file.items)
  return { files, tree, objectFiles, items, syncs: syncsAmong(items) }
}

/** The objects of one file; one that cannot be read, or is no list of objects, has none and says why. */
export function readObjectFile(path: string, text: string): ObjectFile {
  try {
    const list = readList(text)
    const items = list.items.map((item, index) => repositoryItem({ path, text }, index, item))
    return { path, text, list, problem: undefined, items }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return { path, text, list: undefined, problem: error, items: [] }
  }
}

/** How many YAML files hold something else than Kubernetes objects: templates of Helm, broken YAML, values. */
export function countLeftAlone({ files, tree, objectFiles }: Repository): number {
  let count = 0
  for (const path of files.keys()) {
    if (tree.roleOf(path) !== 'object' || !isScanned(path)) continue
    const file = objectFiles.get(path)
    const isForeign = !file?.list || file.items.some(({ apiVersion, kind }) => !apiVersion || !kind)
    if (isForeign) count += 1
  }
  return count
}
