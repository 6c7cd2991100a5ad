import type { FluxTenancySpec } from '../api/schema.ts'
import type { Item } from '../krm/item.ts'
import { type Finding, isRefusal } from '../lockdown/finding.ts'
import type { Install } from '../lockdown/install.ts'
import { planLockdown } from '../lockdown/plan.ts'
import { unaskedFindings } from '../lockdown/unasked.ts'
import { placeFindings, withPlaces } from '../tenants/places.ts'
import { concernsTenants, planTenants } from '../tenants/plan.ts'
import { isTenant } from '../tenants/tenant-item.ts'
import { fluxFacts } from './flux-facts.ts'

/** What a configuration makes of a list: the one code path of FluxTenancy and TenancyCheck. */
export interface TenancyPlan {
  readonly installs: readonly Install[]
  /** The items as they are to be; the same ones where nothing is to be done or anything is refused. */
  readonly items: readonly Item[]
  /** At least one for each difference between these and what came in. */
  readonly edits: readonly Finding[]
  /** All else. */
  readonly findings: readonly Finding[]
}

/** Expands the Tenants of a list, then plans the lockdown of what this gives. Without a profile nothing is locked or unlocked. Pure. */
export function planTenancy(items: readonly Item[], spec: FluxTenancySpec): TenancyPlan {
  const expanded = expandedItems(items, spec)
  const locked = lockedItems(expanded.items, spec)
  const findings = [
    ...expanded.findings,
    // Tenants alone are a whole input: the controllers are elsewhere
    ...locked.findings.filter(({ rule }) => !expanded.hasTenants || rule !== 'no-controller'),
  ]
  const { installs } = locked
  if (findings.some(isRefusal)) return { installs, items, edits: [], findings }
  return { installs, items: locked.items, edits: [...expanded.edits, ...locked.edits], findings }
}

interface Expanded extends Omit<TenancyPlan, 'installs'> {
  readonly hasTenants: boolean
}

function expandedItems(items: readonly Item[], spec: FluxTenancySpec): Expanded {
  if (!concernsTenants(items)) return { items, edits: [], findings: [], hasTenants: false }
  const facts = fluxFacts(items, spec)
  const plan = planTenants(items, {
    ...facts,
    defaults: spec.tenantDefaults ?? {},
    prune: spec.prune ?? false,
  })
  const hasTenants = items.some(isTenant)
  const placed = withPlaces(plan, items)
  return {
    items: placed,
    edits: plan.edits,
    findings: [
      ...(hasTenants ? facts.findings : []),
      ...plan.findings,
      ...placeFindings({ ...plan, items: placed }, items),
    ],
    hasTenants,
  }
}

function lockedItems(items: readonly Item[], spec: FluxTenancySpec): TenancyPlan {
  const { securityProfile } = spec
  if (securityProfile !== undefined) return planLockdown(items, { ...spec, securityProfile })
  return { installs: [], items, edits: [], findings: unaskedFindings(items) }
}
