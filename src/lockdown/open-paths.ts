import type { ControllerName } from '../flux/controllers.ts'
import { compareVersions, knownRelease, knownVersion, type Version } from '../flux/version.ts'
import type { Finding } from './finding.ts'
import { type AffectedVersions, type OpenPath, openPaths } from './open-path-table.ts'

/** A controller and its version, if that is known. */
export interface RunningController {
  readonly controller: ControllerName
  readonly version: Version | undefined
  /** The release of Flux, where that is what tells the version. */
  readonly flux?: Version | undefined
}

/** The paths that are open in an install with these controllers; a controller of unknown version has them all. */
export function openPathsOf(controllers: readonly RunningController[]): readonly OpenPath[] {
  return openPaths.filter((path) =>
    path.affected.some((range) => controllers.some((running) => isOpenIn(running, path, range))),
  )
}

/** One finding for each open path, however many controllers it concerns. */
export function openPathFindings(controllers: readonly RunningController[]): readonly Finding[] {
  return (
    openPathsOf(controllers)
      // told by the rule `not-in-this-version`, with the controller
      .filter(({ id }) => id !== 'remote-bases')
      .map(({ what, closedBy }) => ({
        rule: 'open-path',
        message: `${what} It is closed by ${closedBy}.`,
      }))
  )
}

function isOpenIn(
  { controller, version, flux }: RunningController,
  path: OpenPath,
  { controller: affected, since, until }: AffectedVersions,
): boolean {
  if (controller !== affected) return false
  if (!version) return true
  // the version of a release that is newer than the table is that of an older one
  if (flux && path.until && compareVersions(flux, knownRelease(path.until)) >= 0) return false
  return (
    (!since || compareVersions(version, knownVersion(since)) >= 0) &&
    (!until || compareVersions(version, knownVersion(until)) < 0)
  )
}
