import { tenantLabel } from '../api/tenant-names.ts'
import type { Tenant } from '../api/tenant-schema.ts'
import { isMap, type KubernetesObject } from '../krm/object.ts'
import { type Built, builders, planOf, type TenantSettings } from './builders.ts'
import { formatMark, markAnnotation } from './mark.ts'

/**
 * The objects that a Tenant stands for, in the order in which they are applied, keys in the order of `flux create --export`. Pure: nothing
 * but its arguments counts, and the order of keys in a Tenant does not.
 */
export function tenantObjects(
  tenant: Tenant,
  settings: TenantSettings,
): readonly KubernetesObject[] {
  const plan = planOf(tenant, settings)
  return builders.flatMap((build) => build(plan)).map((built) => withMetadata(built, tenant))
}

function withMetadata(built: Built, tenant: Tenant): KubernetesObject {
  const { apiVersion, kind, name, namespace } = built
  const mark = formatMark({ tenant: tenant.name, namespace: namespace ?? '', name })
  return {
    apiVersion,
    kind,
    metadata: {
      annotations: sorted({ ...built.annotations, [markAnnotation]: mark }),
      labels: sorted({ ...tenant.spec.labels, [tenantLabel]: tenant.name }),
      name,
      ...(namespace !== undefined && { namespace }),
    },
    ...sorted(built.fields),
  }
}

/** A copy with the keys of all mappings in alphabetical order. */
function sorted<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted) as Value
  if (!isMap(value)) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])])) as Value
}
