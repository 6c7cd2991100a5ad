import { type ControllerName, controllerNames } from './controllers.ts'
import { fluxReleaseWith, oldestKnownFlux } from './releases.ts'
import {
  compareVersions,
  formatMinor,
  formatVersion,
  knownVersion,
  type Version,
} from './version.ts'

/** The versions of one controller that have a flag or gate: from `since` on, and before `until` where that is set. */
interface VersionRange {
  readonly since: Version
  readonly until: Version | undefined
}

/** By controller; a controller that never had it has no entry. */
export type Ranges = Readonly<Partial<Record<ControllerName, VersionRange>>>

/**
 * Why a controller's version does not have a flag or gate. Versions are the controller's; `fluxSince` is `v0.30`, or `v2.7.3`
 * where a patch release brought it.
 */
export type Unsupported =
  | { readonly kind: 'later'; readonly since: Version; readonly fluxSince: string }
  | { readonly kind: 'removed'; readonly until: Version }
  /** No release of this controller has it; `reason` is one sentence. */
  | { readonly kind: 'never'; readonly reason: string }
  /** In no table: a typing error, or newer than the tables. */
  | { readonly kind: 'unknown' }

/** What `ranges` says of one version; undefined if it is supported. A version newer than the tables counts as the newest. */
export function unsupportedIn(
  ranges: Ranges,
  controller: ControllerName,
  version: Version,
): Unsupported | undefined {
  const range = ranges[controller]
  if (!range) {
    const others = Object.keys(ranges).join(', ')
    return { kind: 'never', reason: `No release of ${controller} has it, only ${others}.` }
  }
  const { since, until } = range
  if (compareVersions(version, since) < 0) {
    return { kind: 'later', since, fluxSince: fluxSince(controller, since) }
  }
  return until && compareVersions(version, until) >= 0 ? { kind: 'removed', until } : undefined
}

/** `v0.30`, or `v2.7.3` where a patch release brought it. */
function fluxSince(controller: ControllerName, since: Version): string {
  const flux = fluxReleaseWith(controller, since)
  if (!flux || flux === oldestKnownFlux) return `${formatMinor(oldestKnownFlux)} or earlier`
  return flux.patch === 0 ? formatMinor(flux) : formatVersion(flux)
}

/** Reads the columns of a table of flags or gates, which are in the order of `controllerNames`. */
export function readRanges(cells: readonly string[]): Ranges {
  const ranges: Partial<Record<ControllerName, VersionRange>> = {}
  for (const [column, controller] of controllerNames.entries()) {
    const cell = cells[column]
    if (cell !== '-') ranges[controller] = readRange(cell ?? '')
  }
  return ranges
}

function readRange(cell: string): VersionRange {
  const [since = '', until] = cell.split('..')
  return {
    since: knownVersion(since),
    until: until === undefined ? undefined : knownVersion(until),
  }
}
