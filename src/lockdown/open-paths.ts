import type { ControllerName } from '../flux/controllers.ts'
import { compareVersions, knownRelease, knownVersion, type Version } from '../flux/version.ts'
import type { Item } from '../krm/item.ts'
import { aggregationIn } from './aggregated-roles.ts'
import type { Finding } from './finding.ts'
import { type AffectedVersions, type OpenPath, openPaths } from './open-path-table.ts'

/** A controller and its version, if that is known. */
export interface RunningController {
  readonly controller: ControllerName
  readonly version: Version | undefined
  /** The release of Flux, where that is what tells the version. */
  readonly flux?: Version | undefined
}

/** A path that is open in an install. */
export interface FoundPath extends OpenPath {
  /** What the input tells of it, one sentence. */
  readonly here?: string
}

/**
 * The paths that are open in an install with these controllers; a controller of unknown version has them all. `items` is the
 * input that they are in.
 */
export function openPathsOf(
  controllers: readonly RunningController[],
  items: readonly Item[] = [],
): readonly FoundPath[] {
  return openPaths
    .filter((path) =>
      path.affected.some((range) => controllers.some((running) => isOpenIn(running, path, range))),
    )
    .map((path) => {
      const here = path.id === 'written-status' ? aggregationIn(items) : undefined
      return here === undefined ? path : { ...path, here }
    })
}

/** One finding for each open path, however many controllers it concerns. */
export function openPathFindings(...install: Parameters<typeof openPathsOf>): readonly Finding[] {
  return (
    openPathsOf(...install)
      // told by the rule `not-in-this-version`, with the controller
      .filter(({ id }) => id !== 'remote-bases')
      .map(({ what, closedBy, here }) => ({
        rule: 'open-path',
        message: [what, here, `It is closed by ${closedBy}.`].filter((part) => part).join(' '),
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
