import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Files } from '../krm/files.ts'
import type { PackageOutcome } from '../run/package-types.ts'

/**
 * The changes as one unified diff that `git apply` and `patch -p1` take, without changing anything; empty where nothing changes.
 * `named` gives the name of a path in it. Names that need it are quoted as Git quotes them.
 */
export function unifiedDiff(
  files: Files,
  changes: PackageOutcome['changes'],
  named: (path: string) => string,
): string {
  return [...changes].map(([path, text]) => fileDiff(named(path), files.get(path), text)).join('')
}

function fileDiff(name: string, before: string | undefined, after: string | null): string {
  const [from, to] = [
    before === undefined ? absent : `a/${name}`,
    after === null ? absent : `b/${name}`,
  ]
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY }
  return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, options)
}

const absent = '/dev/null'
