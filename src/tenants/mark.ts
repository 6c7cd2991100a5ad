import { apiGroup } from '../api/group.ts'
import type { Item } from '../krm/item.ts'

/** The annotation of every object that a Tenant stands for: `<tenant>/<namespace>/<name>`, as it was made; no namespace where there is none. */
export const markAnnotation = `${apiGroup}/tenant`

/** What the annotation says. */
export interface Mark {
  readonly tenant: string
  /** Empty for a Namespace. */
  readonly namespace: string
  readonly name: string
}

export function formatMark({ tenant, namespace, name }: Mark): string {
  return `${tenant}/${namespace}/${name}`
}

/** The mark of an object that was made here; undefined for all others, and for a text in which no name can be told. */
export function markOf(item: Item): Mark | undefined {
  // spares the parse of other objects; JSON may write the slash of the key with an escape
  if (!item.mentions(apiGroup)) return undefined
  const parts = item.annotation(markAnnotation)?.split('/') ?? []
  const [tenant, namespace, name] = parts
  if (parts.length !== 3 || !tenant || namespace === undefined || !name) return undefined
  return { tenant, namespace, name }
}

/** True for an object that has another name or namespace than the one it was made with. */
export function isRenamed(item: Item, { namespace, name }: Mark): boolean {
  return name !== (item.name ?? '') || namespace !== (item.namespace ?? '')
}
