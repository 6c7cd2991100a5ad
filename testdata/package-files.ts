import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withTexts } from '../src/krm/files.ts'
import type { Package } from '../src/run/package-types.ts'

/** All YAML of a folder on disk, for tests. */
export function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$|^Kustomization$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

/** A repository of which a path was named. */
export function packageAt(files: ReadonlyMap<string, string>, named: string): Package {
  return { files, unreadable: new Map(), paths: [named === '.' ? '' : named] }
}

/** One edit of a table of cases: another text in a file, a whole file, or with null none. */
export interface FileEdit {
  readonly file: string
  readonly text?: string | null
  readonly replace?: readonly [before: string, after: string]
}

/** The files with the edits. Throws for a text to be replaced that is not there. */
export function edited(
  files: ReadonlyMap<string, string>,
  edits: readonly FileEdit[],
): ReadonlyMap<string, string> {
  return edits.reduce((all, { file, text, replace }) => {
    if (!replace) return withTexts(all, new Map([[file, text ?? null]]))
    const before = all.get(file) ?? ''
    if (!before.includes(replace[0])) throw new Error(`"${replace[0]}" must be in "${file}".`)
    return withTexts(all, new Map([[file, before.replace(...replace)]]))
  }, files)
}
