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

/** True for an object that has another name or namespace than the one it was made with. */
export function isRenamed(item: Item, { namespace, name }: Mark): boolean {
  return name !== (item.name ?? '') || namespace !== (item.namespace ?? '')
}
