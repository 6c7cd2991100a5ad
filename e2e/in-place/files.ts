import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** 200 files, ten in a folder. */
const paths = Array.from({ length: 200 }, (_, at) => `f${at % 20}/object-${at}.yaml`)

/** Of several blocks of a disk; each line says which text it is of. */
function textOf(path: string, generation: 'old' | 'new'): string {
  return `${path}: ${generation}\n`.repeat(1000)
}

/** Makes every file old. */
export function writeOldFiles(folder: string): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), textOf(path, 'old'))
  }
}

/** The paths of the files that are wholly old, wholly new, and neither. */
export function filesByText(folder: string) {
  const found = { old: [] as string[], new: [] as string[], neither: [] as string[] }
  for (const path of paths) {
    const text = readFileSync(join(folder, path), 'utf8')
    const generation = (['old', 'new'] as const).find((each) => text === textOf(path, each))
    found[generation ?? 'neither'].push(path)
  }
  return found
}

/** What lies beside the files: their paths. */
export function strangers(folder: string): readonly string[] {
  const own = new Set(paths)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !own.has(path))
}
