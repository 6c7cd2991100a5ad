import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldedPath } from '../krm/file-name.ts'
import { baseName, folderOf, foldersAround, isWithin } from '../kustomize/paths.ts'
import { InputError } from '../run/input-error.ts'
import type { PackageOutcome } from '../run/package-types.ts'
import { cannotRead, kindOf } from './folder-file.ts'
import type { ReadFolder } from './folder-read.ts'
import { pathInside, shownPath } from './folder-root.ts'

export type Changes = PackageOutcome['changes']

/** One file that is to be made, written anew or removed. */
export interface FileChange {
  /** Relative to the root. */
  readonly path: string
  /** Undefined for a file that is to be made. */
  readonly before: string | undefined
  /** Undefined for a file that is to go. */
  readonly after: string | undefined
}

/**
 * The files of `changes` that differ from what was read. Throws InputError for a file outside of the named paths, one behind a link,
 * and one that is not as it was read.
 */
export function fileChanges(folder: ReadFolder, changes: Changes): readonly FileChange[] {
  const all = [...changes].flatMap(([path, text]): FileChange[] => {
    const before = folder.input.files.get(path)
    const after = text ?? undefined
    return before === after ? [] : [{ path, before, after }]
  })
  for (const { path } of all) refuseOutside(folder, path)
  refuseStale(folder, all)
  return all
}

/** Throws InputError unless every file is on the disk as it was read: somebody else's work must not be lost. */
export function refuseStale({ root }: ReadFolder, changes: readonly FileChange[]): void {
  for (const { path, before } of changes) {
    const must = brokenDemand(root, path, before)
    if (must === undefined) continue
    throw new InputError(`The file "${shownPath(root, path)}" ${must}; nothing was written.`)
  }
}

function refuseOutside({ root, input }: ReadFolder, path: string): void {
  const isInside = pathInside(root, join(root, path)) === path
  if (isInside && input.paths.some((named) => isWithin(path, named))) return
  const missing = shownPath(root, folderOf(path))
  throw new InputError(
    `The file "${shownPath(root, path)}" must not be written: it is outside of what was named; name "${missing}" too.`,
  )
}

/** What must hold of a file that is to be written, and does not. */
function brokenDemand(root: string, path: string, before: string | undefined): string | undefined {
  const place = kindOf(root, path)
  if (place.kind === 'refused') return `must not be written: ${place.unreadable}`
  if (before === undefined) {
    if (place.kind !== 'absent') return 'must not be there yet'
    const twin = twinOf(root, path)
    return (
      twin && `must not be written: on a disk that ignores case it is "${shownPath(root, twin)}"`
    )
  }
  const isAsRead = place.kind === 'file' && holds(root, path, before)
  return isAsRead ? undefined : 'must not have changed since it was read'
}

/** What is there and is, on a disk that ignores case, the file that is to be made, or a folder around it. */
function twinOf(root: string, path: string): string | undefined {
  for (const step of foldersAround(path).toReversed().slice(1)) {
    const folder = folderOf(step)
    const name = baseName(step)
    const names = namesIn(root, folder)
    if (names.includes(name)) continue
    const twin = names.find((each) => foldedPath(each) === foldedPath(name))
    return twin && (folder === '' ? twin : `${folder}/${twin}`)
  }
  return undefined
}

function namesIn(root: string, folder: string): readonly string[] {
  try {
    return readdirSync(join(root, folder))
  } catch (error) {
    throw cannotRead(root, folder, error)
  }
}

function holds(root: string, path: string, text: string): boolean {
  try {
    return readFileSync(join(root, path)).equals(Buffer.from(text))
  } catch (error) {
    throw cannotRead(root, path, error)
  }
}
