import { localConfigAnnotation } from '../krm/annotations.ts'
import type { Item } from '../krm/item.ts'
import { type KubernetesObject, mapAt } from '../krm/object.ts'
import { apiVersion } from './group.ts'
import type { TenantFinding } from './tenant-rules.ts'

/** The kinds of ours that stay among the items and are never applied. */
const localKinds: readonly string[] = ['FluxTenancy', 'Tenant']

/** What keeps an item from being applied, and the finding that goes with the edit. */
export interface LocalConfig {
  readonly object: KubernetesObject
  readonly edit: TenantFinding
}

/** The mark that keeps a FluxTenancy or a Tenant from a cluster, which does not know the kind; undefined for what has it, and for other items. */
export function localConfigFor(item: Item): LocalConfig | undefined {
  if (item.apiVersion !== apiVersion || !localKinds.includes(item.kind)) return undefined
  const present = item.annotation(localConfigAnnotation)
  // any other value means the same as "true"
  if (present !== undefined && present !== 'false') return undefined
  const { metadata } = item.object
  const annotations = { ...mapAt(metadata?.annotations), [localConfigAnnotation]: 'true' }
  return {
    object: { ...item.object, metadata: { ...metadata, annotations } },
    edit: {
      rule: 'config-unmarked',
      item,
      message: `The annotation \`${localConfigAnnotation}\` must be "true": no API server knows the kind.`,
      field: {
        path: ['metadata', 'annotations', localConfigAnnotation],
        ...(present !== undefined && { currentValue: present }),
        proposedValue: 'true',
      },
    },
  }
}
