import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../run/input-error.ts'
import { pathInside, shownPath } from './folder-root.ts'
import { hasCode, systemReason } from './system-error.ts'
import { utf8Text } from './utf8.ts'

/** The text of a file, or why it has none: a clause. */
export type FileText = { readonly text: string } | { readonly unreadable: string }

/** What a path of a repository is, behind links. `refused`: a link that must not be followed. */
export type PathKind =
  | { readonly kind: 'file' | 'folder' | 'absent' }
  | { readonly kind: 'refused'; readonly unreadable: string }

/** Far above any manifest, far below what a process can hold. */
const largestSize = 32 * 2 ** 20

const gitCryptHeader = Buffer.from('\0GITCRYPT\0')

/** Follows links inside the repository, and none that leads out of it. Throws InputError where the system refuses. */
export function kindOf(root: string, path: string): PathKind {
  const whole = join(root, path)
  if (pathInside(root, whole) === undefined) return { kind: 'absent' }
  try {
    const real = realpathSync(whole)
    if (pathInside(root, real) === undefined) {
      return { kind: 'refused', unreadable: 'it is a link that leads out of the repository' }
    }
    const stats = statSync(real)
    if (stats.isDirectory()) return { kind: 'folder' }
    if (stats.isFile()) return { kind: 'file' }
    // reading a pipe would wait for a writer
    return { kind: 'refused', unreadable: 'it is no regular file' }
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return { kind: 'absent' }
    if (hasCode(error, 'ENOENT', 'ELOOP')) {
      const isLink = lstatSync(whole, { throwIfNoEntry: false })?.isSymbolicLink()
      return isLink
        ? { kind: 'refused', unreadable: 'it is a link that leads nowhere' }
        : { kind: 'absent' }
    }
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
    throw cannotRead(root, path, error)
  }
}

/** The sentence for a file or folder that the system does not let us read. */
export function cannotRead(root: string, path: string, error: unknown): InputError {
  return new InputError(`"${shownPath(root, path)}" cannot be read: ${systemReason(error)}.`)
}

function readBytes(path: string): Buffer | undefined {
  const file = openSync(path, 'r')
  try {
    return fstatSync(file).size > largestSize ? undefined : readFileSync(file)
  } finally {
    closeSync(file)
  }
}
