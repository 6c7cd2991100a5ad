import type { TenantFluxKind } from './api-versions.ts'
import { fieldTable } from './field-table.ts'
import {
  compareVersions,
  formatMinor,
  formatVersion,
  knownRelease,
  type Version,
} from './version.ts'

/** What a definition says of a value: a part of JSON Schema, and what is inside. */
export interface FieldSchema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean'
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  /** Any value: then there is nothing more. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: true
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string }[]
  /** The fields of a mapping, the empty name being the entries of a list, and `{}` the values of a mapping with any keys. */
  readonly inside: ReadonlyMap<string, FieldSchema>
}

/** The releases that have a field: from the first on (undefined: as far as the table goes back), and before the last where that is set. */
export interface FieldRange {
  readonly since: Version | undefined
  readonly until: Version | undefined
}

/** The names of what is inside a value that has no names. */
export const entryOf = { list: '[]', mapping: '{}' } as const

interface Row extends FieldRange {
  readonly steps: readonly string[]
  readonly keywords: Omit<FieldSchema, 'inside'>
}

const rowsByKind = new Map<TenantFluxKind, readonly Row[]>()
const schemas = new Map<string, FieldSchema>()

/** The schema of a kind's `spec` in the version that a Flux release stores. A release newer than the table counts as the newest known. */
export function fieldSchema(kind: TenantFluxKind, flux: Version): FieldSchema {
  const key = `${kind} ${formatVersion(flux)}`
  const known = schemas.get(key)
  if (known) return known
  const made = treeOf(rowsOf(kind).filter((row) => holds(row, flux)))
  schemas.set(key, made)
  return made
}

/** When a field came and went, whatever else changed of it; undefined for one that no release has. */
export function fieldRange(kind: TenantFluxKind, steps: readonly string[]): FieldRange | undefined {
  return rangeOf(rowsOf(kind).filter((row) => isSame(row.steps, steps)))
}

/** When a field came to take a value of its list, and when it no longer did. */
export function valueRange(
  kind: TenantFluxKind,
  steps: readonly string[],
  value: string,
): FieldRange | undefined {
  return rangeOf(
    rowsOf(kind).filter((row) => isSame(row.steps, steps) && row.keywords.enum?.includes(value)),
  )
}

/** The fields of a kind's `spec` in any release, in alphabetical order, each with the releases that have it. */
export function fluxFields(
  kind: TenantFluxKind,
): readonly (FieldRange & { readonly name: string })[] {
  const names = rowsOf(kind).flatMap(({ steps }) => (steps.length === 1 ? steps : []))
  return [...new Set(names)].flatMap((name) => {
    const range = fieldRange(kind, [name])
    return range ? [{ name, ...range }] : []
  })
}

/** Prints `v2.4` or, where a patch release brought it, `v2.7.3`; what came in a release candidate is told by its release. */
export function formatSince(version: Version): string {
  return version.patch === 0 ? formatMinor(version) : formatVersion(version)
}

/** The table is in the order of releases for each path, so the first and the last row tell. */
function rangeOf(rows: readonly Row[]): FieldRange | undefined {
  const [first, last] = [rows[0], rows.at(-1)]
  return first && last && { since: first.since, until: last.until }
}

function holds({ since, until }: FieldRange, flux: Version): boolean {
  return (
    (!since || compareVersions(since, flux) <= 0) && (!until || compareVersions(flux, until) < 0)
  )
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index])
}

function treeOf(rows: readonly Row[]): FieldSchema {
  const root = { inside: new Map<string, FieldSchema>() }
  for (const { steps, keywords } of rows) {
    // a path sorts before all that are inside it
    let parent: { inside: ReadonlyMap<string, FieldSchema> } = root
    for (const step of steps.slice(0, -1)) parent = parent.inside.get(step) ?? root
    const name = steps.at(-1)
    if (name === undefined) Object.assign(root, keywords)
    else (parent.inside as Map<string, FieldSchema>).set(name, { ...keywords, inside: new Map() })
  }
  return root
}

function rowsOf(kind: TenantFluxKind): readonly Row[] {
  const known = rowsByKind.get(kind)
  if (known) return known
  const rows = fieldTable[kind].trim().split('\n').map(readRow)
  rowsByKind.set(kind, rows)
  return rows
}

function readRow(line: string): Row {
  const [, path = '', since = '', until = '', keywords = ''] =
    /^(\S+) +(\S+)\.\.(\S+) +(.+)$/.exec(line) ?? []
  return {
    steps: path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [],
    since: since === '-' ? undefined : knownRelease(since),
    until: until === '-' ? undefined : knownRelease(until),
    keywords: JSON.parse(keywords),
  }
}
