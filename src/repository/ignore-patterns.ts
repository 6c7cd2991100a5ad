import type { Files } from '../krm/files.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { baseName, folderOf } from '../kustomize/paths.ts'
import { isIgnoredByFlux } from '../kustomize/scanned.ts'
import { gitPattern } from './git-pattern.ts'

/** One pattern by which source-controller leaves files out of an artifact, or takes them back. */
export interface IgnorePattern {
  /** As it is written, with its `!`. */
  readonly text: string
  /** The file or field that has it. */
  readonly name: string
  readonly place: WrittenAt
  readonly takesBack: boolean
  /** True for a file, by the steps of its path, that it names, or that lies in a folder that it names, whatever other patterns say. */
  matches(steps: readonly string[]): boolean
}

/** The file by which a repository tells source-controller what to leave out. Source: fluxcd/pkg sourceignore/sourceignore.go. */
export const sourceIgnoreFile = '.sourceignore'

// Go's reader of lines stops at a longer one, and says nothing
const longestLine = 64 * 1024

/** The patterns of every `.sourceignore`, in the order in which they count: those of a folder before those of the folders in it. */
export function filePatterns(files: Files): readonly IgnorePattern[] {
  const found = [...files].flatMap(([path, text]) =>
    baseName(path) === sourceIgnoreFile ? [{ path, text, folder: folderOf(path) }] : [],
  )
  return found
    .sort((one, other) => (one.folder < other.folder ? -1 : 1))
    .flatMap(({ path, text, folder }) =>
      ignorePatterns(text, { name: path, folder, placeOf: (line) => ({ path, line: line + 1 }) }),
    )
}

/** The patterns of one text, which count in `folder`. `placeOf` gives the place of a line, counted from 0. */
export function ignorePatterns(
  text: string,
  { name, folder, placeOf }: PatternOrigin,
): readonly IgnorePattern[] {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => Buffer.byteLength(line) >= longestLine)
  const outer = folder === '' ? [] : folder.split('/')
  return lines.slice(0, end < 0 ? lines.length : end).flatMap((each, index): IgnorePattern[] => {
    const line = each.replace(/\r$/, '')
    if (blank.test(line) || line.startsWith('#')) return []
    const takesBack = line.startsWith('!')
    const hasSteps = gitPattern(takesBack ? line.slice(1) : line)
    const matches = (steps: readonly string[]) =>
      outer.every((step, at) => steps[at] === step) && hasSteps(steps.slice(outer.length))
    return [{ text: line, name, place: placeOf(index), takesBack, matches }]
  })
}

// what Go's strings.TrimSpace takes for blanks: U+0085 too, and no byte order mark
const blank = /^[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/

interface PatternOrigin {
  readonly name: string
  readonly folder: string
  readonly placeOf: (line: number) => WrittenAt
}

/** The pattern that decides about a file: the last one that matches, other than with Git also below a folder that is left out. */
export function decidingPattern(
  patterns: readonly IgnorePattern[],
  path: string,
): IgnorePattern | undefined {
  const steps = path.split('/')
  return patterns.findLast((pattern) => pattern.matches(steps))
}

/**
 * True for a file that source-controller puts into an artifact. Its default patterns count only where there is no other, but for those of Git.
 * Source: fluxcd/pkg artifact/storage/archive.go, SourceIgnoreFilter.
 */
export function isTaken(patterns: readonly IgnorePattern[], path: string): boolean {
  const pattern = decidingPattern(patterns, path)
  if (pattern) return pattern.takesBack
  return patterns.length === 0 ? !isIgnoredByFlux(path) : !path.split('/').includes('.git')
}
