import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'

/** The values in force by controller: flag name to value as pflag prints it. */
type ExpectedValues = Readonly<Record<string, Readonly<Record<string, string>>>>

export const profiles = ['multi-tenant', 'single-tenant'] as const
export type Profile = (typeof profiles)[number]

/** A row of testdata/flux/expected.yaml with its manifest. */
export interface ExpectedRelease {
  /** The manifest's name in testdata/flux. */
  readonly name: string
  readonly flux: string
  readonly text: string
  readonly values: Readonly<Record<Profile, ExpectedValues>>
}

interface Row extends Record<Profile, ExpectedValues> {
  readonly flux?: string
  readonly refused?: string
}

const folder = join('testdata', 'flux')
const rows = Object.entries(
  safeLoad(readFileSync(join(folder, 'expected.yaml'), 'utf8')) as Record<string, Row>,
)

/** The releases that can be locked, oldest first. */
export const releases: readonly ExpectedRelease[] = rows
  .filter(([, { refused }]) => refused === undefined)
  .map(([name, row]) => ({ name, flux: row.flux ?? name, text: manifest(name), values: row }))

/** The releases that cannot, with what the refusal has to say. */
export const refusedReleases = rows.flatMap(([name, { refused }]) =>
  refused === undefined ? [] : [{ name, text: manifest(name), refused }],
)

/** The text of a manifest in testdata/flux. */
export function manifest(name: string): string {
  return readFileSync(join(folder, `${name}.yaml`), 'utf8')
}

/** The release called `flux`. Throws if there is none. */
export function releaseOf(flux: string): ExpectedRelease {
  const release = releases.find((candidate) => candidate.flux === flux)
  if (!release) throw new Error(`testdata/flux/expected.yaml has no release ${flux}.`)
  return release
}
