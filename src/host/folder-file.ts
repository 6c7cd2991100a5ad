import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { foldersAround } from '../kustomize/paths.ts'
import { notInArtifacts } from '../repository/unread.ts'
import { InputError } from '../run/input-error.ts'
import { pathInside, shownPath } from './folder-root.ts'
import { systemReason } from './system-error.ts'
import { utf8Text } from './utf8.ts'

/** The text of a file, or why it has none: a clause. */
export type FileText = { readonly text: string } | { readonly unreadable: string }

/** What a path of a repository is. `refused`: it is there, and a clause says why it must not be read. */
export type PathKind =
  | { readonly kind: 'file' | 'folder' | 'absent' }
  | { readonly kind: 'refused'; readonly unreadable: string }

/** Far above any manifest, far below what a process can hold. */
const largestSize = 32 * 2 ** 20

const gitCryptHeader = Buffer.from('\0GITCRYPT\0')

/** Follows no link. Throws InputError where the system refuses. */
export function kindOf(root: string, path: string): PathKind {
  if (pathInside(root, join(root, path)) === undefined) return { kind: 'absent' }
  // from the outside in: what is behind a link is never looked at
  for (const step of foldersAround(path).toReversed()) {
    const stats = statsOf(root, step)
    if (stats?.isSymbolicLink()) {
      const where = step === path ? '' : 'behind '
      const unreadable = `it is ${where}${notInArtifacts}`
      return { kind: 'refused', unreadable }
    }
    if (stats?.isDirectory()) continue
    if (!stats || step !== path) return { kind: 'absent' }
    // reading a pipe would wait for a writer
    return stats.isFile()
      ? { kind: 'file' }
      : { kind: 'refused', unreadable: 'it is no regular file' }
  }
  return { kind: 'folder' }
}

function statsOf(root: string, path: string) {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false })
  } catch (error) {
    throw cannotRead(root, path, error)
  }
}

/**
 * Reads a file that is there. Throws InputError where the system refuses: what cannot be opened might be anything, and a check
 * must not pass over it.
 */
export function readFileText(root: string, path: string): FileText {
  try {
    const bytes = readBytes(join(root, path))
    if (bytes === undefined) return { unreadable: 'it is larger than 32 MiB' }
    if (bytes.subarray(0, gitCryptHeader.length).equals(gitCryptHeader)) {
      return { unreadable: 'git-crypt has encrypted it' }
    }
    const decoded = utf8Text(bytes)
    return 'text' in decoded ? decoded : { unreadable: `it is not UTF-8: ${decoded.problem}` }
  } catch (error) {
    if (hasOddName(path)) return { unreadable: 'its name is not UTF-8' }
    throw cannotRead(root, path, error)
  }
}

/** True for a name that Node could not read as UTF-8: nothing opens it. */
export function hasOddName(path: string): boolean {
  return path.includes('\ufffd')
}

/** The sentence for a file or folder that the system does not let us read. */
export function cannotRead(root: string, path: string, error: unknown): InputError {
  return new InputError(`"${shownPath(root, path)}" cannot be read: ${systemReason(error)}.`)
}

/** All of a file, or undefined for one that is too large. What it gives is overwritten by the next call. */
function readBytes(path: string): Buffer | undefined {
  const file = openSync(path, 'r')
  try {
    const end = fill(file, small)
    // nearly all manifests end here, and are not asked for their size, which costs as much as the rest
    if (end < small.length) return small.subarray(0, end)
    const { size } = fstatSync(file)
    if (size > largestSize) return undefined
    const whole = Buffer.allocUnsafe(size)
    return whole.subarray(0, fill(file, whole))
  } finally {
    closeSync(file)
  }
}

const small = Buffer.allocUnsafe(2 ** 16)

/** Reads a file from its start until it or the bytes end; gives how many bytes were read. */
function fill(file: number, bytes: Buffer): number {
  for (let end = 0; ; ) {
    const read = readSync(file, bytes, end, bytes.length - end, end)
    if (read === 0) return end
    end += read
  }
}
