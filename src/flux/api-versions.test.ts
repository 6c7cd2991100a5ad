import { cutFolder, manifestFolder, samplesIn } from '../tools/definition.ts'
import { apiVersionOf, type TenantFluxKind } from './api-versions.ts'
import { fluxReleases } from './releases.ts'
import { formatVersion, knownVersion } from './version.ts'

const kinds: readonly TenantFluxKind[] = ['GitRepository', 'Kustomization']

test.each(kinds)('%s: the version that the definitions of each release store', (kind) => {
  const samples = [...samplesIn(cutFolder, kind), ...samplesIn(manifestFolder, kind)]
  expect(samples.length).toBeGreaterThan(20)
  for (const { flux, apiVersion } of samples) {
    expect([formatVersion(flux), apiVersionOf(kind, flux)]).toEqual([
      formatVersion(flux),
      apiVersion,
    ])
  }
})

test.each<[TenantFluxKind, string, string]>([
  ['GitRepository', 'v0.27.4', 'source.toolkit.fluxcd.io/v1beta1'],
  ['GitRepository', 'v0.28.0', 'source.toolkit.fluxcd.io/v1beta2'],
  ['GitRepository', 'v0.41.2', 'source.toolkit.fluxcd.io/v1beta2'],
  ['GitRepository', 'v2.0.0', 'source.toolkit.fluxcd.io/v1'],
  ['GitRepository', 'v9.0.0', 'source.toolkit.fluxcd.io/v1'],
  ['Kustomization', 'v0.26.0', 'kustomize.toolkit.fluxcd.io/v1beta2'],
  ['Kustomization', 'v2.0.0-rc.1', 'kustomize.toolkit.fluxcd.io/v1'],
])('%s of Flux %s is %s', (kind, flux, apiVersion) => {
  expect(apiVersionOf(kind, knownVersion(flux))).toBe(apiVersion)
})

test('every release has one', () => {
  for (const { flux } of fluxReleases) {
    for (const kind of kinds) expect(apiVersionOf(kind, flux)).toMatch(/^[a-z.]+\/v1/)
  }
})
