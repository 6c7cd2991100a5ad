import type { Problem } from '../api/problem.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Item } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { agreementFindings, type Fallbacks } from './agreement.ts'
import type { TenantSettings } from './builders.ts'
import { claimFindings, fileName, isRefused, type PlaceOf } from './claims.ts'
import { type Expansion, expandTenants } from './expand.ts'
import { isMarked, ownMark } from './ownership.ts'
import { tenantDefaultsProblems } from './tenant-defaults.ts'
import { isTenant, readTenants, type TenantItem } from './tenant-item.ts'

export interface TenantOptions extends TenantSettings, Fallbacks {
  /** `spec.tenantDefaults` of the configuration. */
  readonly defaults: PlainMap
  /** True: the input is the whole package. */
  readonly prune: boolean
  /** The namespaces in which the controllers of Flux run. */
  readonly installNamespaces: readonly string[]
  /** As ExpandOptions has it. */
  readonly placeOf?: PlaceOf
}

export interface TenantPlan extends Expansion {
  readonly tenants: readonly TenantItem[]
  /** The name of the Tenant that an item was made from; undefined for what is not ours. */
  ownerOf(item: Item): string | undefined
}

/** True if Tenants, or objects that were made from them, are among the items: others need not be looked at. */
export function concernsTenants(items: readonly Item[]): boolean {
  return items.some((item) => isTenant(item) || isMarked(item))
}

/** Reads the Tenants among `items` and expands them: the one code path of all that makes or checks their objects. Pure. */
export function planTenants(items: readonly Item[], options: TenantOptions): TenantPlan {
  const { installNamespaces } = options
  const ownerOf = (item: Item) => ownMark(item, installNamespaces)?.tenant
  const { defaults, flux, placeOf = fileName } = options
  const refused = tenantDefaultsProblems(defaults, flux).map(defaultsFinding)
  // what is wrong for all is told once
  if (refused.length > 0) return { tenants: [], ownerOf, items, edits: [], findings: refused }
  const { tenants, findings } = readTenants(items, defaults, flux)
  if (findings.length > 0) {
    // what the others claim is told too; what is there of them cannot be judged without those that cannot be read
    const claims = claimFindings(tenants, installNamespaces, placeOf)
    return { tenants, ownerOf, items, edits: [], findings: [...findings, ...claims] }
  }
  const expansion = expandTenants(items, tenants, options)
  // what is not expanded agrees with nothing
  if (isRefused(expansion.findings)) return { tenants, ownerOf, ...expansion }
  const agreement = agreementFindings(expansion.items, tenants, options)
  return { tenants, ownerOf, ...expansion, findings: [...expansion.findings, ...agreement] }
}

function defaultsFinding({ message }: Problem): TenantFinding {
  return { rule: 'invalid-tenant', message }
}
