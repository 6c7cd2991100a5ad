import type { Files } from '../krm/files.ts'
import { listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { configurationChanges } from './configurations.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { originAt } from './origin.ts'
import type { Change, OtherChange } from './patch.ts'
import { mergeEntries, patchEntries } from './patch-entries.ts'
import { replacementChanges } from './replacements.ts'
import { readSelector } from './target.ts'

/** What one kustomization does, in kustomize's order. */
export interface LayerChanges {
  /** Before its components run. */
  readonly generators: readonly Change[]
  /** After its components ran. */
  readonly transformers: readonly Change[]
  /** When everything around it is built as well. */
  readonly atTheEnd: readonly Change[]
}

const known = new WeakMap<KustomizationFile, { files: Files; changes: LayerChanges }>()

/**
 * The changes of one kustomization's own fields. `replicas`, `crds`, `sortOptions`, `buildMetadata` and validators change
 * no text that this project asks for; what `openapi` does to merges is in schemas.ts.
 * Source: kubernetes-sigs/kustomize api/internal/target/kusttarget.go (accumulateTarget), kusttarget_configplugin.go
 * (configureBuiltinTransformers).
 */
export function changesIn(file: KustomizationFile, files: Files): LayerChanges {
  const cached = known.get(file)
  if (cached?.files === files) return cached.changes
  const changes: LayerChanges = {
    generators: [
      ...generatorChanges(file, 'configMapGenerator', 'ConfigMap'),
      ...generatorChanges(file, 'secretGenerator', 'Secret'),
      ...listed(file, 'helmCharts', 'helmCharts'),
      ...listed(file, 'helmChartInflationGenerator', 'helmCharts'),
      ...listed(file, 'generators', 'generators'),
    ],
    transformers: [
      ...configurationChanges(file, files),
      ...mergeEntries(file, files),
      ...patchEntries(file, files, 'patches'),
      ...scalar(file, 'namespace'),
      ...scalar(file, 'namePrefix'),
      ...scalar(file, 'nameSuffix'),
      ...listed(file, 'labels', 'labels'),
      ...labelFieldChanges(file),
      ...mapped(file, 'commonLabels'),
      ...mapped(file, 'commonAnnotations'),
      ...patchEntries(file, files, 'patchesJson6902'),
      ...listed(file, 'images', 'images'),
      ...listed(file, 'imageTags', 'images'),
      ...replacementChanges(file, files),
      ...listed(file, 'transformers', 'transformers'),
    ],
    atTheEnd: [...listed(file, 'vars', 'vars'), ...mapped(file, 'postBuild')],
  }
  known.set(file, { files, changes })
  return changes
}

function listed(file: KustomizationFile, field: string, what: OtherChange): readonly Change[] {
  return listAt(file.value[field]).map((entry, index) => ({
    origin: originAt(file, [field, index]),
    target: undefined,
    content: {
      kind: 'other',
      what,
      ...(what === 'labels' && { value: labelsPatch(entry) }),
      ...(what === 'images' && { value: mapAt(entry) }),
    },
  }))
}

function scalar(
  file: KustomizationFile,
  field: 'namespace' | 'namePrefix' | 'nameSuffix',
): readonly Change[] {
  const value = stringAt(file.value[field]) ?? ''
  if (value === '') return []
  const content = { kind: 'other', what: field, value: { [field]: value } } as const
  return [{ origin: originAt(file, [field]), target: undefined, content }]
}

function mapped(
  file: KustomizationFile,
  field: 'commonLabels' | 'commonAnnotations' | 'postBuild',
): readonly Change[] {
  const map = mapAt(file.value[field])
  if (Object.keys(map).length === 0) return []
  const origin = originAt(file, [field])
  if (field === 'postBuild') {
    return [{ origin, target: undefined, content: { kind: 'other', what: 'postBuild' } }]
  }
  const kind = field === 'commonLabels' ? 'labels' : 'annotations'
  const value = { metadata: { [kind]: map } }
  return [{ origin, target: undefined, content: { kind: 'other', what: 'labels', value } }]
}

/** The fields beside `metadata.labels` into which an entry of `labels` puts its pairs: any path of any kind. */
function labelFieldChanges(file: KustomizationFile): readonly Change[] {
  return listAt(file.value['labels']).flatMap((entry, index) =>
    listAt(mapAt(entry)['fields']).map((field, position): Change => {
      const { group, version, kind, path } = mapAt(field)
      const fieldSpecs = [stringAt(path) ?? '']
      return {
        origin: originAt(file, ['labels', index, 'fields', position]),
        target: readSelector({ group, version, kind }),
        content: { kind: 'other', what: 'configurations', fieldSpecs },
      }
    }),
  )
}

function labelsPatch(entry: unknown): PlainMap {
  return { metadata: { labels: mapAt(mapAt(entry)['pairs']) } }
}

/** Entries that merge into, or replace, an object that is already there. */
function generatorChanges(
  file: KustomizationFile,
  field: 'configMapGenerator' | 'secretGenerator',
  kind: string,
): readonly Change[] {
  return listAt(file.value[field]).flatMap((entry, index): readonly Change[] => {
    const { behavior, name, namespace } = mapAt(entry)
    if (behavior !== 'merge' && behavior !== 'replace') return []
    const target = readSelector({ kind: `^${kind}$`, version: 'v1' })
    const id = { group: '', version: 'v1', kind, name: stringAt(name) ?? '' }
    const named = { by: 'id', id: { ...id, namespace: stringAt(namespace) || undefined } } as const
    const content = { kind: 'other', what: field } as const
    return [{ origin: originAt(file, [field, index]), target: id.name ? named : target, content }]
  })
}
