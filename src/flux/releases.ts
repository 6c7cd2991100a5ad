import { type ControllerName, controllerNames } from './controllers.ts'
import { releaseTable } from './release-table.ts'
import { compareVersions, formatMinor, knownVersion, type Version } from './version.ts'

/** One Flux release and the controllers that it ships. */
export interface FluxRelease {
  readonly flux: Version
  readonly controllers: Readonly<Partial<Record<ControllerName, Version>>>
}

/** All known Flux releases that changed a controller, oldest first: v0.25.0 to v2.9.4, release candidates included. */
export const fluxReleases: readonly FluxRelease[] = releaseTable.trim().split('\n').map(readRow)

const fluxVersions = fluxReleases.map((release) => release.flux) as [Version, ...Version[]]

/** The oldest release of the table. Before v0.26 no controller has a flag that locks. */
export const oldestKnownFlux: Version = fluxVersions[0]
export const newestKnownFlux: Version = fluxVersions.at(-1) ?? oldestKnownFlux

/**
 * The controller version in a Flux release. A release newer than the table counts as the newest known,
 * one between two rows as the older row. Undefined before v0.25.0, and where that Flux does not ship the controller.
 */
export function controllerVersionIn(
  controller: ControllerName,
  flux: Version,
): Version | undefined {
  return fluxReleases.findLast((release) => compareVersions(release.flux, flux) <= 0)?.controllers[
    controller
  ]
}

/**
 * The first Flux minor, as `v0.30`, that ships this controller minor or, if none ships exactly that one, a newer
 * one: where a flag that appeared in `version` can first be used. Undefined for what is older or newer than the table.
 */
export function fluxMinorOf(controller: ControllerName, version: Version): string | undefined {
  const oldest = fluxReleases.find((release) => release.controllers[controller])
  if (!oldest || compareMinors(version, oldest.controllers[controller]) < 0) return undefined
  const first = fluxReleases.find(
    ({ controllers }) => compareMinors(version, controllers[controller]) <= 0,
  )
  return first && formatMinor(first.flux)
}

/** The first Flux release, by version, whose controller is at least `version`. Undefined for what is newer than the table. */
export function fluxReleaseWith(controller: ControllerName, version: Version): Version | undefined {
  return fluxReleases.find(({ controllers }) => {
    const shipped = controllers[controller]
    return shipped !== undefined && compareVersions(shipped, version) >= 0
  })?.flux
}

/** The newest version of a controller that the tables know. */
export function newestKnownController(controller: ControllerName): Version | undefined {
  return controllerVersionIn(controller, newestKnownFlux)
}

/** True where flags and gates may have come or gone that the tables do not know. */
export function isNewerThanKnown(controller: ControllerName, version: Version): boolean {
  const newest = newestKnownController(controller)
  return newest !== undefined && compareVersions(version, newest) > 0
}

/** Compares without patch and prerelease; a controller that is not shipped is older than any version. */
function compareMinors(version: Version, shipped: Version | undefined): number {
  return shipped ? version.major - shipped.major || version.minor - shipped.minor : 1
}

function readRow(line: string): FluxRelease {
  const [flux = '', ...shipped] = line.split(/ +/)
  const controllers: Partial<Record<ControllerName, Version>> = {}
  for (const [column, controller] of controllerNames.entries()) {
    const cell = shipped[column] ?? ''
    if (cell !== '-') controllers[controller] = knownVersion(cell)
  }
  return { flux: knownVersion(flux), controllers }
}
