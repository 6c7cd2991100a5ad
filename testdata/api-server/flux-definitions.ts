import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'
import { compareReleases, type Release, releaseOf } from './release.ts'
import type { Mapping } from './strict-schema.ts'

/** One version of a kind as the CustomResourceDefinition of some Flux release has it. */
export interface ServedVersion {
  readonly name: string
  readonly served: boolean
  readonly schema: Mapping
}

interface Definition {
  readonly release: Release
  /** False for one that was cut down to the version that is stored, and its `spec`. */
  readonly isWhole: boolean
  readonly versions: readonly ServedVersion[]
}

interface Source {
  readonly release: Release
  readonly isWhole: boolean
  /** The text of each definition, by `source.toolkit.fluxcd.io GitRepository`. */
  readonly documents: ReadonlyMap<string, string>
}

/** Manifests as Flux generates them; source-watcher is no part of them by default. */
const whole = sourcesIn(join('testdata', 'flux'), true, /^(v\d.*)\.yaml$/)
/** Definitions cut from each release of a controller that changed one. */
const cut = sourcesIn(join('testdata', 'flux-definitions'), false, /^[a-z]+-(v\d.*)\.yaml$/)

function sourcesIn(folder: string, isWhole: boolean, name: RegExp): readonly Source[] {
  return readdirSync(folder).flatMap((file) => {
    const [, release] = name.exec(file) ?? []
    if (release === undefined) return []
    const documents = readFileSync(join(folder, file), 'utf8').split(/^---$/m)
    return [{ release: releaseOf(release), isWhole, documents: definitionsIn(documents) }]
  })
}

/** Only text is looked at: a manifest has 20,000 lines, of which few are asked for. */
function definitionsIn(documents: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    documents
      .filter((text) => /^kind: CustomResourceDefinition$/m.test(text))
      .map((text) => {
        const [, group] = /^ {2}group: (\S+)$/m.exec(text) ?? []
        const [, kind] = /^ {4}kind: (\S+)$/m.exec(text) ?? []
        return [`${group} ${kind}`, text]
      }),
  )
}

const parsed = new Map<string, readonly Definition[]>()

/** All definitions of a kind, oldest first. */
function definitionsOf(group: string, kind: string): readonly Definition[] {
  const key = `${group} ${kind}`
  const known = parsed.get(key)
  if (known) return known
  const found = [...whole, ...cut].flatMap(({ release, isWhole, documents }) => {
    const text = documents.get(key)
    return text === undefined ? [] : [{ release, isWhole, versions: versionsIn(text) }]
  })
  found.sort((a, b) => compareReleases(a.release, b.release))
  parsed.set(key, found)
  return found
}

function versionsIn(text: string): readonly ServedVersion[] {
  const { spec } = safeLoad(text) as { spec: { versions: Mapping[] } }
  return spec.versions.map(({ name, served, schema }) => ({
    name: String(name),
    served: served === true,
    schema: (schema as { openAPIV3Schema: Mapping }).openAPIV3Schema,
  }))
}

/**
 * A version of a kind as a Flux release serves it; none if it does not, or if the kind was never there. Which versions are served only a whole
 * definition says; the newest that is not newer than the release counts, and a cut one that is newer still says what is stored.
 */
export function definitionAt(
  group: string,
  kind: string,
  version: string,
  flux: Release,
): ServedVersion | undefined {
  const known = definitionsOf(group, kind).filter(
    ({ release }) => compareReleases(release, flux) <= 0,
  )
  const named = (definition: Definition | undefined) =>
    definition?.versions.find(({ name, served }) => name === version && served)
  return (
    named(known.findLast(({ isWhole }) => !isWhole)) ??
    named(known.findLast(({ isWhole }) => isWhole))
  )
}
