import { apiVersion } from '../api/group.ts'
import { localConfigAnnotation } from '../krm/annotations.ts'
import type { Item } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import type { Change } from './change.ts'

/** The change that keeps a FluxTenancy among the items from being applied to a cluster, which does not know the kind. */
export function markedConfig(item: Item): Change | undefined {
  if (item.kind !== 'FluxTenancy' || item.apiVersion !== apiVersion) return undefined
  if (item.annotation(localConfigAnnotation) !== undefined) return undefined
  return {
    item,
    edit: (object) => ({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { ...mapAt(object.metadata?.annotations), [localConfigAnnotation]: 'true' },
      },
    }),
    edits: [
      {
        rule: 'config-unmarked',
        item,
        message: `The annotation \`${localConfigAnnotation}\` must be "true": no API server knows the kind.`,
        field: {
          path: ['metadata', 'annotations', localConfigAnnotation],
          proposedValue: 'true',
        },
      },
    ],
  }
}
