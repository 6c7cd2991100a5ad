import { closeSync, existsSync, fstatSync, openSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderOf } from '../kustomize/paths.ts'
import { InputError } from '../run/input-error.ts'
import { type Changes, type FileChange, fileChanges, refuseStale } from './folder-changes.ts'
import type { ReadFolder } from './folder-read.ts'
import { shownPath } from './folder-root.ts'
import { putInPlace, removeFile, syncFolder } from './replace-file.ts'
import { systemReason } from './system-error.ts'
import { removeLeftovers, removeTemporaryFile, writeTemporaryFile } from './temporary-file.ts'
import { writeGroups } from './write-order.ts'

/** What became of the changes. */
export interface WriteReport {
  /** The paths of the files that were made, written anew or removed, in that order. */
  readonly written: readonly string[]
  /** Why not all of them were: a sentence. */
  readonly problem?: string
}

/** The file that takes the place of a changed one, on the disk and ready; none for a file that is to go. */
type Staged = ReadonlyMap<FileChange, string>

/**
 * Writes the changes to a folder in place. All new texts are on the disk before the first file is replaced, so a full disk or a
 * folder that must not be written changes nothing. Then each file is replaced whole; files that do not change are not touched.
 * Throws InputError where nothing was written; what fails later is in the report.
 */
export function writeChanges(folder: ReadFolder, changes: Changes): WriteReport {
  const groups = writeGroups(fileChanges(folder, changes))
  const staged = new Map<FileChange, string>()
  try {
    stage(folder, groups.flat(), staged)
    // that took its time, and somebody may have edited meanwhile
    refuseStale(folder, groups.flat())
    return replaceAll(folder, groups, staged)
  } finally {
    for (const temporary of staged.values()) removeTemporaryFile(temporary)
  }
}

function stage(
  { root }: ReadFolder,
  changes: readonly FileChange[],
  staged: Map<FileChange, string>,
): void {
  const folders = changes.map(({ path }) => nearestFolder(join(root, folderOf(path))))
  for (const folder of new Set(folders)) removeLeftovers(folder)
  changes.forEach((change, position) => {
    const { path, before, after } = change
    if (after === undefined) return
    try {
      const like = before === undefined ? undefined : writableFile(join(root, path))
      staged.set(change, writeTemporaryFile(folders[position] ?? root, after, like))
    } catch (error) {
      throw new InputError(`${cannotWrite(root, path, error)}; nothing was written.`)
    }
  })
}

function replaceAll(
  { root }: ReadFolder,
  groups: readonly (readonly FileChange[])[],
  staged: Staged,
): WriteReport {
  const written: string[] = []
  for (const group of groups) {
    for (const change of group) {
      const target = join(root, change.path)
      const temporary = staged.get(change)
      try {
        if (temporary === undefined) removeFile(target, root)
        else putInPlace(temporary, target)
      } catch (error) {
        const problem = `${cannotWrite(root, change.path, error)}; the files before it are written.`
        return { written, problem }
      }
      written.push(change.path)
    }
    // the next group must not reach the disk before this one
    for (const folder of new Set(group.map(({ path }) => folderOf(path)))) {
      syncFolder(join(root, folder))
    }
  }
  return { written }
}

/** A rename needs only the folder's leave; of a file that was made read-only the file's own is asked too. */
function writableFile(path: string): Stats {
  const file = openSync(path, 'r+')
  try {
    return fstatSync(file)
  } finally {
    closeSync(file)
  }
}

function cannotWrite(root: string, path: string, error: unknown): string {
  return `The file "${shownPath(root, path)}" cannot be written: ${systemReason(error)}`
}

/** A folder that is still to be made is on the same disk as the one that it will be in. */
function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder))
}
