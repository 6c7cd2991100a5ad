import type { FluxTenancySpec } from '../api/schema.ts'
import type { KrmFunction } from '../krm/resource-list.ts'
import { fixResult } from '../lockdown/finding.ts'
import { planLockdown } from '../lockdown/plan.ts'

/** Locks every Flux install of the list for the profile, or takes the lock back. On any error the items stay as they are. */
export const fluxTenancy: KrmFunction<FluxTenancySpec> = (list, { securityProfile, flux }) => {
  if (securityProfile === undefined) return list
  const { items, edits, findings } = planLockdown(list.items, { securityProfile, flux })
  const results = [...findings, ...edits].flatMap((finding) => fixResult(finding) ?? [])
  return { ...list, items, results: [...list.results, ...results] }
}
