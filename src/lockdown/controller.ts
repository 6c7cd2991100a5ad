import { type Arguments, readArguments } from '../flux/arguments.ts'
import type { Version } from '../flux/version.ts'
import type { FoundController } from './find.ts'
import type { Finding } from './finding.ts'
import { isOperated } from './operator.ts'
import { settingsOf } from './settings.ts'
import { type VersionOrigin, versionOf } from './version-of.ts'

/** A controller whose version and arguments were read. */
export interface Controller extends FoundController {
  /** Undefined if it cannot be told; then `findings` say why. */
  readonly version: Version | undefined
  readonly versionOrigin: VersionOrigin | undefined
  /** The release of Flux that the version is mapped from; undefined where the image tells it. */
  readonly flux: Version | undefined
  readonly args: Arguments
  /** True if flux-operator made the workload and undoes edits. */
  readonly isOperated: boolean
  readonly findings: readonly Finding[]
}

/** Reads a controller's version and arguments. `fluxVersion` is that of the configuration. */
export function readController(
  found: FoundController,
  fluxVersion: string | undefined,
): Controller {
  const known = versionOf(found, fluxVersion)
  const args = readArguments(found.container, found.controller)
  const version = 'version' in known ? known.version : undefined
  const origin = 'version' in known ? known.origin : undefined
  const findings: Finding[] = []
  // what the profile leaves alone need not be understood
  const isOwned = settingsOf(found.controller).length > 0
  if ('problem' in known && isOwned) {
    findings.push({
      rule: known.isTooOld ? 'too-old' : 'unknown-version',
      item: found.item,
      message: known.problem,
      field: { path: [...found.path, 'image'], currentValue: found.container['image'] },
    })
  }
  if (isOwned && 'isNewer' in known && known.isNewer) {
    findings.push({
      rule: 'newer-version',
      item: found.item,
      message: `The version of ${found.controller} is newer than what is known here, and is treated as the newest that is: what is told as open may be closed in it.`,
      field: { path: [...found.path, 'image'], currentValue: found.container['image'] },
    })
  }
  if (isOwned && 'difference' in known && known.difference !== undefined) {
    findings.push({
      rule: 'versions-differ',
      item: found.item,
      message: known.difference,
      field: { path: [...found.path, 'image'], currentValue: found.container['image'] },
    })
  }
  if (args.problem !== undefined && isOwned) {
    findings.push({
      rule: 'unreadable-arguments',
      item: found.item,
      message: args.problem,
      field: { path: found.path },
    })
  }
  return {
    ...found,
    version,
    versionOrigin: origin,
    flux: 'version' in known ? known.flux : undefined,
    args,
    isOperated: isOperated(found.item),
    findings,
  }
}
