import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { isInIgnoredFolder, isScanned } from '../kustomize/scanned.ts'
import { cannotRead } from './folder-file.ts'
import { type IgnoreRules, isIgnored, rulesAround, rulesIn } from './folder-ignore.ts'

/** A file by its path; a link, a pipe or the like where it is not regular. */
export interface FoundFile {
  readonly path: string
  readonly isRegular: boolean
}

/**
 * The files of a folder that may hold objects, all the way down, sorted: those that Flux takes where it scans a folder, hidden ones
 * too, and kustomization files. What kustomizations name beside them, JSON or a file without an extension, is asked for by its name.
 * Left out: what source-controller leaves out, `node_modules`, what `.krmignore` names. Links to files are among them; links to
 * folders are not entered.
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
    if (entry.isDirectory()) {
      if (isEntered(name) && !isIgnored(rules, `${path}/`)) scan(root, path, rules, found)
    } else if (isRead(name) && !isIgnored(rules, path)) {
      found.push({ path, isRegular: entry.isFile() })
    }
  }
}

function isEntered(name: string): boolean {
  return name !== 'node_modules' && !isInIgnoredFolder(name)
}

function isRead(name: string): boolean {
  // what source-controller leaves out is for the core to judge
  return isScanned(name) || isKustomizationName(name) || name === '.sourceignore'
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
