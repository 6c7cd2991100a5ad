import type { SecurityProfile } from '../api/security-profile.ts'
import { allOccurrences } from '../flux/arguments.ts'
import { formatVersion } from '../flux/version.ts'
import type { FieldFinding } from '../krm/result.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'
import type { WantedFlag } from './wanted.ts'

/** What a controller's version lacks of the flags that the profile owns: all of them is an error, some are open. */
export function versionFindings(
  controller: Controller,
  wanted: readonly WantedFlag[],
  profile: SecurityProfile,
): readonly Finding[] {
  const { version, item, path, container } = controller
  const missing = wanted.filter(({ since }) => since !== undefined)
  if (!version || missing.length === 0) return []
  const field: FieldFinding = { path: [...path, 'image'], currentValue: container['image'] }
  const name = `${controller.controller} "${formatVersion(version)}"`
  if (missing.length === wanted.length) {
    const message = `${name} must be upgraded${reasonOf(controller, missing, profile)}: ${arrivals(missing)}.`
    return [{ rule: 'too-old', item, message, field }]
  }
  if (profile === 'single-tenant') return []
  const message = `${name} is too old for a part of the profile: ${arrivals(missing)}, so what that closes stays open.`
  return [{ rule: 'not-in-this-version', item, message, field }]
}

/** Why a version that has none of the flags is refused, as the end of a clause. */
function reasonOf(
  { args }: Controller,
  missing: readonly WantedFlag[],
  profile: SecurityProfile,
): string {
  if (profile === 'multi-tenant') return ', since it has nothing of the profile'
  const present = missing.filter(({ setting }) => allOccurrences(args, setting.id).length > 0)
  return present.length === 0
    ? ' before a profile is asked for; it has nothing that single-tenant takes away'
    : `, or started without ${namesOf(present)}, which it cannot parse`
}

/** When each flag came: `--a` and `--b` came with Flux "v0.26", `--c` with Flux "v0.30". */
function arrivals(missing: readonly WantedFlag[]): string {
  const releases = [...new Set(missing.map(({ since }) => since))]
  return releases
    .map((release, at) => {
      const flags = missing.filter(({ since }) => since === release)
      return `${namesOf(flags)} ${at === 0 ? 'came with' : 'with'} Flux "${release}"`
    })
    .join(', ')
}

function namesOf(flags: readonly WantedFlag[]): string {
  return flags.map(({ setting }) => `\`--${setting.id}\``).join(' and ')
}
