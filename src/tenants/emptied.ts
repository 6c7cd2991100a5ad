import { apiGroup } from '../api/group.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import { localConfigAnnotation } from '../krm/annotations.ts'
import type { Item } from '../krm/item.ts'
import { groupOf } from '../krm/object.ts'
import type { MadeObject } from './present.ts'

/** The groups of what tells tools what to do and goes to no cluster. */
const toolGroups: readonly string[] = [apiGroup, 'kpt.dev', 'kustomize.config.k8s.io']

/**
 * A finding if `removed` is all of `items` that goes to a cluster: hosts take an answer with nothing in it for "delete everything", and that no Tenant is in the
 * input may be an accident, as a file that a kustomization does not list.
 */
export function emptiedFindings(
  items: readonly Item[],
  removed: readonly MadeObject[],
): readonly TenantFinding[] {
  const gone = new Set(removed.map(({ item }) => item))
  if (gone.size === 0 || items.some((item) => !gone.has(item) && isApplied(item))) return []
  const objects = gone.size === 1 ? '1 object' : `${gone.size} objects`
  const message = `The input must hold a Tenant, or anything else that is applied, for \`spec.prune\` to remove what was made from Tenants: ${objects} would go and nothing would be left, so delete them by hand if that is meant.`
  return [{ rule: 'prune-leaves-nothing', message }]
}

function isApplied(item: Item): boolean {
  if (toolGroups.includes(groupOf(item.apiVersion))) return false
  const isLocal = item.annotation(localConfigAnnotation)
  return isLocal === undefined || isLocal === 'false'
}
