import fc from 'fast-check'
import {
  compareVersions,
  formatMinor,
  formatVersion,
  knownVersion,
  parseVersion,
} from './version.ts'

test.each([
  ['v1.9.4', { major: 1, minor: 9, patch: 4, prerelease: '' }],
  ['1.9.4', { major: 1, minor: 9, patch: 4, prerelease: '' }],
  ['v2.9.3-rc.1', { major: 2, minor: 9, patch: 3, prerelease: 'rc.1' }],
  ['v0.26.0+build.7', { major: 0, minor: 26, patch: 0, prerelease: '' }],
  ['1.0.0-rc.1+build', { major: 1, minor: 0, patch: 0, prerelease: 'rc.1' }],
])('parses %s', (text, version) => {
  expect(parseVersion(text)).toEqual(version)
})

test.each([
  '',
  'v2',
  'v2.9',
  'latest',
  'main-abc',
  'v1.9.4 ',
  'V1.9.4',
  'v1.9.4.1',
  'v01.9.4',
  'v1.9.4-',
  'v1.9.4-rc..1',
  'v1.9.4_1',
  `v1.9.${2 ** 60}`,
])('"%s" names no release', (text) => {
  expect(parseVersion(text)).toBeUndefined()
})

const ascending = [
  'v0.9.9',
  'v0.10.0',
  'v0.41.2',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
  'v1.0.0-alpha.beta',
  'v1.0.0-beta',
  'v1.0.0-beta.2',
  'v1.0.0-beta.11',
  'v1.0.0-rc.1',
  'v1.0.0',
  'v1.0.1',
  'v1.9.0',
  'v1.10.0',
  'v2.0.0',
]

test('orders versions as semver does', () => {
  const versions = ascending.map(knownVersion)
  expect([...versions].reverse().sort(compareVersions).map(formatVersion)).toEqual(ascending)
  for (const [i, a] of versions.entries()) {
    for (const [j, b] of versions.entries()) {
      expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(i - j))
    }
  }
})

test('a table that holds no version is an error', () => {
  expect(knownVersion('1.9.4')).toEqual(parseVersion('v1.9.4'))
  expect(() => knownVersion('v2')).toThrow('"v2", which is no version.')
})

test('prints the minor that the documentation speaks of', () => {
  expect(formatMinor(knownVersion('v2.9.3-rc.1'))).toBe('v2.9')
})

test('parse and format are inverse', () => {
  const version = fc.record({
    major: fc.nat(),
    minor: fc.nat(),
    patch: fc.nat(),
    prerelease: fc.constantFrom('', 'rc.1', 'alpha', 'beta-2.x'),
  })
  fc.assert(
    fc.property(version, (value) => {
      expect(parseVersion(formatVersion(value))).toEqual(value)
    }),
  )
})
