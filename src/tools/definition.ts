import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TenantFluxKind } from '../flux/api-versions.ts'
import { compareVersions, knownVersion, type Version } from '../flux/version.ts'
import { isMap, type KubernetesObject, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { readList } from '../yaml/read.ts'

/** The CustomResourceDefinition of a kind as one Flux release has it. */
export interface Sample {
  readonly flux: Version
  readonly apiVersion: string
  /** The schema of `spec` in the version that is stored. */
  readonly spec: PlainMap
}

const plurals: Readonly<Record<TenantFluxKind, string>> = {
  GitRepository: 'gitrepositories',
  Kustomization: 'kustomizations',
}

/** The definitions cut from each controller release that changed one: `<plural>-<Flux release>.yaml`. */
export const cutFolder = 'testdata/flux-definitions'
/** Whole manifests, as Flux generates them: `<Flux release>.yaml`. */
export const manifestFolder = 'testdata/flux'

const samples = new Map<string, readonly Sample[]>()

/** The definitions of a kind in a folder, oldest first; a manifest that does not hold it counts for nothing. */
export function samplesIn(folder: string, kind: TenantFluxKind): readonly Sample[] {
  const key = `${folder} ${kind}`
  const known = samples.get(key) ?? readSamples(folder, kind)
  samples.set(key, known)
  return known
}

function readSamples(folder: string, kind: TenantFluxKind): readonly Sample[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const [, plural, release] = /^(?:([a-z]+)-)?(v\d.*)\.yaml$/.exec(file) ?? []
      if (release === undefined || (plural !== undefined && plural !== plurals[kind])) return []
      const object = definitionIn(readFileSync(join(folder, file), 'utf8'), kind)
      return object ? [sampleOf(object, knownVersion(release))] : []
    })
    .sort((a, b) => compareVersions(a.flux, b.flux))
}

/** The version of a definition that is stored, with the schema of its objects. */
export function storedVersion(definition: KubernetesObject): { name: string; schema: PlainMap } {
  const versions = listAt(mapAt(definition['spec'])['versions']).map(mapAt)
  const stored = versions.find(({ storage }) => storage === true)
  if (!stored) throw new Error(`"${definition.metadata?.name}" must store a version.`)
  return {
    name: String(stored['name']),
    schema: mapAt(mapAt(stored['schema'])['openAPIV3Schema']),
  }
}

/** A schema without some of its keywords, at any depth; a property of that name is a mapping, and stays. */
export function withoutKeys(value: unknown, keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutKeys(entry, keys))
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !keys.includes(key) || isMap(entry))
      .map(([key, entry]) => [key, withoutKeys(entry, keys)]),
  )
}

/** Only the one document is parsed: a manifest has 20,000 lines. */
function definitionIn(text: string, kind: TenantFluxKind): KubernetesObject | undefined {
  const name = new RegExp(`^  name: ${plurals[kind]}\\..*toolkit\\.fluxcd\\.io$`, 'm')
  const document = text
    .split(/^---$/m)
    .find((each) => /^kind: CustomResourceDefinition$/m.test(each) && name.test(each))
  return document === undefined ? undefined : readList(document).items[0]?.object
}

function sampleOf(definition: KubernetesObject, flux: Version): Sample {
  const { name, schema } = storedVersion(definition)
  const { group } = mapAt(definition['spec'])
  return { flux, apiVersion: `${group}/${name}`, spec: mapAt(mapAt(schema['properties'])['spec']) }
}
