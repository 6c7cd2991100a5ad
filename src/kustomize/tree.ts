import type { Files } from '../krm/files.ts'
import { cycleProblems } from './cycles.ts'
import {
  isKustomizationName,
  type KustomizationFile,
  readKustomizationFile,
} from './kustomization-file.ts'
import { type Listing, listingFields } from './listing.ts'
import { folderOf, joinPath } from './paths.ts'
import { KustomizationError, type KustomizationProblem } from './problem.ts'
import { type Reference, referenceProblem, referencesIn } from './references.ts'
import { type FileRole, isGathered, roleIn } from './role.ts'

/** The kustomizations of a package, and what they name. */
export interface Tree {
  /** By folder; those that cannot be read are not among them. */
  readonly kustomizations: ReadonlyMap<string, KustomizationFile>
  /** The folders with a kustomization file, readable or not: Flux applies what it says or fails, and looks no further. */
  readonly kustomizedFolders: ReadonlySet<string>
  /** What kustomize refuses, in the order of the files. */
  readonly problems: readonly KustomizationProblem[]
  /** What kustomize and Flux make of a file. */
  roleOf(path: string): FileRole
  /** True for a folder in which Flux gathers what it finds. */
  isGathered(folder: string): boolean
  /** Who names a file or folder, in the order of the files. */
  listedBy(path: string): readonly Listing[]
  /**
   * What is named and not at hand: files, and folders whose kustomization file is wanted. Sorted; inside the repository. It may not exist:
   * who reads asks once.
   */
  readonly wanted: readonly string[]
  /** What would be fetched. */
  readonly remote: readonly Listing[]
}

/** The folders that Flux applies by themselves, and the `spec.components` of the Flux objects that do. */
export type SyncedFolders = ReadonlyMap<string, readonly string[]>

/**
 * Reads the kustomizations among `files`. Whether a file of a synced folder is applied does not depend on kustomizations further out. What
 * `earlier` has read of files with the same text is not read again.
 */
export function treeOf(files: Files, synced: SyncedFolders = new Map(), earlier?: Tree): Tree {
  const { kustomizations, kustomizedFolders, references, listedBy, ...named } = namesIn(
    files,
    earlier,
  )
  const source = { kustomizedFolders, listedBy, synced }
  const roles = new Map<string, FileRole>()
  const roleOf = (path: string) => {
    const role = roles.get(path) ?? roleIn(source, path)
    roles.set(path, role)
    return role
  }
  const wanted = references.flatMap((each) =>
    each.kind === 'missing' && listingFields[each.field].isRead ? [each.path] : [],
  )
  return {
    kustomizations,
    kustomizedFolders,
    problems: named.problems,
    roleOf,
    isGathered: (folder) => isGathered(source, folder),
    listedBy,
    wanted: [...new Set([...wanted, ...wantedBySync(synced, kustomizedFolders)])].sort(),
    remote: references.filter((each) => each.kind === 'remote'),
  }
}

type Names = Pick<Tree, 'kustomizations' | 'kustomizedFolders' | 'problems' | 'listedBy'> & {
  readonly references: readonly Reference[]
}

// the same files are looked at again for each guess of what Flux applies
const known = new WeakMap<Files, Names>()

/** What the kustomizations among `files` name, whatever Flux applies by itself. */
function namesIn(files: Files, earlier: Tree | undefined): Names {
  const names = known.get(files) ?? namesRead(files, earlier)
  known.set(files, names)
  return names
}

function namesRead(files: Files, earlier: Tree | undefined): Names {
  const { kustomizations, kustomizedFolders, problems } = readKustomizations(files, earlier)
  const byFolder = new Map(
    [...kustomizations].map(([folder, file]) => [
      folder,
      referencesIn(file, files, (path) => kustomizedFolders.has(path)),
    ]),
  )
  const references = [...byFolder.values()].flat()
  const listings = new Map<string, Reference[]>()
  for (const reference of references) {
    if (!('path' in reference)) continue
    const others = listings.get(reference.path)
    if (others) others.push(reference)
    else listings.set(reference.path, [reference])
  }
  return {
    ...{ kustomizations, kustomizedFolders, references },
    listedBy: (path) => listings.get(path) ?? [],
    problems: [
      ...problems,
      ...[...kustomizations.values()].flatMap((file) => file.problems),
      ...references.flatMap((each) => referenceProblem(each, kustomizations) ?? []),
      ...cycleProblems(byFolder),
    ],
  }
}

function wantedBySync(synced: SyncedFolders, kustomizedFolders: ReadonlySet<string>) {
  return [...synced].flatMap(([folder, components]) =>
    components.flatMap((component) => {
      const path = joinPath(folder, component)
      return path === undefined || kustomizedFolders.has(path) ? [] : [path]
    }),
  )
}

function readKustomizations(files: Files, earlier: Tree | undefined) {
  const kustomizations = new Map<string, KustomizationFile>()
  const kustomizedFolders = new Set<string>()
  const problems: KustomizationProblem[] = []
  for (const [path, text] of files) {
    if (!isKustomizationName(path)) continue
    const folder = folderOf(path)
    if (kustomizedFolders.has(folder)) {
      kustomizations.delete(folder)
      const message = `The folder "${folder || '.'}" must have one kustomization file, not several.`
      problems.push({ path, line: 1, message })
      continue
    }
    kustomizedFolders.add(folder)
    try {
      const known = earlier?.kustomizations.get(folder)
      const isKnown = known?.path === path && known.text === text
      kustomizations.set(folder, isKnown ? known : readKustomizationFile(path, text))
    } catch (error) {
      if (!(error instanceof KustomizationError)) throw error
      const { line, message } = error
      problems.push({ path, line, message })
    }
  }
  return { kustomizations, kustomizedFolders, problems }
}
