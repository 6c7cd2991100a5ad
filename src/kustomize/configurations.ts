import type { Files } from '../krm/files.ts'
import { isMap, listAt, stringAt } from '../krm/object.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { originAt } from './origin.ts'
import type { Change } from './patch.ts'
import { joinPath } from './paths.ts'
import { valueIn } from './value-in.ts'

/**
 * What `configurations` let the transformers of this kustomization, and of those around it, change: one change a file, with the paths of
 * all its field
 * specifications. Source: kubernetes-sigs/kustomize api/internal/plugins/builtinconfig/transformerconfig.go.
 */
export function configurationChanges(file: KustomizationFile, files: Files): readonly Change[] {
  return listAt(file.value['configurations']).map((entry, index) => {
    const path = joinPath(file.folder, stringAt(entry) ?? '')
    const value = path === undefined ? undefined : valueIn(files.get(path))
    const what = { kind: 'other', what: 'configurations' } as const
    return {
      origin: originAt(file, ['configurations', index]),
      target: undefined,
      content: value === undefined ? what : { ...what, fieldSpecs: fieldSpecPaths(value) },
    }
  })
}

function fieldSpecPaths(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(fieldSpecPaths)
  if (!isMap(value)) return []
  return Object.entries(value).flatMap(([key, each]) =>
    key.toLowerCase() === 'path' && typeof each === 'string' ? [each] : fieldSpecPaths(each),
  )
}
