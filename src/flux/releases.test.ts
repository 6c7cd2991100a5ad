import { type ControllerName, controllerNames } from './controllers.ts'
import {
  controllerVersionIn,
  fluxMinorOf,
  fluxReleases,
  fluxReleaseWith,
  isNewerThanKnown,
  newestKnownController,
  newestKnownFlux,
  oldestKnownFlux,
} from './releases.ts'
import { compareVersions, formatVersion, knownVersion, type Version } from './version.ts'

/** The first release of each minor, copied by hand: the table under test was read out by a script. */
const firstOfMinor: readonly (readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
])[] = [
  ['v0.25.0', 'v0.20.1', 'v0.19.0', 'v0.15.0', 'v0.20.1', 'v0.15.0', 'v0.19.0', '-'],
  ['v0.26.0', 'v0.21.1', 'v0.20.0', 'v0.16.0', 'v0.21.0', 'v0.16.0', 'v0.20.0', '-'],
  ['v0.27.0', 'v0.21.2', 'v0.21.0', 'v0.17.0', 'v0.22.0', 'v0.16.0', 'v0.20.0', '-'],
  ['v0.28.0', 'v0.22.1', 'v0.22.0', 'v0.18.0', 'v0.23.0', 'v0.17.0', 'v0.21.0', '-'],
  ['v0.29.0', 'v0.24.0', 'v0.24.0', 'v0.20.1', 'v0.23.3', 'v0.17.2', 'v0.22.0', '-'],
  ['v0.30.0', 'v0.24.4', 'v0.25.0', 'v0.21.0', 'v0.23.5', 'v0.18.0', 'v0.22.1', '-'],
  ['v0.31.0', 'v0.25.3', 'v0.26.0', 'v0.22.0', 'v0.24.0', 'v0.19.0', 'v0.23.0', '-'],
  ['v0.32.0', 'v0.26.1', 'v0.27.0', 'v0.22.2', 'v0.25.1', 'v0.20.0', 'v0.24.1', '-'],
  ['v0.33.0', 'v0.28.0', 'v0.27.1', 'v0.23.1', 'v0.25.2', 'v0.20.1', 'v0.24.2', '-'],
  ['v0.34.0', 'v0.29.0', 'v0.28.0', 'v0.24.0', 'v0.26.0', 'v0.21.0', 'v0.25.0', '-'],
  ['v0.35.0', 'v0.30.0', 'v0.29.0', 'v0.25.0', 'v0.27.0', 'v0.22.0', 'v0.26.0', '-'],
  ['v0.36.0', 'v0.31.0', 'v0.30.0', 'v0.26.0', 'v0.28.0', 'v0.22.1', 'v0.26.1', '-'],
  ['v0.37.0', 'v0.32.1', 'v0.31.0', 'v0.27.0', 'v0.29.0', 'v0.23.0', 'v0.27.0', '-'],
  ['v0.38.0', 'v0.33.0', 'v0.32.0', 'v0.28.0', 'v0.30.0', 'v0.23.1', 'v0.28.0', '-'],
  ['v0.39.0', 'v0.34.0', 'v0.33.0', 'v0.29.0', 'v0.31.0', 'v0.24.0', 'v0.29.0', '-'],
  ['v0.40.0', 'v0.35.1', 'v0.34.0', 'v0.30.0', 'v0.32.0', 'v0.25.0', 'v0.30.0', '-'],
  ['v0.41.0', 'v0.36.0', 'v0.35.0', 'v0.31.0', 'v0.33.0', 'v0.26.0', 'v0.31.0', '-'],
  ['v2.0.0', 'v1.0.0', 'v1.0.0', 'v0.35.0', 'v1.0.0', 'v0.29.0', 'v0.35.0', '-'],
  ['v2.1.0', 'v1.1.0', 'v1.1.0', 'v0.36.0', 'v1.1.0', 'v0.30.0', 'v0.36.0', '-'],
  ['v2.2.0', 'v1.2.2', 'v1.2.0', 'v0.37.0', 'v1.2.2', 'v0.31.1', 'v0.37.0', '-'],
  ['v2.3.0', 'v1.3.0', 'v1.3.0', 'v1.0.1', 'v1.3.0', 'v0.32.0', 'v0.38.0', '-'],
  ['v2.4.0', 'v1.4.1', 'v1.4.0', 'v1.1.0', 'v1.4.0', 'v0.33.0', 'v0.39.0', '-'],
  ['v2.5.0', 'v1.5.0', 'v1.5.0', 'v1.2.0', 'v1.5.0', 'v0.34.0', 'v0.40.0', '-'],
  ['v2.6.0', 'v1.6.0', 'v1.6.0', 'v1.3.0', 'v1.6.0', 'v0.35.0', 'v0.41.0', '-'],
  ['v2.7.0', 'v1.7.0', 'v1.7.0', 'v1.4.0', 'v1.7.1', 'v1.0.1', 'v1.0.1', 'v2.0.1'],
  ['v2.8.0', 'v1.8.0', 'v1.8.0', 'v1.5.0', 'v1.8.0', 'v1.1.0', 'v1.1.0', 'v2.1.0'],
  ['v2.9.0', 'v1.9.1', 'v1.9.1', 'v1.6.1', 'v1.9.1', 'v1.2.1', 'v1.2.1', 'v2.2.1'],
]

