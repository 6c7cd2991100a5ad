import { apiGroup } from '../api/group.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, type KubernetesObject } from '../krm/object.ts'
import { isRenamed, type Mark } from './mark.ts'
import { isMarked, ownMark } from './ownership.ts'

/** An object that was made from a Tenant, at some time. */
export interface MadeObject {
  readonly item: Item
  readonly mark: Mark
  readonly isRenamed: boolean
}

/** What is among the items that matters to Tenants. */
export interface Present {
  readonly made: ReadonlyMap<Item, MadeObject>
  /** What has the annotation of a Tenant's object and can be none: people's own. */
  readonly marked: readonly Item[]
  /** Every object that has the key of one that is wanted. */
  at(key: string): readonly Item[]
}

/** The identity of an object whatever its version: group, kind, namespace and name. */
export function keyOf(
  { apiVersion, kind }: Pick<Item, 'apiVersion' | 'kind'>,
  namespace: string | undefined,
  name: string | undefined,
): string {
  // what a host writes into a Namespace does not make it another
  const within = kind === 'Namespace' ? '' : (namespace ?? '')
  return `${groupOf(apiVersion)}|${kind}|${within}|${name ?? ''}`
}

export function keyOfItem(item: Item): string {
  return keyOf(item, item.namespace, item.name)
}

export function keyOfObject(object: KubernetesObject): string {
  return keyOf(object, object.metadata?.namespace, object.metadata?.name)
}

/** Reads what was made from Tenants, and what stands where `wanted` objects go. Other kinds are not even parsed. */
export function readPresent(
  items: readonly Item[],
  wanted: ReadonlyMap<string, unknown>,
  installNamespaces: readonly string[],
): Present {
  const kinds = new Set([...wanted.keys()].map((key) => key.split('|').slice(0, 2).join('|')))
  const made = new Map<Item, MadeObject>()
  const marked: Item[] = []
  const byKey = new Map<string, Item[]>()
  for (const item of items) {
    const group = groupOf(item.apiVersion)
    if (group === apiGroup) continue
    const mark = ownMark(item, installNamespaces)
    if (mark) made.set(item, { item, mark, isRenamed: isRenamed(item, mark) })
    else if (isMarked(item)) marked.push(item)
    if (!kinds.has(`${group}|${item.kind}`)) continue
    const key = keyOfItem(item)
    if (!wanted.has(key)) continue
    const others = byKey.get(key)
    if (others) others.push(item)
    else byKey.set(key, [item])
  }
  return { made, marked, at: (key) => byKey.get(key) ?? [] }
}

/** The finding for an object that a host renamed: it is neither removed nor replaced. */
export function renamedFinding({ item, mark }: MadeObject): TenantFinding {
  const of = (namespace: string, name: string) =>
    namespace === '' ? `"${name}"` : `"${name}" in "${namespace}"`
  const message = `The ${item.kind} must be called ${of(mark.namespace, mark.name)}, as it was made from the Tenant "${mark.tenant}", and is called ${of(item.namespace ?? '', item.name ?? '')}: rename the Tenant instead, since Flux's references do not follow.`
  const field = { path: ['metadata', 'name'], currentValue: item.name ?? '' }
  return { rule: 'tenant-object-renamed', item, message, field }
}
