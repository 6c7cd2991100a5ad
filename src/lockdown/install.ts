import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Controller } from './controller.ts'
import { defaultAccounts } from './default-account.ts'
import type { Finding } from './finding.ts'
import { type ControllerPlan, planController } from './lock.ts'

/** The controllers of one namespace, which is empty where the manifests name none, and what is to be done with them. */
export interface Install {
  readonly namespace: string
  readonly controllers: readonly ControllerPlan[]
  /** What concerns several controllers. */
  readonly findings: readonly Finding[]
}

/** The installs that `controllers` are of, each planned by itself. */
export function installsOf(
  controllers: readonly Controller[],
  spec: TenancyCheckSpec,
): readonly Install[] {
  const namespaces = [...new Set(controllers.map(({ item }) => item.namespace ?? ''))]
  return namespaces.map((namespace) =>
    installIn(
      namespace,
      controllers.filter(({ item }) => (item.namespace ?? '') === namespace),
      spec,
    ),
  )
}

function installIn(
  namespace: string,
  members: readonly Controller[],
  { securityProfile: profile, flux }: TenancyCheckSpec,
): Install {
  const configuredAccount = flux.defaultServiceAccount
  const accounts = defaultAccounts(members, configuredAccount)
  return {
    namespace,
    controllers: members.map((controller) =>
      planController(controller, {
        profile,
        account: accounts.nameFor(controller),
        configuredAccount,
      }),
    ),
    findings: profile === 'multi-tenant' ? accounts.findings : [],
  }
}
