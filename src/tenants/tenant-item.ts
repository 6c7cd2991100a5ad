import { apiVersion } from '../api/group.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Tenant } from '../api/tenant-schema.ts'
import type { Version } from '../flux/version.ts'
import type { Item } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { decodeTenant } from './decode-tenant.ts'

/** A Tenant and the item that it is. */
export interface TenantItem {
  readonly item: Item
  readonly tenant: Tenant
}

/** The Tenants among items; those that do not keep to their schema are among the findings, every problem at once. */
export interface ReadTenants {
  readonly tenants: readonly TenantItem[]
  readonly findings: readonly TenantFinding[]
}

/** True for a Tenant of the version that is known. */
export function isTenant(item: Pick<Item, 'apiVersion' | 'kind'>): boolean {
  return item.kind === 'Tenant' && item.apiVersion === apiVersion
}

/** Reads the Tenants among `items`; `defaults` is `spec.tenantDefaults` of the configuration. */
export function readTenants(
  items: readonly Item[],
  defaults: PlainMap,
  flux: Version,
): ReadTenants {
  const tenants: TenantItem[] = []
  const findings: TenantFinding[] = []
  for (const item of items.filter(isTenant)) {
    const decoded = decodeTenant(item.object, defaults, flux)
    if (decoded.ok) tenants.push({ item, tenant: decoded.tenant })
    else {
      findings.push(
        ...decoded.problems.map(({ path, message, currentValue }): TenantFinding => {
          const field = { path, ...(currentValue !== undefined && { currentValue }) }
          return { rule: 'invalid-tenant', item, message, field }
        }),
      )
    }
  }
  return { tenants, findings }
}
