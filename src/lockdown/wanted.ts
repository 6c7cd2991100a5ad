import type { SecurityProfile } from '../api/security-profile.ts'
import {
  type Arguments,
  allOccurrences,
  countingOccurrences,
  effectiveValue,
  isTrue,
} from '../flux/arguments.ts'
import { flagSupport } from '../flux/flags.ts'
import type { Controller } from './controller.ts'
import { isOpaqueBehind } from './flag-edits.ts'
import { type Setting, settingsOf } from './settings.ts'

/** What a profile wants of one flag; absent: it must not be there. */
export interface WantedFlag {
  readonly setting: Setting
  readonly value: string | undefined
  /** Set where the version does not have the flag: the first Flux that has it. */
  readonly since?: string
}

/** How one flag is to be for a profile: `account` is the default account of the install. */
export interface LockOptions {
  readonly profile: SecurityProfile
  /** The default account that multi-tenant writes. */
  readonly account: string
  /** That of the configuration: what single-tenant takes away without a warning. */
  readonly configuredAccount: string | undefined
}

/** What a profile wants of each flag that it owns on a controller. */
export function wantedFlags(
  { controller, version }: Controller,
  { profile, account }: LockOptions,
): readonly WantedFlag[] {
  return settingsOf(controller).map((setting): WantedFlag => {
    const support = version && flagSupport(controller, version, setting.id)
    const since = support?.kind === 'later' ? { since: support.fluxSince } : {}
    if (profile === 'single-tenant' || (support && support.kind !== 'known')) {
      return { setting, value: undefined, ...since }
    }
    return { setting, value: setting.value.kind === 'fixed' ? setting.value.value : account }
  })
}

/** True if the flag is as wanted, whatever bare flags in no table take, and nothing behind it may change that. */
export function isInForce(args: Arguments, { setting, value }: WantedFlag): boolean {
  return countingOccurrences(args, setting.id).every((each) => {
    if (value === undefined || !each) return value === each
    return hasValue(setting, each, value) && !isOpaqueBehind(args, each)
  })
}

/** True if the value that counts, among the arguments that can be read, is the wanted one. */
export function isAsWanted(args: Arguments, { setting, value }: WantedFlag): boolean {
  const effective = effectiveValue(args, setting.id)
  if (value === undefined || !effective) return value === effective
  return hasValue(setting, effective, value)
}

/** True if some occurrences of a flag count or not as a bare flag in no table is boolean or takes a value: no edit of them is safe. */
export function isDoubtful(args: Arguments, { setting }: WantedFlag): boolean {
  return allOccurrences(args, setting.id).some(({ isSure }) => !isSure)
}

/** True if a value means the wanted one; the text of a variable never does. */
export function hasValue(
  setting: Setting,
  present: { readonly value: string },
  value: string,
): boolean {
  return setting.value.kind === 'account' ? present.value === value : isTrue(present.value) === true
}