test.each(firstOfMinor)('Flux %s ships its controllers', (flux, ...versions) => {
  expect(controllerNames.map((name) => shippedIn(name, flux))).toEqual(versions)
})

test('every minor of the table is expected above', () => {
  const minors = new Set(fluxReleases.map(({ flux }) => `v${flux.major}.${flux.minor}.0`))
  expect([...minors]).toEqual(firstOfMinor.map(([flux]) => flux))
})

test.each([
  ['a patch release', 'kustomize-controller', 'v2.7.5', 'v1.7.3'],
  ['a release without a row, as the one before', 'source-controller', 'v0.25.1', 'v0.20.1'],
  ['a release candidate', 'kustomize-controller', 'v2.0.0-rc.1', 'v1.0.0-rc.1'],
  ['a patch after the newest of an older minor', 'helm-controller', 'v2.8.99', 'v1.5.5'],
  ['a release newer than the table', 'kustomize-controller', 'v3.1.0', 'v1.9.4'],
  ['a release older than the table', 'kustomize-controller', 'v0.24.1', '-'],
  ['a controller before its first release', 'source-watcher', 'v2.6.4', '-'],
  ['a controller in its first release', 'source-watcher', 'v2.7.0', 'v2.0.1'],
] as const)('%s: %s in %s', (_, controller, flux, version) => {
  expect(shippedIn(controller, flux)).toBe(version)
})

test.each([
  ['kustomize-controller', 'v0.25.0', 'v0.30'],
  ['kustomize-controller', 'v0.27.1', 'v0.32'],
  ['kustomize-controller', 'v0.23.0', 'v0.29'],
  ['helm-controller', 'v1.4.5', 'v2.7'],
  ['source-watcher', 'v2.0.0', 'v2.7'],
  ['kustomize-controller', 'v0.18.0', undefined],
  ['source-watcher', 'v1.3.0', undefined],
  ['kustomize-controller', 'v1.10.0', undefined],
] as const)('%s %s comes with Flux %s', (controller, version, flux) => {
  expect(fluxMinorOf(controller, knownVersion(version))).toBe(flux)
})

test.each([
  ['image-reflector-controller', 'v1.0.3', 'v2.7.3'],
  ['kustomize-controller', 'v1.0.0-rc.1', 'v2.0.0-rc.1'],
  ['helm-controller', 'v0.0.1', 'v0.25.0'],
  ['helm-controller', 'v9.0.0', '-'],
] as const)('at least %s %s is in Flux %s', (controller, version, flux) => {
  expect(textOf(fluxReleaseWith(controller, knownVersion(version)))).toBe(flux)
})

test('knows its own ends', () => {
  expect(textOf(oldestKnownFlux)).toBe('v0.25.0')
  expect(textOf(newestKnownFlux)).toBe('v2.9.4')
  expect(textOf(newestKnownController('source-watcher'))).toBe('v2.2.3')
  expect(isNewerThanKnown('kustomize-controller', knownVersion('v1.9.4'))).toBe(false)
  expect(isNewerThanKnown('kustomize-controller', knownVersion('v1.9.5'))).toBe(true)
})

test('rows ascend, no controller is ever set back, and none changes its minor within a Flux minor', () => {
  for (const [i, release] of fluxReleases.entries()) {
    const before = fluxReleases[i - 1]
    if (!before) continue
    expect(compareVersions(before.flux, release.flux)).toBeLessThan(0)
    for (const name of controllerNames) {
      const [older, newer] = [before.controllers[name], release.controllers[name]]
      if (!older || !newer) continue
      expect(compareVersions(older, newer)).toBeLessThanOrEqual(0)
      const isSameFlux = before.flux.minor === release.flux.minor && !before.flux.prerelease
      if (isSameFlux) expect([newer.major, newer.minor]).toEqual([older.major, older.minor])
    }
  }
})

function shippedIn(controller: ControllerName, flux: string): string {
  return textOf(controllerVersionIn(controller, knownVersion(flux)))
}

function textOf(version: Version | undefined): string {
  return version ? formatVersion(version) : '-'
}
