import type { TenantFluxKind } from '../flux/api-versions.ts'
import { compareVersions, formatMinor, formatVersion, type Version } from '../flux/version.ts'
import { isMap, mapAt, type PlainMap } from '../krm/object.ts'
import { cutFolder, manifestFolder, type Sample, samplesIn } from './definition.ts'

const kinds: readonly TenantFluxKind[] = ['GitRepository', 'Kustomization']

/** Keywords that say what a value may be, in the order in which they are written. */
const checked = [
  'type',
  'required',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]
/** Keywords that have a row of their own, or check nothing. */
const unchecked = ['properties', 'items', 'additionalProperties', 'default', 'description']

/** The text of src/flux/field-table.ts. */
export function fieldTableText(): string {
  const tables = kinds.map((kind) => {
    const samples = [...samplesIn(cutFolder, kind), ...samplesIn(manifestFolder, kind)]
    return `  ${kind}: String.raw\`\n${tableOf(samples)}\n\`,`
  })
  return `// Generated from the definitions in ${cutFolder} and ${manifestFolder} by \`npm run generate\`: do not edit.
import type { TenantFluxKind } from './api-versions.ts'

/**
 * Every field of a kind's \`spec\` in the version that is stored. Columns: path, with \`[]\` for the entries of a list, \`{}\` for the values of a
 * mapping and \`.\` for \`spec\` itself; the Flux releases since which and until which (that one no longer) this row holds, \`-\` where the table does not reach
 * further; and what the definition says of its value, as JSON. Source: the CustomResourceDefinitions that each Flux release installs.
 */
export const fieldTable: Readonly<Record<TenantFluxKind, string>> = {
${tables.join('\n')}
}
`
}

/** A row: what held of a field between two samples. */
interface Row {
  readonly path: string
  readonly since: Version | undefined
  until: Version | undefined
  readonly keywords: string
}

/** The rows of a kind from its definitions by release, in any order. */
export function tableOf(samples: readonly Sample[]): string {
  const rows: Row[] = []
  let open = new Map<string, Row>()
  const ordered = samples.toSorted((a, b) => compareVersions(a.flux, b.flux))
  for (const [index, { flux, spec }] of ordered.entries()) {
    const now = new Map<string, Row>()
    for (const [path, keywords] of fieldsIn(spec, '')) {
      const before = open.get(path)
      const row =
        before?.keywords === keywords
          ? before
          : { path, since: index === 0 ? undefined : flux, until: undefined, keywords }
      if (row !== before) rows.push(row)
      now.set(path, row)
    }
    for (const [path, row] of open) if (now.get(path) !== row) row.until = flux
    open = now
  }
  const sorted = rows.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return columns(
    sorted.map(({ path, since, until, keywords }) => [
      path,
      `${release(since)}..${release(until)}`,
      keywords,
    ]),
  )
}

/** Path and keywords of a value and of everything in it. */
function fieldsIn(schema: PlainMap, path: string): readonly (readonly [string, string])[] {
  for (const keyword of Object.keys(schema)) {
    if (!checked.includes(keyword) && !unchecked.includes(keyword)) {
      throw new Error(
        `"${keyword}" of "${path}" must be checked by src/flux/object-fields.ts first.`,
      )
    }
  }
  const said = checked.flatMap((keyword) =>
    schema[keyword] === undefined ? [] : [[keyword, schema[keyword]] as const],
  )
  const { items, additionalProperties } = schema
  return [
    [path || '.', JSON.stringify(Object.fromEntries(said))],
    ...Object.entries(mapAt(schema['properties'])).flatMap(([name, inner]) =>
      fieldsIn(mapAt(inner), path ? `${path}.${name}` : name),
    ),
    ...(items === undefined ? [] : fieldsIn(mapAt(items), `${path}[]`)),
    ...(isMap(additionalProperties) ? fieldsIn(additionalProperties, `${path}{}`) : []),
  ]
}

function columns(rows: readonly (readonly [string, string, string])[]): string {
  const [first, second] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column as 0 | 1].length)),
  ) as [number, number]
  return rows
    .map(([path, range, keywords]) => `${path.padEnd(first)}  ${range.padEnd(second)}  ${keywords}`)
    .join('\n')
}

function release(version: Version | undefined): string {
  if (!version) return '-'
  return version.patch === 0 && version.prerelease === ''
    ? formatMinor(version)
    : formatVersion(version)
}
