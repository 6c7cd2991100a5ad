import type { FieldPath } from '../krm/field-path.ts'
import { isMap, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import type { KustomizationFile, WrittenAt } from './kustomization-file.ts'
import { kustomizationFileNames } from './kustomization-file.ts'

/** A Flux Kustomization that applies a folder. */
export interface SyncedBy {
  readonly spec: PlainMap
  /** Where the field at `path` of the object is written: `['spec', 'patches', 0]`. */
  placeOf(path: FieldPath): WrittenAt
}

/** The lists of `spec` that Flux appends to the file's. */
const appended = {
  patches: (entry: unknown) => ({ patch: mapAt(entry)['patch'], target: mapAt(entry)['target'] }),
  components: (entry: unknown) => entry,
  patchesStrategicMerge: jsonText,
  patchesJson6902: (entry: unknown) => ({
    patch: jsonText(mapAt(entry)['patch']),
    target: mapAt(entry)['target'],
  }),
  images: (entry: unknown) => entry,
} as const

/** The fields of `spec` that take the place of the file's. */
const replacing = {
  targetNamespace: 'namespace',
  namePrefix: 'namePrefix',
  nameSuffix: 'nameSuffix',
  postBuild: 'postBuild',
} as const

/**
 * The kustomization that kustomize-controller builds for a synced folder: that of the folder, where it has one, with the fields of the
 * Flux object
 * in it. What is in `spec` may thus run before what is in the file: components come before patches, whoever lists them.
 * Source: fluxcd/pkg kustomize/kustomize_generator.go, GenerateManifest.
 */
export function kustomizationAsSynced(
  folder: string,
  file: KustomizationFile | undefined,
  by: SyncedBy,
): KustomizationFile {
  const value: Record<string, unknown> = { ...file?.value }
  const froms = new Map<string, { readonly field: string; readonly count: number }>()
  for (const [field, entryOf] of Object.entries(appended)) {
    const own = listAt(value[field])
    const entries = listAt(by.spec[field])
    if (entries.length === 0) continue
    value[field] = [...own, ...entries.map(entryOf)]
    froms.set(field, { field, count: own.length })
  }
  for (const [field, name] of Object.entries(replacing)) {
    if (by.spec[field] === undefined || by.spec[field] === null) continue
    value[name] = by.spec[field]
    froms.set(name, { field, count: 0 })
  }
  const path = file?.path ?? [folder, kustomizationFileNames[0]].filter(Boolean).join('/')
  const fieldInSpec = ([name, index, ...rest]: FieldPath): FieldPath | undefined => {
    const from = froms.get(String(name))
    const position = typeof index === 'number' ? index - (from?.count ?? 0) : 0
    if (!from || position < 0) return undefined
    return [from.field, ...(typeof index === 'number' ? [position, ...rest] : [])]
  }
  const placeOf = (at: FieldPath): WrittenAt => {
    const field = fieldInSpec(at)
    return field ? by.placeOf(['spec', ...field]) : (file?.placeOf(at) ?? { path, line: 1 })
  }
  return {
    path,
    folder,
    text: file?.text ?? '',
    kind: file?.kind ?? 'Kustomization',
    value,
    problems: file?.problems ?? [],
    placeOf,
    fieldOf: (at) => fieldInSpec(at) ?? at,
  }
}

function jsonText(value: unknown): string {
  if (!isMap(value) && !Array.isArray(value)) return ''
  return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? Number(each) : each))
}
