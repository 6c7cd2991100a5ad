import { isMap, listAt, mapAt, stringAt } from '../krm/object.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { isInline } from './patch-text.ts'
import { joinPath } from './paths.ts'

/** What a field makes of the files that it names. */
export type ListingUse = 'object' | 'patch' | 'configuration'

interface ListingRule {
  readonly use: ListingUse
  /** What kustomize opens: `either` is tried as a file first. */
  readonly opens: 'file' | 'folder' | 'either'
  /** True if what is named has to be read to tell what happens to the objects. */
  readonly isRead: boolean
}

/**
 * The fields that name files or folders.
 * Source: kubernetes-sigs/kustomize api/types/kustomization.go, api/internal/target/kusttarget.go.
 */
export const listingFields = {
  resources: { use: 'object', opens: 'either', isRead: true },
  bases: { use: 'object', opens: 'either', isRead: true },
  components: { use: 'object', opens: 'folder', isRead: true },
  patches: { use: 'patch', opens: 'file', isRead: true },
  patchesStrategicMerge: { use: 'patch', opens: 'file', isRead: true },
  patchesJson6902: { use: 'patch', opens: 'file', isRead: true },
  replacements: { use: 'configuration', opens: 'file', isRead: true },
  configurations: { use: 'configuration', opens: 'file', isRead: true },
  crds: { use: 'configuration', opens: 'file', isRead: false },
  openapi: { use: 'configuration', opens: 'file', isRead: false },
  generators: { use: 'configuration', opens: 'either', isRead: false },
  transformers: { use: 'configuration', opens: 'either', isRead: false },
  validators: { use: 'configuration', opens: 'either', isRead: false },
  configMapGenerator: { use: 'configuration', opens: 'file', isRead: false },
  secretGenerator: { use: 'configuration', opens: 'file', isRead: false },
  helmCharts: { use: 'configuration', opens: 'file', isRead: false },
  helmChartInflationGenerator: { use: 'configuration', opens: 'file', isRead: false },
} as const satisfies Record<string, ListingRule>

export type ListingField = keyof typeof listingFields

/** A file, folder or URL that a kustomization names. */
export interface Listing {
  readonly kustomization: KustomizationFile
  readonly field: ListingField
  /** The position in the field's list; 0 where it is none. */
  readonly index: number
  /** As it is written there. */
  readonly name: string
}

/** The fields of what becomes part of the build. */
export const objectFields = (Object.keys(listingFields) as readonly ListingField[]).filter(
  (field) => listingFields[field].use === 'object',
)

/** The files and folders in the repository that become part of what a kustomization builds. */
export function builtPaths({ folder, value }: KustomizationFile): readonly string[] {
  return objectFields.flatMap((field) =>
    listAt(value[field]).flatMap((name) =>
      typeof name === 'string' ? (joinPath(folder, name) ?? []) : [],
    ),
  )
}

/** Everything that a kustomization names, in the order of listingFields. */
export function listingsIn(kustomization: KustomizationFile): readonly Listing[] {
  return (Object.keys(listingFields) as readonly ListingField[]).flatMap((field) => {
    const value = kustomization.value[field]
    const entries = isMap(value) ? [value] : listAt(value)
    return entries.flatMap((entry, index) =>
      namesIn(field, entry).map((name) => ({ kustomization, field, index, name })),
    )
  })
}

function namesIn(field: ListingField, entry: unknown): readonly string[] {
  if (typeof entry === 'string') {
    const canBeInline =
      field === 'patchesStrategicMerge' || listingFields[field].use === 'configuration'
    return entry === '' || (canBeInline && isInline(entry)) ? [] : [entry]
  }
  const fields = mapAt(entry)
  switch (field) {
    case 'configMapGenerator':
    case 'secretGenerator': {
      const files = texts(fields['files']).map((each) => each.slice(each.indexOf('=') + 1))
      return [...files, ...texts(fields['envs']), ...texts([fields['env']])]
    }
    case 'helmCharts':
      return texts([fields['valuesFile'], ...listAt(fields['additionalValuesFiles'])])
    case 'helmChartInflationGenerator':
      return texts([fields['values']])
    default:
      return texts([fields['path']])
  }
}

function texts(list: unknown): readonly string[] {
  return listAt(list).flatMap((each) => stringAt(each) || [])
}
