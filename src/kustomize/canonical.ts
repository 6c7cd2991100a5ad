import { isMap, type PlainMap } from '../krm/object.ts'
import { entryFields, kustomizationFields } from './fields.ts'

const topNames = namesByFold(Object.keys(kustomizationFields))
const entryNames = namesByFold(entryFields)

/** Mappings whose keys people choose. */
const freeMaps: ReadonlySet<string> = new Set([
  'pairs',
  'commonLabels',
  'commonAnnotations',
  'metadata',
])

/** Two keys of one mapping that are the same field once case is ignored: kustomize would take parts of both. */
export class CaseTwinsError extends Error {
  override readonly name = 'CaseTwinsError'
  readonly second: string

  constructor(first: string, second: string) {
    super(
      `The fields \`${first}\` and \`${second}\` must not stand in one mapping: kustomize ignores case.`,
    )
    this.second = second
  }
}

/**
 * A kustomization with its fields in kustomize's own spelling, and without those that kustomize does not know. Go's JSON decoder, with
 * which kustomize reads the file, ignores the case of field names (encoding/json, Unmarshal). Throws CaseTwinsError.
 */
export function canonicalFields(value: PlainMap): PlainMap {
  const known = Object.entries(value).filter(([key]) => topNames.has(fold(key)))
  return withNames(Object.fromEntries(known), topNames)
}

/** The keys of a kustomization that are no field of kustomize's, whatever their case: its build stops at the first. */
export function unknownKeys(value: PlainMap): readonly string[] {
  return Object.keys(value).filter((key) => !topNames.has(fold(key)))
}

/** The key of `map` that is read as the field `name`. */
export function keyFor(map: PlainMap, name: string): string {
  if (Object.hasOwn(map, name)) return name
  const folded = fold(name)
  return Object.keys(map).find((key) => fold(key) === folded) ?? name
}

function withNames(map: PlainMap, names: ReadonlyMap<string, string>): PlainMap {
  const spelled = new Map<string, string>()
  const fields = Object.entries(map).map(([key, value]) => {
    const name = names.get(fold(key)) ?? key
    const twin = spelled.get(name)
    if (twin !== undefined) throw new CaseTwinsError(twin, key)
    spelled.set(name, key)
    return [name, freeMaps.has(name) ? value : canonicalEntry(value)]
  })
  return Object.fromEntries(fields)
}

function canonicalEntry(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalEntry)
  return isMap(value) ? withNames(value, entryNames) : value
}

function namesByFold(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [fold(name), name]))
}

// with the two letters beyond ASCII that Go folds into it
function fold(name: string): string {
  return name.toLowerCase().replaceAll('\u017f', 's').replaceAll('\u212a', 'k')
}
