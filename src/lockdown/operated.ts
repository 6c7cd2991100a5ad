import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Finding } from './finding.ts'
import type { ControllerPlan } from './lock.ts'

/** A finding for each controller of flux-operator that is not as the profile wants it. Edits there have no effect. */
export function operatedFindings(
  plans: readonly ControllerPlan[],
  { securityProfile }: TenancyCheckSpec,
): readonly Finding[] {
  return plans
    .filter(({ controller, edits }) => controller.isOperated && edits.length > 0)
    .map(({ controller, edits }) => ({
      rule: 'managed-by-flux-operator',
      item: controller.item,
      message: `${controller.controller} belongs to flux-operator, which undoes edits (${edits.length} would be needed): \`spec.cluster.multitenant\` of the FluxInstance must be "${securityProfile === 'multi-tenant'}".`,
      field: { path: controller.path },
    }))
}
