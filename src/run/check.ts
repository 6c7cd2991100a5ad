import { chosenConfig } from '../functions/configuration.ts'
import { type TenancyStatus, tenancyStatus } from '../functions/tenancy-status.ts'
import { hasErrors } from '../krm/result.ts'
import { checkConfigOf } from './configuration.ts'
import type { ExecuteOptions } from './execute.ts'
import { readInput } from './read-input.ts'

/** What `check` found; JSON as it stands. */
export interface CheckReport extends Omit<TenancyStatus, 'profile'> {
  /** False for any error among the results. */
  readonly passed: boolean
  /** Absent where the configuration could not be read, which is then among the results. */
  readonly profile?: TenancyStatus['profile']
}

/**
 * Checks the Flux installs of a ResourceList or of a stream of documents. Throws YamlError and InputError for a text that
 * cannot be read.
 */
export function checkText(
  text: string,
  options: Pick<ExecuteOptions, 'config' | 'securityProfile'>,
): CheckReport {
  const source = readInput(text)
  const functionConfig = checkConfigOf(source, options)
  const list = { items: source.items, functionConfig, results: [] }
  const { config, results } = chosenConfig(list, 'TenancyCheck')
  if (config?.kind !== 'TenancyCheck' || hasErrors(results)) {
    return { passed: false, installs: [], results }
  }
  const status = tenancyStatus(list, config.spec)
  const all = [...results, ...status.results]
  return { ...status, results: all, passed: !hasErrors(all) }
}
