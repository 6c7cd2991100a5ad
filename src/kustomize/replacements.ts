import type { Files } from '../krm/files.ts'
import { isMap, listAt, mapAt, stringAt } from '../krm/object.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { type Origin, originAt } from './origin.ts'
import type { Change } from './patch.ts'
import { joinPath } from './paths.ts'
import { readSelector } from './target.ts'
import { valueIn } from './value-in.ts'

/** kustomize's field path where a target of a replacement names none. Source: api/types/replacement.go, DefaultReplacementFieldPath. */
const defaultFieldPath = 'metadata.name'

/**
 * One change for each target of each replacement, also of those in files. What `reject` takes out is counted in: the copied value cannot
 * be told from here anyway. Source: kubernetes-sigs/kustomize api/filters/replacement/replacement.go.
 */
export function replacementChanges(file: KustomizationFile, files: Files): readonly Change[] {
  return listAt(file.value['replacements']).flatMap((entry, index) => {
    const origin = originAt(file, ['replacements', index])
    const path = stringAt(mapAt(entry)['path'])
    if (path === undefined) return targetChanges(mapAt(entry)['targets'], origin)
    const resolved = joinPath(file.folder, path) ?? ''
    const value = valueIn(files.get(resolved))
    if (value === undefined) return [anything(origin)]
    const replacements = isMap(value) ? [value] : listAt(value)
    const own = { ...origin, path: resolved, line: 1 }
    return replacements.flatMap((replacement) => targetChanges(mapAt(replacement)['targets'], own))
  })
}

function targetChanges(targets: unknown, origin: Origin): readonly Change[] {
  return listAt(targets).map((entry) => {
    const { select, fieldPaths } = mapAt(entry)
    if (!isMap(select)) return anything(origin)
    const paths = listAt(fieldPaths).map(String)
    return {
      origin,
      target: readSelector(select),
      content: {
        kind: 'other',
        what: 'replacements',
        fieldPaths: paths.length === 0 ? [defaultFieldPath] : paths,
      },
    }
  })
}

function anything(origin: Origin): Change {
  return { origin, target: undefined, content: { kind: 'other', what: 'replacements' } }
}
