import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { hasCode } from './system-error.ts'

/** Hidden and without an extension: no scan of kustomize, Flux, kpt or ours takes one that a killed run left behind. */
const namePattern = /^\.flux-tenancy-(\d+)-\d+$/

let count = 0

/**
 * Writes a new file into `folder` and to the disk, with the mode and the owner of `like`; returns its path. The system's error is
 * thrown; then nothing is left.
 */
export function writeTemporaryFile(folder: string, text: string, like: Stats | undefined): string {
  const path = join(folder, `.flux-tenancy-${process.pid}-${count++}`)
  // `x`: a link of that name is not followed
  const file = openSync(path, 'wx', like ? 0o600 : 0o666)
  try {
    writeFileSync(file, text)
    if (like) keepOwner(file, like)
    if (like) fchmodSync(file, like.mode & 0o7777)
    fsyncSync(file)
  } catch (error) {
    removeTemporaryFile(path)
    throw error
  } finally {
    closeSync(file)
  }
  return path
}

/** Removes a temporary file that has not become another one. */
export function removeTemporaryFile(path: string): void {
  rmSync(path, { force: true })
}

/** Removes what killed runs left in a folder; files of a process that lives stay. What cannot be removed does no harm. */
export function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = namePattern.exec(name)?.[1]
      if (pid !== undefined && !isOtherRun(Number(pid))) rmSync(join(folder, name), { force: true })
    }
  } catch {
    // the write itself will say what is wrong with the folder
  }
}

/** In containers a dead run often had the number of this one. */
function isOtherRun(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

// a root in a container must not take a person's files away; others cannot give files away
function keepOwner(file: number, { uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid)
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'EINVAL', 'ENOSYS')) throw error
  }
}
