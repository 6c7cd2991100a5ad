import { compareVersions, knownVersion, type Version } from './version.ts'

/** The kinds of Flux that a tenant is made of. */
export type TenantFluxKind = 'GitRepository' | 'Kustomization'

/**
 * The storage version of each kind, newest first: since which Flux release, and the version. Source: the CRDs at the controller
 * tags that each Flux release ships (fluxcd/source-controller and fluxcd/kustomize-controller `config/crd/bases`).
 */
const storageVersions: Readonly<Record<TenantFluxKind, readonly (readonly [string, string])[]>> = {
  GitRepository: [
    ['v2.0.0-rc.1', 'source.toolkit.fluxcd.io/v1'],
    ['v0.28.0', 'source.toolkit.fluxcd.io/v1beta2'],
    ['v0.0.0', 'source.toolkit.fluxcd.io/v1beta1'],
  ],
  Kustomization: [
    ['v2.0.0-rc.1', 'kustomize.toolkit.fluxcd.io/v1'],
    ['v0.0.0', 'kustomize.toolkit.fluxcd.io/v1beta2'],
  ],
}

/** The `apiVersion` in which a Flux release stores a kind: the newest that it serves. A release newer than the tables is the newest known. */
export function apiVersionOf(kind: TenantFluxKind, flux: Version): string {
  const row = storageVersions[kind].find(
    ([since]) => compareVersions(knownVersion(since), flux) <= 0,
  )
  // every kind has a row that is as old as can be
  return row?.[1] ?? ''
}
