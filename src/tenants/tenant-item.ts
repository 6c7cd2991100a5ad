import { apiVersion } from '../api/group.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Tenant } from '../api/tenant-schema.ts'
import type { Version } from '../flux/version.ts'
import { kustomizeRenames } from '../krm/annotations.ts'
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
    findings.push(...renamedFindings(item))
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

/** What kustomize did to a Tenant: its objects are called as it is called then, and those that were made before are not. */
function renamedFindings(item: Item): readonly TenantFinding[] {
  const { prefixes, suffixes, namespaces } = kustomizeRenames
  const findings: TenantFinding[] = []
  if (item.annotation(prefixes) !== undefined || item.annotation(suffixes) !== undefined) {
    const message = `The Tenant must keep its name, and kustomize calls it "${item.name}": take it out of reach of \`namePrefix\` and \`nameSuffix\`, and rename the Tenant instead.`
    const field = { path: ['metadata', 'name'], currentValue: item.name }
    findings.push({ rule: 'tenant-renamed', item, message, field })
  }
  const { namespace } = item
  if (namespace !== undefined && item.annotation(namespaces) !== undefined) {
    const message = `The Tenant must have no namespace, and kustomize puts it into "${namespace}", where its objects do not follow: take it out of reach of \`namespace\`, and set \`spec.namespaces\` instead.`
    const field = { path: ['metadata', 'namespace'], currentValue: namespace }
    findings.push({ rule: 'tenant-renamed', item, message, field })
  }
  return findings
}
