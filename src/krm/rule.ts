import type { Severity } from './result.ts'

/**
 * What a finding means for TenancyCheck: `drift`, FluxTenancy would edit this; `overridden`, a later setting wins; `unsure`,
 * the input cannot tell; `crash`, the image cannot parse it: each of these fails the check. `open`: cannot be closed here.
 */
type CheckClass = 'drift' | 'overridden' | 'unsure' | 'crash' | 'open'

/** One rule: what a result with its id says. */
export interface Rule {
  /** Of the result that FluxTenancy gives; `silent` for an edit that is just what was asked for. */
  readonly severity: Severity | 'silent'
  /** For TenancyCheck; absent: the finding has the same severity there. */
  readonly class?: CheckClass
  readonly what: string
  readonly reason: string
  readonly remedy: string
  readonly source: string
}
