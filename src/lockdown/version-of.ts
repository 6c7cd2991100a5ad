import { controllerOfImage, parseImageReference } from '../flux/images.ts'
import {
  controllerVersionIn,
  isNewerThanKnown,
  newestKnownFlux,
  oldestKnownFlux,
} from '../flux/releases.ts'
import {
  compareVersions,
  formatMinor,
  formatVersion,
  parseVersion,
  type Version,
} from '../flux/version.ts'
import { stringAt } from '../krm/object.ts'
import type { FoundController } from './find.ts'
import { labelValues } from './pod.ts'

/** Where the version of a controller is known from, best first. */
export type VersionOrigin = 'config' | 'image' | 'label'

/** A controller's version, or one sentence that says why there is none. */
export type KnownVersion =
  | {
      readonly version: Version
      readonly origin: VersionOrigin
      /** The release of Flux that `version` is mapped from; absent where the image tells. */
      readonly flux?: Version
      /** True if the tables end before it. */
      readonly isNewer: boolean
      /** One sentence, where the label names a release of Flux that ships another minor than the tag's. */
      readonly difference?: string
    }
  | { readonly problem: string; readonly isTooOld: boolean }

/**
 * The version that a container runs: `fluxVersion` of the configuration, mapped by the table of releases; else the tag of an image that
 * is named as the controller, the controller's own version; else the label `app.kubernetes.io/version`, a Flux version that is mapped too.
 */
export function versionOf(found: FoundController, fluxVersion: string | undefined): KnownVersion {
  if (fluxVersion !== undefined) return inFlux(found, fluxVersion, 'config')
  const image = parseImageReference(stringAt(found.container['image'])?.trim() ?? '')
  // what another name's tag counts is not the controller
  const isNamed = image !== undefined && controllerOfImage(image) === found.controller
  const version = isNamed ? parseVersion(image.tag ?? '') : undefined
  if (version) {
    const isNewer = isNewerThanKnown(found.controller, version)
    return { version, origin: 'image', isNewer, ...differenceOf(found, version) }
  }
  const label = versionLabel(found)
  if (label !== undefined) return inFlux(found, label, 'label')
  const missing = isNamed
    ? 'its image has no tag with a version'
    : `a tag counts only where the image is named "${found.controller}",`
  return {
    isTooOld: false,
    problem: `The version of ${found.controller} cannot be told: ${missing} and there is no label \`app.kubernetes.io/version\` with one, so \`spec.flux.version\` must be set.`,
  }
}

function differenceOf(
  found: FoundController,
  version: Version,
): { readonly difference: string } | undefined {
  const flux = parseVersion(versionLabel(found) ?? '')
  // what a release ships that is newer than the table is not known
  const isKnown = flux && compareVersions(flux, newestKnownFlux) <= 0
  const shipped = isKnown && controllerVersionIn(found.controller, flux)
  // patches come and go within a release, and bring no flags
  if (!shipped || formatMinor(shipped) === formatMinor(version)) return undefined
  const [tag, label] = [formatVersion(version), formatVersion(flux)]
  return {
    difference: `The tag of the image says ${found.controller} "${tag}", and the label \`app.kubernetes.io/version\` Flux "${label}", which ships "${formatVersion(shipped)}": the tag counts.`,
  }
}

function versionLabel({ item }: FoundController): string | undefined {
  return labelValues(item, 'app.kubernetes.io/version').find((value) => parseVersion(value))
}

function inFlux(found: FoundController, text: string, origin: VersionOrigin): KnownVersion {
  const flux = parseVersion(text)
  const version = flux && controllerVersionIn(found.controller, flux)
  if (version) {
    return { version, origin, flux, isNewer: compareVersions(flux, newestKnownFlux) > 0 }
  }
  const name = flux ? formatVersion(flux) : text
  if (flux && compareVersions(flux, oldestKnownFlux) < 0) {
    return {
      isTooOld: true,
      problem: `Flux "${name}" must be upgraded before a profile is asked for: the flags that lock ${found.controller} exist since Flux "v0.26".`,
    }
  }
  return { isTooOld: false, problem: `Flux "${name}" does not ship ${found.controller}.` }
}
