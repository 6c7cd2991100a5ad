import { listAt } from '../krm/object.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { originAt } from './origin.ts'
import type { Change } from './patch.ts'
import { joinPath } from './paths.ts'
import { isRepository } from './remote.ts'

/** A kustomization that runs over an object, or a component that cannot be looked into. */
export type Layer =
  | { readonly phase: 'generators' | 'transformers'; readonly file: KustomizationFile }
  | { readonly phase: 'unknown'; readonly change: Change }

type Kustomizations = ReadonlyMap<string, KustomizationFile>

/**
 * What runs over an object of the innermost kustomization of `chain`, in kustomize's order: a kustomization's generators, its components
 * with
 * theirs, its transformers, then the next kustomization outwards. An object of a component is not seen by those listed before it.
 */
export function layersOf(
  kustomizations: Kustomizations,
  chain: readonly KustomizationFile[],
): readonly Layer[] {
  return chain.flatMap((file, position) => {
    const inner = position === 0 ? undefined : chain[position - 1]
    const from = inner?.kind === 'Component' ? positionOf(file, inner.folder) + 1 : 0
    const components = componentLayers(kustomizations, file, from, [file.folder])
    const transformers: Layer = { phase: 'transformers', file }
    // its generators ran before a component's own objects were there
    if (from > 0) return [...components, transformers]
    return [{ phase: 'generators', file } as const, ...components, transformers]
  })
}

function positionOf(file: KustomizationFile, folder: string): number {
  const components = listAt(file.value['components'])
  return components.findIndex((path) => joinPath(file.folder, String(path)) === folder)
}

function componentLayers(
  kustomizations: Kustomizations,
  file: KustomizationFile,
  from: number,
  around: readonly string[],
): readonly Layer[] {
  return listAt(file.value['components']).flatMap((path, index): readonly Layer[] => {
    if (index < from || typeof path !== 'string') return []
    const folder = isRepository(path) ? undefined : joinPath(file.folder, path)
    const component = folder === undefined ? undefined : kustomizations.get(folder)
    if (!component || around.includes(component.folder)) {
      const what = isRepository(path) ? 'remote component' : 'missing component'
      const origin = originAt(file, ['components', index])
      const content = { kind: 'other', what } as const
      return [{ phase: 'unknown', change: { origin, target: undefined, content } }]
    }
    const inner = [...around, component.folder]
    return [
      { phase: 'generators', file: component },
      ...componentLayers(kustomizations, component, 0, inner),
      { phase: 'transformers', file: component },
    ]
  })
}
