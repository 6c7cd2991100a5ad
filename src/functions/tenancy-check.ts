import type { TenancyCheckSpec } from '../api/schema.ts'
import type { KrmFunction } from '../krm/resource-list.ts'
import { checkResult } from '../lockdown/finding.ts'
import { openPathFindings } from '../lockdown/open-paths.ts'
import { controllersOf } from '../lockdown/plan.ts'
import { validatorItems } from './misplaced.ts'
import { planTenancy } from './tenancy-plan.ts'

/**
 * Tells what FluxTenancy would edit, and what neither of them can be sure of, close or mend. Adds and changes nothing; the
 * items are those of `validatorItems`.
 */
export const tenancyCheck: KrmFunction<TenancyCheckSpec> = (list, spec) => {
  const plan = planTenancy(list.items, spec)
  const open =
    spec.securityProfile === 'multi-tenant'
      ? openPathFindings(controllersOf(plan.installs), list.items)
      : []
  const results = [...plan.findings, ...plan.edits, ...open].map(checkResult)
  return { ...list, items: validatorItems(list), results: [...list.results, ...results] }
}
