import type { Files } from '../krm/files.ts'
import { folderOf, foldersAround, isWithin } from './paths.ts'
import { isInIgnoredFolder, isScanned } from './scanned.ts'
import type { Tree } from './tree.ts'

/**
 * The resources of the kustomization that kustomize-controller makes for a synced folder without one: paths of files, and of folders that
 * have a
 * kustomization, which are taken whole (a Component among them fails the build). In Flux's order; empty for a folder that has one.
 * Source: fluxcd/pkg kustomize/kustomize_generator.go, scanManifests.
 */
export function generatedResources(
  tree: Pick<Tree, 'kustomizedFolders'>,
  files: Files,
  folder: string,
): readonly string[] {
  if (tree.kustomizedFolders.has(folder)) return []
  const resources = new Set<string>()
  for (const path of files.keys()) {
    if (!isWithin(path, folder) || isInIgnoredFolder(path)) continue
    const whole = foldersAround(folderOf(path)).findLast(
      (each) => each !== folder && isWithin(each, folder) && tree.kustomizedFolders.has(each),
    )
    if (whole !== undefined) resources.add(whole)
    else if (isScanned(path)) resources.add(path)
  }
  return [...resources].sort(byWalk)
}

// Go walks the names of each folder in the order of their bytes
function byWalk(left: string, right: string): number {
  const [one, other] = [left.split('/'), right.split('/')]
  const at = one.findIndex((step, index) => step !== other[index])
  const [first = '', second = ''] = [one[at], other[at]]
  return first < second ? -1 : 1
}
