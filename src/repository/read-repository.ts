import type { Files } from '../krm/files.ts'
import { type Tree, treeOf } from '../kustomize/tree.ts'
import { isRenamed } from '../tenants/mark.ts'
import { isMarked, ownMark } from '../tenants/ownership.ts'
import { installNamespacesOf } from './installs.ts'
import { settledSyncs } from './patched-sync.ts'
import { type ObjectFile, type Repository, readObjectFile } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { syncedFolders, syncsAmong } from './syncs.ts'

// each round may find Flux Kustomizations that the one before took for unlisted
const mostRounds = 8

// files are read again and again: for what they want, for the changes, with the changes in place
let last: WeakRef<Repository> | undefined

/** Reads a repository. What was read of the same file with the same text the time before is not read again. */
export function readRepository(files: Files): Repository {
  const earlier = last?.deref()
  if (earlier?.files === files) return earlier
  const read = new Map<string, ObjectFile>(earlier?.objectFiles)
  const fileAt = (path: string, text: string): ObjectFile => {
    const known = read.get(path)
    if (known?.text === text) return known
    const file = readObjectFile(path, text)
    read.set(path, file)
    return file
  }
  let tree = treeOf(files, undefined, earlier?.tree)
  let repository = repositoryOf(files, tree, fileAt)
  for (let round = 0, seen = ''; round < mostRounds; round++) {
    const synced = syncedFolders(repository.syncs)
    const key = JSON.stringify([...synced].sort())
    if (key === seen) break
    seen = key
    tree = treeOf(files, synced, tree)
    repository = repositoryOf(files, tree, fileAt)
  }
  const result = { ...repository, syncs: settledSyncs(repository) }
  last = new WeakRef(result)
  return result
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
  const unapplied: Repository = { files, tree, objectFiles, items, syncs: [] }
  return { ...unapplied, syncs: syncsAmong(items, tenantsIn(unapplied)) }
}

/** Tells what was made from a Tenant of any cluster and is where it was made, by what is known before any sync is. */
function tenantsIn(repository: Repository): (item: RepositoryItem) => boolean {
  let namespaces: readonly string[] | undefined
  return (item) => {
    if (!isMarked(item)) return false
    namespaces ??= installNamespacesOf(repository)
    const mark = ownMark(item, namespaces)
    return mark !== undefined && !isRenamed(item, mark)
  }
}
