import type { FluxTenancySpec } from '../api/schema.ts'
import type { KrmFunction, ResourceList } from '../krm/resource-list.ts'
import { type Finding, fixResult } from '../lockdown/finding.ts'
import { planLockdown } from '../lockdown/plan.ts'
import { unaskedFindings } from '../lockdown/unasked.ts'

/**
 * Locks every Flux install of the list for the profile, or takes the lock back. On any error the items stay as they are, and so they do
 * without a profile.
 */
export const fluxTenancy: KrmFunction<FluxTenancySpec> = (list, { securityProfile, flux }) => {
  if (securityProfile === undefined) return withResults(list, unaskedFindings(list.items))
  const { items, edits, findings } = planLockdown(list.items, { securityProfile, flux })
  return withResults({ ...list, items }, [...findings, ...edits])
}

function withResults(list: ResourceList, findings: readonly Finding[]): ResourceList {
  const results = findings.flatMap((finding) => fixResult(finding) ?? [])
  return { ...list, results: [...list.results, ...results] }
}
