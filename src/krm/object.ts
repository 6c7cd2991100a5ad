/** A Kubernetes object as plain values: what JSON can hold, and `bigint` for integers beyond 2^53. */
export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata?: ObjectMeta
  readonly [field: string]: unknown
}

/** The part of `metadata` that this project reads. */
export interface ObjectMeta {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, unknown>>
  readonly annotations?: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

/** A mapping of any keys, as the readers make it. */
export type PlainMap = Readonly<Record<string, unknown>>

/** True for a mapping: not null, not a list, not a scalar. */
export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The mapping at `value`, or an empty one: for reading optional parts of an object. */
export function mapAt(value: unknown): PlainMap {
  return isMap(value) ? value : {}
}

/** The list at `value`, or an empty one. */
export function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The string at `value`; anything else is absent. */
export function stringAt(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The API group of an `apiVersion`: `apps/v1` gives `apps`, `v1` gives the empty core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}
