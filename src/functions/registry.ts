import { type ConfigKind, configKinds, kinds } from '../api/schema.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { hasErrors } from '../krm/result.ts'
import { chosenConfig } from './configuration.ts'
import { fluxTenancy } from './flux-tenancy.ts'
import { tenancyCheck } from './tenancy-check.ts'

/** The kinds that name a function. */
export type FunctionKind = ConfigKind
export const functionKinds: readonly FunctionKind[] = configKinds

/** One line on what each function does. */
export const functionSummaries: Readonly<Record<FunctionKind, string>> = {
  FluxTenancy: kinds.FluxTenancy.summary,
  TenancyCheck: kinds.TenancyCheck.summary,
}

/**
 * Finds the configuration that counts, checks it, and runs the function of its kind. `defaultKind` is the function that
 * runs where the configuration does not tell: a ConfigMap, or none. Problems of a configuration are error results, and
 * then, as on any error result of FluxTenancy, the items that come back are those that came in.
 */
export function runFunction(list: ResourceList, defaultKind: FunctionKind): ResourceList {
  const { config, results } = chosenConfig(list, defaultKind)
  const earlier = { ...list, results: [...list.results, ...results] }
  if (!config || hasErrors(results)) return earlier
  switch (config.kind) {
    case 'FluxTenancy':
      return fluxTenancy(earlier, config.spec)
    case 'TenancyCheck':
      return tenancyCheck(earlier, config.spec)
  }
}
