/** Tenants for tests, and what they become through the code path of the functions. Used by tests only. */
import { apiVersion } from '../api/group.ts'
import { newestKnownFlux } from '../flux/releases.ts'
import { isOrchestrators } from '../krm/annotations.ts'
import { type Item, makeItem } from '../krm/item.ts'
import { type KubernetesObject, mapAt, type PlainMap } from '../krm/object.ts'
import { planTenants, type TenantOptions, type TenantPlan } from './plan.ts'

/** A Tenant as an item, marked already; `path` is its file, as kpt tells it. */
export function tenantItem(name: string, spec: PlainMap = {}, path?: string): Item {
  const annotations = {
    'config.kubernetes.io/local-config': 'true',
    ...(path !== undefined && { 'internal.config.kubernetes.io/path': path }),
  }
  return incoming({ apiVersion, kind: 'Tenant', metadata: { name, annotations }, spec })
}

/** An item as it came in, not as a function made it. */
export function incoming(object: KubernetesObject): Item {
  const { origin: _, ...item } = makeItem(object)
  return item
}

/** A source over https, which needs no Secret. */
export const source: PlainMap = { url: 'https://example.org/team' }

const options: TenantOptions = {
  flux: newestKnownFlux,
  defaultAccount: 'flux',
  defaults: {},
  prune: false,
  installNamespaces: ['flux-system'],
  installs: [],
  configuredAccount: 'flux',
}

export function plan(items: readonly Item[], changes: Partial<TenantOptions> = {}): TenantPlan {
  return planTenants(items, { ...options, ...changes })
}

/** The items after a run that must not be refused. */
export function expanded(
  items: readonly Item[],
  changes: Partial<TenantOptions> = {},
): readonly Item[] {
  const { items: after, findings } = plan(items, changes)
  const told = findings.map(({ rule, message }) => `${rule}: ${message}`)
  expect(told.filter((line) => /^(invalid|two-|namespace-|tenant-object-)/.test(line))).toEqual([])
  return after
}

/** The rules of findings, with the object and the field that each is about. */
export function told(
  findings: readonly Pick<TenantPlan['findings'][number], 'rule' | 'item' | 'field'>[],
): readonly string[] {
  return findings.map(({ rule, item, field }) =>
    [rule, item && nameOf(item), field?.path.join('.')].filter((part) => part).join(' '),
  )
}

/** `RoleBinding/team/flux`. */
export function nameOf({ kind, namespace, name }: Item): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join('/')
}

/** The objects that are no Tenants, by name. */
export function objectsOf(items: readonly Item[]): readonly string[] {
  return items.filter(({ kind }) => kind !== 'Tenant').map(nameOf)
}

export function itemCalled(items: readonly Item[], name: string): Item {
  const found = items.find((item) => nameOf(item) === name)
  if (!found) throw new Error(`The items must hold "${name}".`)
  return found
}

/** The items with one of them changed as by hand. */
export function edited(
  items: readonly Item[],
  name: string,
  edit: (object: KubernetesObject) => KubernetesObject,
): readonly Item[] {
  const target = itemCalled(items, name)
  return items.map((item) => (item === target ? incoming(edit(item.object)) : item))
}

/** The value of every item without the annotations of orchestrators, in a fixed order: two lists that mean the same are equal. */
export function valuesOf(items: readonly Item[]): readonly string[] {
  return items.map(({ object }) => JSON.stringify(sorted(withoutTravel(object)))).sort()
}

function withoutTravel(object: KubernetesObject): KubernetesObject {
  const annotations = Object.fromEntries(
    Object.entries(mapAt(object.metadata?.annotations)).filter(([key]) => !isOrchestrators(key)),
  )
  return { ...object, metadata: { ...object.metadata, annotations } }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
