import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { InputError } from '../run/input-error.ts'
import { systemReason } from './system-error.ts'

/** The repository that some paths of a command line are in. */
export interface NamedPaths {
  /** Absolute, without links: the nearest folder with `.git` around each path, else the path itself, or the folder of a file. */
  readonly root: string
  /** False without `.git`: then nobody says what is around the paths. */
  readonly isRepository: boolean
  /** The paths, relative to the root; empty for the root itself. */
  readonly paths: readonly string[]
}

/** Looks up the paths of a command line. Throws InputError for one that is not there, and for paths of several repositories. */
export function namedPaths(typed: readonly string[]): NamedPaths {
  const places = typed.map(placeOf)
  const [first] = places
  if (!first) throw new InputError('A folder or a file must be named.')
  const stray = places.find(({ root }) => root !== first.root)
  if (stray) {
    throw new InputError(
      `All paths must be in one repository, and "${first.typed}" and "${stray.typed}" are not: the nearest \`.git\` tells, and without one each folder is its own.`,
    )
  }
  const paths = places.map(({ real }) => relativePath(first.root, real))
  return { root: first.root, isRepository: isRepository(first.root), paths: [...new Set(paths)] }
}

/** `path` from `root`, with slashes; undefined if it is outside or in `.git`, which is no content of a repository. */
export function pathInside(root: string, path: string): string | undefined {
  const inside = relativePath(root, path)
  const steps = inside.split('/')
  return steps[0] === '..' || steps.includes('.git') ? undefined : inside
}

/** A file of a repository as a person who stands in the current folder would type it. */
export function shownPath(root: string, path: string): string {
  return relativePath(process.cwd(), join(root, path)) || '.'
}

function relativePath(from: string, to: string): string {
  return relative(from, to).split(sep).join('/')
}

function placeOf(typed: string) {
  // as of a variable that is not set: it would be the current folder
  if (typed === '') throw new InputError('A path must not be empty.')
  try {
    const real = realpathSync(resolve(typed))
    const stats = statSync(real)
    if (!stats.isDirectory() && !stats.isFile()) {
      throw new InputError(`"${typed}" must be a folder or a file.`)
    }
    return { typed, real, root: rootAround(stats.isDirectory() ? real : dirname(real)) }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`"${typed}" cannot be read: ${systemReason(error)}.`)
  }
}

function rootAround(folder: string): string {
  for (let around = folder; ; around = dirname(around)) {
    if (isRepository(around)) return around
    if (dirname(around) === around) return folder
  }
}

// `.git` is a file in worktrees and submodules
function isRepository(folder: string): boolean {
  return existsSync(join(folder, '.git'))
}
