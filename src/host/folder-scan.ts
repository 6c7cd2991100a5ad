import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { baseName } from '../kustomize/paths.ts'
import { hasYamlName, isIgnoredByFlux } from '../kustomize/scanned.ts'
import { sourceIgnoreFile } from '../repository/ignore-patterns.ts'
import { cannotRead, hasOddName } from './folder-file.ts'
import { type IgnoreRules, isIgnored, rulesAround, rulesIn } from './folder-ignore.ts'

/** A file by its path; a link, a pipe or the like where it is not regular. */
export interface FoundFile {
  readonly path: string
  readonly isRegular: boolean
  /** Why it is passed over, as a clause; absent where it is to be read. */
  readonly leftOut?: string
}

/**
 * The files of a folder that may hold objects, all the way down, sorted: those that Flux takes where it scans a folder, hidden ones
 * too, and kustomization files. What kustomizations name beside them, JSON or a file without an extension, is asked for by its name.
 * Told as left out: what source-controller leaves out by default, what `.krmignore` names, and what is in `node_modules`. Links to files are
 * among what is to be read; links to folders and `.git` are not entered.
 * Source: fluxcd/pkg kustomize/kustomize_generator.go, scanManifests.
 */
export function scannedFiles(root: string, folder: string): readonly FoundFile[] {
  const found: FoundFile[] = []
  scan(root, folder, rulesAround(root, folder), found)
  return found
}

/** The files that make `folder` a kustomization: of two the reader of kustomizations tells. */
export function kustomizationFilesIn(root: string, folder: string): readonly FoundFile[] {
  return entriesOf(root, folder)
    .filter((entry) => !entry.isDirectory() && isKustomizationName(entry.name))
    .map((entry) => ({ path: pathIn(folder, entry.name), isRegular: entry.isFile() }))
}

/** `passedOver` is the reason why the folder is not read, if there is one. */
function scan(
  root: string,
  folder: string,
  outer: IgnoreRules,
  found: FoundFile[],
  passedOver?: string,
): void {
  let entries: readonly Dirent[]
  try {
    entries = entriesOf(root, folder)
  } catch (error) {
    // what is passed over need not let anybody in: then it stands for what is in it
    const leftOut = passedOver ?? (hasOddName(folder) ? 'its name is not UTF-8' : undefined)
    if (leftOut === undefined) throw error
    found.push({ path: folder, isRegular: false, leftOut })
    return
  }
  const rules = passedOver === undefined ? rulesIn(root, folder, outer) : []
  for (const entry of entries) {
    const path = pathIn(folder, entry.name)
    const isFolder = entry.isDirectory()
    if (isFolder ? entry.name === '.git' : !mayHoldObjects(entry.name)) continue
    const leftOut = passedOver ?? reasonToLeaveOut(rules, path, isFolder)
    const isRegular = entry.isFile()
    if (isFolder) scan(root, path, rules, found, leftOut)
    // source-controller reads its own file wherever that stands
    else if (leftOut === undefined || entry.name === sourceIgnoreFile) {
      found.push({ path, isRegular })
    }
    // no artifact has links
    else if (isRegular) found.push({ path, isRegular, leftOut })
  }
}

function mayHoldObjects(name: string): boolean {
  return hasYamlName(name) || isKustomizationName(name) || name === sourceIgnoreFile
}

function reasonToLeaveOut(rules: IgnoreRules, path: string, isFolder: boolean): string | undefined {
  const name = baseName(path)
  if (isFolder && name === 'node_modules') return `"${path}" holds packages of npm`
  if (isIgnored(rules, isFolder ? `${path}/` : path)) return `\`.krmignore\` leaves out "${path}"`
  return isIgnoredByFlux(name) ? `source-controller leaves out "${path}" by default` : undefined
}

function entriesOf(root: string, folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch (error) {
    throw cannotRead(root, folder, error)
  }
}

function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
