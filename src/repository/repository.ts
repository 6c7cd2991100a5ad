import type { Files } from '../krm/files.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { isScanned } from '../kustomize/scanned.ts'
import type { Tree } from '../kustomize/tree.ts'
import { isComponentText } from '../lockdown/component.ts'
import { readList, type SourceList } from '../yaml/read.ts'
import { YamlError } from '../yaml/yaml-error.ts'
import { isRead } from './kinds.ts'
import { type RepositoryItem, repositoryItem } from './repository-item.ts'
import type { Sync } from './syncs.ts'

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

/** The objects of one file; one that cannot be read, or is no list of objects, has none and says why. */
export function readObjectFile(path: string, text: string): ObjectFile {
  try {
    const list = readList(text)
    const items = list.items.map((item, index) => repositoryItem({ path, text }, index, item))
    // what counts is parsed now, so that nothing throws later
    for (const item of items) if (isRead(item)) void item.object
    return { path, text, list, problem: undefined, items }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    return { path, text, list: undefined, problem: error, items: [] }
  }
}

/** A file of the repository, which is read here if it is none whose objects Flux applies. */
export function objectFileAt(
  { objectFiles }: Pick<Repository, 'objectFiles'>,
  path: string,
  text: string,
): ObjectFile {
  return objectFiles.get(path) ?? readObjectFile(path, text)
}

/** How many YAML files hold something else than Kubernetes objects: templates of Helm, broken YAML, values. */
export function countLeftAlone(repository: Repository): number {
  const { files, tree } = repository
  let count = 0
  for (const [path, text] of files) {
    const role = tree.roleOf(path)
    if (!isScanned(path) || (role !== 'object' && role !== 'unlisted')) continue
    const { list, items } = objectFileAt(repository, path, text)
    if (!list || items.some(({ apiVersion, kind }) => !apiVersion || !kind)) count += 1
  }
  return count
}

/** True for what is written in a Component of ours. */
export function isFromComponent({ files }: Repository, { path }: WrittenAt): boolean {
  return isComponentText(files.get(path) ?? '')
}
