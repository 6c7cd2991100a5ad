import { isIgnoredByFlux } from '../kustomize/scanned.ts'
import type { Package } from '../run/package-types.ts'
import { kindOf, readFileText } from './folder-file.ts'
import { namedPaths } from './folder-root.ts'
import { type FoundFile, kustomizationFilesIn, scannedFiles } from './folder-scan.ts'

/** A repository, and where it is. */
export interface ReadFolder {
  /** Absolute, without links. */
  readonly root: string
  readonly input: Package
}

/** Files and folders that are needed beside those that were read, relative to the root. */
export type Wanted = (input: Package) => readonly string[]

/**
 * Reads the repository around the paths that `typed` names, whole: what Flux builds for a cluster may be anywhere in it. Without
 * `.git` it reads the paths themselves. Then it reads what `wanted` asks for until it asks for nothing new: a file; a folder's
 * kustomization file, or where it has none its YAML files. What is named or asked for is read though it is left out of a scan.
 * Each file is read once, and files are sorted; what was passed over is told with the reason. Throws InputError for what is not there and for what the system refuses.
 */
export function readPackage(typed: readonly string[], wanted: Wanted): ReadFolder {
  const { root, isRepository, paths } = namedPaths(typed)
  const reading: Reading = { root, files: new Map(), unreadable: new Map(), leftOut: new Map() }
  const whole = new Set(isRepository ? ['', ...paths] : paths)
  for (const path of whole) read(reading, path, scannedFiles)
  const asked = new Set<string>()
  for (;;) {
    const { files, unreadable } = reading
    const input = { files: sorted(files), unreadable: sorted(unreadable), paths }
    const missing = wanted(input).filter((path) => !asked.has(path))
    if (missing.length === 0) return { root, input: { ...input, leftOut: leftOutOf(reading) } }
    for (const path of missing) {
      asked.add(path)
      read(reading, path, filesOfBase)
    }
  }
}

interface Reading {
  readonly root: string
  readonly files: Map<string, string>
  readonly unreadable: Map<string, string>
  readonly leftOut: Map<string, string>
}

/** What was asked for is judged, but for what no scan of Flux takes by default. */
function leftOutOf(reading: Reading): ReadonlyMap<string, string> {
  const leftOut = [...reading.leftOut].filter(
    ([path]) => isIgnoredByFlux(path) || !isRead(reading, path),
  )
  return sorted(new Map(leftOut))
}

/** Reads a file, or what `filesIn` says of a folder; passes over what is not there. */
function read(reading: Reading, path: string, filesIn: typeof scannedFiles): void {
  if (isRead(reading, path)) return
  const place = kindOf(reading.root, path)
  if (place.kind === 'file') addText(reading, path)
  if (place.kind === 'refused') reading.unreadable.set(path, place.unreadable)
  if (place.kind !== 'folder') return
  for (const file of filesIn(reading.root, path)) {
    if (isRead(reading, file.path)) continue
    if (file.leftOut !== undefined) reading.leftOut.set(file.path, file.leftOut)
    else if (file.isRegular) addText(reading, file.path)
    // a link, a pipe or the like: what it is says why it is not read
    else read(reading, file.path, () => [])
  }
}

function filesOfBase(root: string, folder: string): readonly FoundFile[] {
  const kustomization = kustomizationFilesIn(root, folder)
  // without its links, Flux scans the folder
  const isWhole = kustomization.some(({ isRegular }) => isRegular)
  return isWhole ? kustomization : scannedFiles(root, folder)
}

function isRead({ files, unreadable }: Reading, path: string): boolean {
  return files.has(path) || unreadable.has(path)
}

function addText({ root, files, unreadable }: Reading, path: string): void {
  const content = readFileText(root, path)
  if ('text' in content) files.set(path, content.text)
  else unreadable.set(path, content.unreadable)
}

/** By path, so that what comes out does not depend on who asked for what first. */
function sorted(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...texts].sort(([one], [other]) => (one < other ? -1 : 1)))
}
