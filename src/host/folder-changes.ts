import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { baseName, folderOf, isWithin } from '../kustomize/paths.ts'
import { InputError } from '../run/input-error.ts'
import type { PackageOutcome } from '../run/package-types.ts'
import { cannotRead } from './folder-file.ts'
import type { ReadFolder } from './folder-read.ts'
import { pathInside, shownPath } from './folder-root.ts'
import { hasCode } from './system-error.ts'

export type Changes = PackageOutcome['changes']

/** One file that is to be made, written anew or removed. */
export interface FileChange {
  /** Where the reader saw it. */
  readonly path: string
  /** Where it is behind links; both are relative to the root. */
  readonly target: string
  /** Undefined for a file that is to be made. */
  readonly before: string | undefined
  /** Undefined for a file that is to go. */
  readonly after: string | undefined
}

/**
 * The files of `changes` that differ from what was read, each once, whatever links lead to it. Throws InputError for a file outside
 * of the named paths, two texts for one file, and a file that is not as it was read.
 */
export function fileChanges(folder: ReadFolder, changes: Changes): readonly FileChange[] {
  const byTarget = new Map<string, FileChange>()
  for (const [path, text] of changes) {
    const before = folder.input.files.get(path)
    const after = text ?? undefined
    if (before === after) continue
    // of a link that is to go only the link goes
    const isFollowed = before !== undefined && after !== undefined
    const change = { path, target: targetOf(folder, path, isFollowed), before, after }
    const twin = byTarget.get(change.target)
    if (twin === undefined) byTarget.set(change.target, change)
    else if (twin.after !== after) throw twoTexts(folder, twin, change)
  }
  const all = [...byTarget.values()]
  refuseStale(folder, all)
  return all
}

/** Throws InputError unless every file is on the disk as it was read: somebody else's work must not be lost. */
export function refuseStale({ root }: ReadFolder, changes: readonly FileChange[]): void {
  for (const { path, before } of changes) {
    if (isAsRead(root, path, before)) continue
    const must =
      before === undefined ? 'must not be there yet' : 'must not have changed since it was read'
    throw new InputError(`The file "${shownPath(root, path)}" ${must}; nothing was written.`)
  }
}

/** Where a change is written: behind links, where these stay in the repository and below what was named. */
function targetOf({ root, input }: ReadFolder, path: string, isFollowed: boolean): string {
  const target = pathInside(root, isFollowed ? realPath(root, path) : realPathToBe(root, path))
  const shown = shownPath(root, path)
  if (target === undefined) {
    throw new InputError(
      `The file "${shown}" must not be written: a link leads out of the repository.`,
    )
  }
  if (input.paths.some((named) => isWithin(target, named))) return target
  const isLinked = target !== path
  const place = isLinked ? `a link leads to "${shownPath(root, target)}", which` : 'it'
  const missing = shownPath(root, folderOf(target))
  throw new InputError(
    `The file "${shown}" must not be written: ${place} is outside of what was named; name "${missing}" too.`,
  )
}

function realPath(root: string, path: string): string {
  try {
    return realpathSync(join(root, path))
  } catch (error) {
    // refuseStale says that it is gone
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return join(root, path)
    throw cannotRead(root, path, error)
  }
}

/** As above, with the file's folders, which may be missing, behind links, and the file itself not. */
function realPathToBe(root: string, path: string): string {
  const folder = folderOf(path)
  try {
    return join(realpathSync(join(root, folder)), baseName(path))
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw cannotRead(root, folder, error)
    return join(realPathToBe(root, folder), baseName(path))
  }
}

function isAsRead(root: string, path: string, before: string | undefined): boolean {
  const whole = join(root, path)
  // a link that leads nowhere is in the way too
  if (before === undefined) return lstatSync(whole, { throwIfNoEntry: false }) === undefined
  try {
    return readFileSync(whole).equals(Buffer.from(before))
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return false
    throw cannotRead(root, path, error)
  }
}

function twoTexts({ root }: ReadFolder, one: FileChange, other: FileChange): InputError {
  const [first, second] = [one, other].map(({ path }) => `"${shownPath(root, path)}"`)
  return new InputError(`${first} and ${second} are one file by a link and must not differ.`)
}
