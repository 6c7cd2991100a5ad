import { isDeepStrictEqual } from 'node:util'

type Mapping = Readonly<Record<string, unknown>>

export interface KubernetesObject extends Mapping {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

/** A field that one side has and the other has not, or has otherwise. */
export interface Deviation {
  readonly kind: string
  /** The namespace of the object, or the name of a Namespace. */
  readonly namespace: string
  readonly field: readonly string[]
  readonly flux?: unknown
  readonly ours?: unknown
}

/**
 * Every field in which two lists of objects differ. Objects are the same if they are of one kind in one namespace, since both sides call
 * some of them otherwise; a list is one value. An object that one side lacks is a deviation without a field.
 */
export function deviations(
  flux: readonly KubernetesObject[],
  ours: readonly KubernetesObject[],
): readonly Deviation[] {
  const [left, right] = [byPlace(flux), byPlace(ours)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((place) => {
    const [kind = '', namespace = ''] = place.split(' ')
    return differing(left.get(place), right.get(place), []).map((found) => ({
      ...{ kind, namespace },
      ...found,
    }))
  })
}

function byPlace(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  const places = objects.map((object) => `${object.kind} ${placeOf(object)}`)
  if (new Set(places).size < places.length) {
    throw new Error(`One object of a kind must be in a namespace, not ${places.join(', ')}.`)
  }
  return new Map(objects.map((object, position) => [places[position] ?? '', object]))
}

/** Where an object is; a Namespace is in itself. */
export function placeOf({ metadata }: KubernetesObject): string {
  return metadata.namespace ?? metadata.name
}

function differing(
  flux: unknown,
  ours: unknown,
  field: readonly string[],
): readonly Omit<Deviation, 'kind' | 'namespace'>[] {
  if (isDeepStrictEqual(flux, ours)) return []
  // a mapping that one side lacks is told by its entries, but for those that are values as a whole
  if (isMapping(flux ?? {}) && isMapping(ours ?? {}) && (flux && ours ? true : isMetadata(field))) {
    const [left, right] = [(flux ?? {}) as Mapping, (ours ?? {}) as Mapping]
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
      differing(left[key], right[key], [...field, key]),
    )
  }
  return [{ field, ...(flux !== undefined && { flux }), ...(ours !== undefined && { ours }) }]
}

function isMetadata([first, second, ...more]: readonly string[]): boolean {
  return first === 'metadata' && second !== undefined && more.length === 0
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
