import { controllerVersionIn } from './releases.ts'
import { compareVersions, knownVersion, type Version } from './version.ts'

/** Of kustomize-controller, pull request 787: before it only `spec.force` of a Kustomization makes an object anew, and then all of them. */
const firstWithForce = knownVersion('v0.33.0')

/** The first Flux release that ships it. */
export const forceSince = 'v0.39'

/**
 * Whether a Flux release honours the annotation `kustomize.toolkit.fluxcd.io/force: enabled`, with which an object is deleted and made anew
 * where a field is immutable. Before kustomize-controller v1.1.0 the value must be in lower case (fluxcd/pkg ssa/utils.go, AnyInMetadata).
 */
export function isForceHonoured(flux: Version): boolean {
  const version = controllerVersionIn('kustomize-controller', flux)
  return version !== undefined && compareVersions(version, firstWithForce) >= 0
}
