import { type ControllerName, controllerNames } from '../flux/controllers.ts'
import { flags } from '../flux/flags.ts'
import {
  fluxMinorOf,
  fluxReleases,
  newestKnownController,
  oldestKnownFlux,
} from '../flux/releases.ts'
import { absentFlags, type TenancyFlag, tenancyFlags } from '../flux/tenancy-flags.ts'
import { formatMinor, formatVersion } from '../flux/version.ts'
import { settingsOf } from '../lockdown/settings.ts'
import type { Entry } from './topic.ts'

/** Flags that matter to tenants, and then those that people write although no release has them. */
export function flagEntries(): readonly Entry[] {
  const absent = absentFlags.map(({ name, reason, source }): Entry => {
    return { name, summary: reason, facts: [['source', source]] }
  })
  return [...tenancyFlags.map(flagEntry), ...absent]
}

function flagEntry(flag: TenancyFlag): Entry {
  const { name, what, why, source, isInsecure } = flag
  return {
    name,
    summary: what,
    facts: [
      ['why', why],
      ...(isInsecure
        ? [['advice', 'It must not be set where tenants share the cluster.'] as const]
        : []),
      ['since', sinceTexts(flag).join('; ')],
      ['source', source],
    ],
  }
}

/** `helm-controller 0.16.0 (Flux v0.26)` for each controller that the flag is on with this meaning. */
function sinceTexts({ name, controllers }: TenancyFlag): readonly string[] {
  const ranges = flags.get(name)?.ranges ?? {}
  return controllerNames
    .filter((controller) => controllers.length === 0 || controllers.includes(controller))
    .flatMap((controller) => {
      const since = ranges[controller]?.since
      if (!since) return []
      const flux = fluxMinorOf(controller, since) ?? `${formatMinor(oldestKnownFlux)} or earlier`
      return [`${controller} ${formatVersion(since)} (Flux ${flux})`]
    })
}

/** The controllers, with the flags that multi-tenant sets on each. */
export function controllerEntries(): readonly Entry[] {
  return controllerNames.map((name) => {
    const owned = settingsOf(name)
    const newest = newestKnownController(name)
    return {
      name,
      summary:
        owned.length > 0
          ? `multi-tenant sets ${owned.map(({ id }) => `\`--${id}\``).join(', ')}.`
          : 'The profiles own no flag of it.',
      facts: [
        ['known', `${knownSince(name)} to ${newest ? formatVersion(newest) : 'none'}`],
        ['source', `fluxcd/${name} main.go at each release; fluxcd/flux2 manifests/bases/${name}`],
      ],
    }
  })
}

function knownSince(controller: ControllerName): string {
  const release = fluxReleases.find(({ controllers }) => controllers[controller])
  const version = release?.controllers[controller]
  return release && version
    ? `${formatVersion(version)} (Flux ${formatMinor(release.flux)})`
    : 'no version'
}
