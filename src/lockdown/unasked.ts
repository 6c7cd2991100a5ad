import { namesController } from '../flux/controllers.ts'
import type { Item } from '../krm/item.ts'
import type { Finding } from './finding.ts'
import { isWorkload } from './pod.ts'

/**
 * That nothing was locked, where controllers are in the input and no profile is asked for: one finding, or none. The text alone
 * tells, since what is left alone need not be readable.
 */
export function unaskedFindings(items: readonly Item[]): readonly Finding[] {
  const isThere = items.some(
    (item) => isWorkload(item) && namesController((name) => item.mentions(name)),
  )
  return isThere ? [noProfile] : []
}

const noProfile: Finding = {
  rule: 'no-profile',
  message:
    'No profile was asked for, so nothing was locked or unlocked: `spec.securityProfile` or `--security-profile` names one.',
}
