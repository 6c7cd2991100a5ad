import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { componentFolder } from '../lockdown/component.ts'
import type { FileChange } from './folder-changes.ts'

/**
 * Changes in the order in which a run that ends halfway does the least harm: nothing is ever listed before it is there or gone
 * before it is unlisted, and a lock is not in force before the objects that it would stop have their accounts. In each group the order
 * of the changes stays.
 */
export function writeGroups(changes: readonly FileChange[]): readonly (readonly FileChange[])[] {
  const groups: Record<Group, FileChange[]> = { made: [], object: [], kustomization: [], gone: [] }
  for (const change of changes) groups[groupOf(change)].push(change)
  // a new kustomization lists what is below it
  groups.made.sort((one, other) => depthOf(other) - depthOf(one))
  const { made, object, kustomization, gone } = groups
  return gone.length > 0 ? [made, kustomization, object, gone] : [made, object, kustomization, gone]
}

type Group = 'made' | 'object' | 'kustomization' | 'gone'

function groupOf({ path, before, after }: FileChange): Group {
  // one that is made anew lists what was there, and puts a lock in force as a changed one does
  const isOwn = path.endsWith(`${componentFolder}/kustomization.yaml`)
  if (before === undefined) {
    return isKustomizationName(path) && !isOwn ? 'kustomization' : 'made'
  }
  if (after === undefined) return 'gone'
  return isKustomizationName(path) ? 'kustomization' : 'object'
}

function depthOf({ path }: FileChange): number {
  return path.split('/').length
}
