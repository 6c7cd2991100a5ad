import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type FileChange = 'changed' | 'added' | 'removed'

/** The files of a folder: path to bytes, one character each, and when they were written. */
export type FolderState = ReadonlyMap<string, { readonly bytes: string; readonly written: number }>

/** Runs `work` on a copy of the folder that looks like a Git repository. */
export function withRepository<Value>(folder: string, work: (root: string) => Value): Value {
  const root = mkdtempSync(join(tmpdir(), 'repository-'))
  try {
    cpSync(folder, root, { recursive: true })
    mkdirSync(join(root, '.git'))
    return work(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

export function stateOf(root: string): FolderState {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path.slice(root.length + 1),
        { bytes: readFileSync(path, 'latin1'), written: statSync(path).mtimeMs },
      ]),
  )
}

/** Which files differ in their bytes. */
export function changesBetween(
  before: FolderState,
  after: FolderState,
): Readonly<Record<string, FileChange>> {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return Object.fromEntries(
    paths.flatMap((path): readonly [string, FileChange][] => {
      const [old, now] = [before.get(path), after.get(path)]
      if (!old) return [[path, 'added']]
      if (!now) return [[path, 'removed']]
      return old.bytes === now.bytes ? [] : [[path, 'changed']]
    }),
  )
}

/** The files that were written, though with the bytes that they had. */
export function touchedInVain(before: FolderState, after: FolderState): readonly string[] {
  return [...before].flatMap(([path, { bytes, written }]) => {
    const now = after.get(path)
    return now?.bytes === bytes && now.written !== written ? [path] : []
  })
}
