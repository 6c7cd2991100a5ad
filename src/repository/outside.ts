import { folderOf, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isNamed, type Scope } from './scope.ts'

/** An error for each change that lies outside of the named paths. */
export function outsideFindings(
  changes: ReadonlyMap<string, string | null>,
  scope: Scope,
): readonly Finding[] {
  const { paths } = scope
  const outside = [...changes.keys()].filter((path) => !isNamed(scope, path))
  const all = [...paths, ...outside.map(folderOf)]
  return outside.map((path) => ({
    rule: 'outside-path',
    message: `"${path}" would have to change and is outside of what was named: name "${commonFolder(all) || '.'}".`,
    place: { path, line: 1 },
  }))
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  let folder = first
  while (folder !== '' && !others.every((path) => isWithin(path, folder))) folder = folderOf(folder)
  return folder
}
