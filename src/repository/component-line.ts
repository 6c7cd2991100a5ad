import type { KubernetesObject } from '../krm/object.ts'
import { keyFor } from '../kustomize/canonical.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { joinPath } from '../kustomize/paths.ts'
import { componentFolder } from '../lockdown/component.ts'
import { editedKustomization } from './kustomization-edit.ts'

/** How a kustomization names our Component. */
export interface ComponentLine {
  readonly isListed: boolean
  /** True if it stands under `resources` or `bases`, where a new `flux bootstrap` puts it and kustomize refuses it. */
  readonly isMisplaced: boolean
}

/** The folder of the Component of a kustomization. */
export function componentFolderOf({ folder }: Pick<KustomizationFile, 'folder'>): string {
  return folder === '' ? componentFolder : `${folder}/${componentFolder}`
}

export function componentLine(file: KustomizationFile): ComponentLine {
  const named = (field: string) => namesIn(file.value[field]).some((name) => isOurs(file, name))
  return {
    isListed: named('components'),
    isMisplaced: named('resources') || named('bases'),
  }
}

/** The kustomization's text with the Component as its last one; undefined where no small edit can do it. */
export function withComponentLine(file: KustomizationFile): string | undefined {
  return editedKustomization(file, (map) => {
    const { isListed } = componentLine(file)
    const rest = withoutMisplaced(file, map)
    if (isListed) return rest
    const key = keyFor(map, 'components')
    return { ...rest, [key]: [...namesIn(map[key]), componentFolder] }
  })
}

/** The kustomization's text without the Component; undefined where no small edit can do it. */
export function withoutComponentLine(file: KustomizationFile): string | undefined {
  return editedKustomization(file, (map, isFlowList) =>
    withoutNames(file, withoutMisplaced(file, map), 'components', isFlowList('components')),
  )
}

function withoutMisplaced(file: KustomizationFile, map: KubernetesObject): KubernetesObject {
  return withoutNames(file, withoutNames(file, map, 'resources'), 'bases')
}

function withoutNames(
  file: KustomizationFile,
  map: KubernetesObject,
  field: string,
  keepsEmpty = false,
): KubernetesObject {
  const key = keyFor(map, field)
  const names = namesIn(map[key])
  const kept = names.filter((name) => !isOurs(file, name))
  if (kept.length === names.length) return map
  const { [key]: _, ...others } = map
  return (kept.length === 0 && !keepsEmpty ? others : { ...map, [key]: kept }) as KubernetesObject
}

function isOurs(file: KustomizationFile, name: unknown): boolean {
  return typeof name === 'string' && joinPath(file.folder, name) === componentFolderOf(file)
}

function namesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
