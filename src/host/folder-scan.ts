import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { baseName } from '../kustomize/paths.ts'
import { hasYamlName, isIgnoredByFlux } from '../kustomize/scanned.ts'
import { cannotRead } from './folder-file.ts'
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
 * Told as left out: what source-controller leaves out, what `.krmignore` names, and of each `node_modules` one file. Links to files
 * are among them; links to folders and `.git` are not entered.
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

function scan(root: string, folder: string, outer: IgnoreRules, found: FoundFile[]): void {
  const entries = entriesOf(root, folder)
  const rules = rulesIn(root, folder, outer)
  for (const entry of entries) {
    const { name } = entry
    const path = pathIn(folder, name)
    const isFolder = entry.isDirectory()
    if (isFolder ? name === '.git' : !mayHoldObjects(name)) continue
    const leftOut = reasonToLeaveOut(rules, path, isFolder)
    if (!isFolder) {
      found.push({ path, isRegular: entry.isFile(), ...(leftOut === undefined ? {} : { leftOut }) })
    } else if (leftOut === undefined) {
      scan(root, path, rules, found)
    } else {
      for (const each of filesWithin(root, path)) {
        found.push({ path: each, isRegular: true, leftOut })
        // thousands of packages, and one file tells as much as all
        if (name === 'node_modules') break
      }
    }
  }
}

function mayHoldObjects(name: string): boolean {
  return hasYamlName(name) || isKustomizationName(name) || name === '.sourceignore'
}

function reasonToLeaveOut(rules: IgnoreRules, path: string, isFolder: boolean): string | undefined {
  const name = baseName(path)
  if (isFolder && name === 'node_modules') return `"${path}" holds packages of npm`
  if (isIgnored(rules, isFolder ? `${path}/` : path)) return `\`.krmignore\` leaves out "${path}"`
  return isIgnoredByFlux(name) ? `source-controller leaves out "${path}" by default` : undefined
}

/** The files below a folder that may hold objects, without an end to how deep. */
function* filesWithin(root: string, folder: string): Generator<string> {
  for (const entry of entriesOf(root, folder)) {
    const path = pathIn(folder, entry.name)
    if (entry.isDirectory()) yield* filesWithin(root, path)
    else if (mayHoldObjects(entry.name)) yield path
  }
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
