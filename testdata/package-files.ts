import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isWithin } from '../src/kustomize/paths.ts'
import { wantedPaths } from '../src/run/package.ts'
import type { Package } from '../src/run/package-types.ts'

/** All YAML of a folder on disk, for tests. */
export function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$|^Kustomization$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

/** What would be read of a repository for a path: what is in it, and what that needs. */
export function packageAt(all: ReadonlyMap<string, string>, named: string): Package {
  const path = named === '.' ? '' : named
  let files = new Map([...all].filter(([each]) => isWithin(each, path)))
  for (;;) {
    const wanted = wantedPaths({ files })
    const more = [...all].filter(
      ([each]) =>
        files.has(each) || wanted.some((want) => isWithin(each, want)) || isWithin(each, path),
    )
    if (more.length === files.size) return { files, unreadable: new Map(), paths: [path] }
    files = new Map(more)
  }
}

/** The files after a run. */
export function applied(
  files: ReadonlyMap<string, string>,
  changes: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, string> {
  const after = new Map(files)
  for (const [path, text] of changes) {
    if (text === null) after.delete(path)
    else after.set(path, text)
  }
  return new Map([...after].sort(([one], [other]) => (one < other ? -1 : 1)))
}
