import type { FluxTenancySpec } from '../api/schema.ts'
import type { KrmFunction } from '../krm/resource-list.ts'
import { fixResult } from '../lockdown/finding.ts'
import { planTenancy } from './tenancy-plan.ts'

/**
 * Expands the Tenants of the list, and locks every Flux install of it for the profile, or takes the lock back. On any error the items stay as
 * they are.
 */
export const fluxTenancy: KrmFunction<FluxTenancySpec> = (list, spec) => {
  const { items, edits, findings } = planTenancy(list.items, spec)
  const results = [...findings, ...edits].flatMap((finding) => fixResult(finding) ?? [])
  return { ...list, items, results: [...list.results, ...results] }
}
