import { type KustomizationFile, readKustomizationFile } from '../kustomize/kustomization-file.ts'
import { baseName, folderOf, joinPath } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { FileChanges } from './component-changes.ts'
import { withoutResources, withResource } from './kustomization-edit.ts'
import type { Repository } from './repository.ts'

/**
 * The kustomizations of the folders in which files come, go or are unlisted: each lists what is rendered beside it, if it lists resources at all.
 * `homes` are the rendered files of all Tenants.
 */
export function listedFiles(
  { tree, files }: Repository,
  written: ReadonlyMap<string, string | null>,
  homes: ReadonlySet<string>,
): FileChanges {
  const changes = new Map<string, string | null>()
  const drift: Finding[] = []
  const findings: Finding[] = []
  const folders = new Set([...homes, ...written.keys()].map(folderOf))
  for (const folder of folders) {
    const file = tree.kustomizations.get(folder)
    if (!file || !Array.isArray(file.value['resources'])) continue
    const isThere = (path: string) =>
      written.get(path) ?? (written.has(path) ? null : files.get(path))
    const wanted = [...homes].filter((path) => folderOf(path) === folder && isThere(path) != null)
    const gone = [...written].flatMap(([path, text]) => (text === null ? [path] : []))
    const text = listed(file, wanted, gone)
    if (text === undefined) {
      const message = `The file cannot be edited in place: its \`resources\` must list ${wanted.map((path) => `"${baseName(path)}"`).join(', ')}, by hand.`
      findings.push({ rule: 'edit-by-hand', message, place: file.placeOf(['resources']) })
    } else if (text !== file.text) {
      changes.set(file.path, text)
      const message = `\`resources\` must list what is rendered from the Tenants of this folder, and nothing that is gone.`
      drift.push({ rule: 'tenant-unlisted', message, place: file.placeOf(['resources']) })
    }
  }
  return { changes, drift, findings }
}

function listed(
  file: KustomizationFile,
  wanted: readonly string[],
  gone: readonly string[],
): string | undefined {
  const pathOf = (name: unknown) =>
    typeof name === 'string' ? joinPath(file.folder, name) : undefined
  const names = file.value['resources'] as readonly unknown[]
  const missing = wanted.filter((path) => !names.some((name) => pathOf(name) === path))
  const isGone = (name: unknown) => gone.includes(pathOf(name) ?? '\0')
  let current: KustomizationFile = file
  const steps = [
    ...(names.some(isGone) ? [(each: KustomizationFile) => withoutResources(each, isGone)] : []),
    ...missing.map((path) => (each: KustomizationFile) => withResource(each, baseName(path))),
  ]
  for (const step of steps) {
    const text = step(current)
    if (text === undefined) return undefined
    current = readKustomizationFile(file.path, text)
  }
  return current.text
}
