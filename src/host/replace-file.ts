import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { hasCode } from './system-error.ts'

/** Gives a finished file its name; whoever reads meanwhile sees the old text or the new one. Its folder is made where it is missing. */
export function putInPlace(temporary: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  renameSync(temporary, target)
}

/** Removes a file, and its folder if nothing is left in it and it is not `root`. */
export function removeFile(target: string, root: string): void {
  rmSync(target)
  const folder = dirname(target)
  if (folder === root) return
  try {
    rmdirSync(folder)
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

/** Makes the names in a folder last; not every system can, and then there is nothing to do. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // a removed folder, or a system without it
  }
}
