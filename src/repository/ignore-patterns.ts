import ignore from 'ignore'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { isWithin } from '../kustomize/paths.ts'
import { isIgnoredByFlux } from '../kustomize/scanned.ts'

/** One pattern by which source-controller leaves files out of an artifact, or takes them back. */
export interface IgnorePattern {
  /** As it is written, with its `!`. */
  readonly text: string
  /** The file or field that has it. */
  readonly name: string
  readonly place: WrittenAt
  readonly takesBack: boolean
  /** True for what it names and for all that lies in that, whatever other patterns say. */
  matches(path: string): boolean
}

/** The patterns of one text in the syntax of `.gitignore`, which count in `folder`. `placeOf` gives the place of a line, counted from 0. */
export function ignorePatterns(
  text: string,
  { name, folder, placeOf }: PatternOrigin,
): readonly IgnorePattern[] {
  return text.split(/\r?\n/).flatMap((line, index): IgnorePattern[] => {
    if (line.trim() === '' || line.startsWith('#')) return []
    const takesBack = line.startsWith('!')
    const own = takesBack ? line.slice(1) : line
    // behind the `!` these two stand for themselves
    const rule = ignore({ ignorecase: false }).add(takesBack ? own.replace(/^[#!]/, '\\$&') : own)
    const start = folder === '' ? 0 : folder.length + 1
    const matches = (path: string) => isWithin(path, folder) && rule.ignores(path.slice(start))
    return [{ text: line, name, place: placeOf(index), takesBack, matches }]
  })
}

interface PatternOrigin {
  readonly name: string
  readonly folder: string
  readonly placeOf: (line: number) => WrittenAt
}

/** The pattern that decides about a file: the last one that matches, unlike Git also below a folder that is left out. */
export function decidingPattern(
  patterns: readonly IgnorePattern[],
  path: string,
): IgnorePattern | undefined {
  return patterns.findLast((pattern) => pattern.matches(path))
}

/**
 * True for a file that source-controller puts into an artifact. Its default patterns count only where there is no other, but for those of Git.
 * Source: fluxcd/source-controller internal/controller/storage.go, SourceIgnoreFilter.
 */
export function isTaken(patterns: readonly IgnorePattern[], path: string): boolean {
  const pattern = decidingPattern(patterns, path)
  if (pattern) return pattern.takesBack
  return patterns.length === 0 ? !isIgnoredByFlux(path) : !path.split('/').includes('.git')
}
