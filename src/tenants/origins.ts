import type { Tenant } from '../api/tenant-schema.ts'
import { type FieldPath, valueAt } from '../krm/field-path.ts'
import { isMap, type KubernetesObject, mapAt, type PlainMap } from '../krm/object.ts'
import { planOf, type TenantSettings } from './builders.ts'
import { tenantObjects } from './tenant-objects.ts'

/** Who decided on a value: the Tenant's own file, the configuration for all, or nobody. */
type Origin = 'tenant' | 'tenantDefaults' | 'default'

/** A value that counts for a Tenant; a list, which is never merged, is one value. */
export interface OriginOf {
  /** In the Tenant: `spec.git.interval`. */
  readonly path: FieldPath
  readonly value: unknown
  readonly origin: Origin
}

/**
 * Every value that counts for a Tenant, in the order of its schema, with where it is from. `object` is the Tenant as it is written, `defaults`
 * is `spec.tenantDefaults`, `tenant` what `decodeTenant` made of the two.
 */
export function originsOf(
  object: KubernetesObject,
  defaults: PlainMap,
  tenant: Tenant,
  settings: TenantSettings,
): readonly OriginOf[] {
  const own = mapAt(object['spec'])
  return leavesOf(filledSpec(tenant, settings), []).map(({ path, value }) => ({
    path: ['spec', ...path],
    value,
    origin: isSet(own, path) ? 'tenant' : isSet(defaults, path) ? 'tenantDefaults' : 'default',
  }))
}

/** The `spec` with nothing left open: what is not in it is read off the objects that it stands for. */
function filledSpec(tenant: Tenant, settings: TenantSettings): PlainMap {
  const { account, role, namespaces } = planOf(tenant, settings)
  const objects = tenantObjects(tenant, settings)
  const git = specOf(objects, 'GitRepository')
  const {
    sourceRef: _,
    serviceAccountName: __,
    ...kustomization
  } = specOf(objects, 'Kustomization')
  return {
    ...(tenant.spec.git && { git, kustomization }),
    serviceAccount: account,
    role,
    namespaces,
    labels: tenant.spec.labels ?? {},
  }
}

function specOf(objects: readonly KubernetesObject[], kind: string): PlainMap {
  return mapAt(objects.find((object) => object.kind === kind)?.['spec'])
}

function leavesOf(value: unknown, path: FieldPath): readonly Omit<OriginOf, 'origin'>[] {
  if (!isMap(value)) return [{ path, value }]
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]))
}

/** A null sets nothing: it takes a default away. */
function isSet(map: PlainMap, path: FieldPath): boolean {
  return valueAt(map, path) != null
}
