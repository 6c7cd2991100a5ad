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
  ['v9007199254740991.0.0', { major: 9007199254740991, minor: 0, patch: 0, prerelease: '' }],
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
  'v1.9.4-a b',
  'v1.9.4rc1',
  'V1.9.4',
  'v01.9.4',
  'sha-1.9.4',
  `v1.9.${2 ** 60}`,
])('"%s" names no release', (text) => {
  expect(parseVersion(text)).toBeUndefined()
})

test.each([
  'v1.9.4-custom',
  'v1.9.4-amd64',
  'v1.9.4-distroless',
  'v1.9.4-eksbuild.1',
  'v1.9.4_hotfix1',
  'v1.9.4+build',
  'v1.9.4+rc.1',
  'v1.9.4_rc.1',
  'v1.9.4-1',
  'v1.9.4.1',
  'v1.9.4-r0',
  'v1.9.4-20240131',
  'v1.9.4-debian-12-r3',
  'v1.9.4-fips-rc.1',
  // words that only start as a prerelease does
  'v1.9.4-devops1',
  'v1.9.4-rcfoo',
  'v1.9.4-devel',
  'v1.9.4-device',
  'v1.9.4-betamax',
  'v1.9.4-rcu.1',
  'v1.9.4-prem',
  // no `git describe`
  'v1.9.4-0-gabcdef0',
  'v1.9.4-3-abcdef0',
  'v1.9.4-3-gxyz1234',
  'v1.9.4-3-gabcdef0123x',
  'v1.9.4-',
])('%s is a rebuild of v1.9.4', (text) => {
  const version = parseVersion(text)
  expect(version && formatVersion(version)).toBe('v1.9.4')
})

test.each([
  ['v1.0.0-rc.1', 'v1.0.0-rc.1'],
  ['v1.0.0-rc1', 'v1.0.0-rc.1'],
  ['v1.0.0-RC.1', 'v1.0.0-rc.1'],
  ['v1.0.0-alpha.1', 'v1.0.0-alpha.1'],
  ['v1.0.0-beta.2', 'v1.0.0-beta.2'],
  ['v1.0.0-beta', 'v1.0.0-beta'],
  ['v1.0.0-dev.0a1b2c3', 'v1.0.0-dev'],
  ['v1.0.0-preview', 'v1.0.0-preview'],
  ['v1.0.0-pre', 'v1.0.0-pre'],
  ['v1.0.0-pre.1', 'v1.0.0-pre.1'],
  ['v1.0.0-rc.1-distroless', 'v1.0.0-rc.1'],
  ['v1.0.0-rc.2_fips', 'v1.0.0-rc.2'],
  ['v1.0.0-rc.2+build.1', 'v1.0.0-rc.2'],
])('%s is the prerelease %s', (text, expected) => {
  const version = parseVersion(text)
  expect(version && formatVersion(version)).toBe(expected)
})

test.each([
  ['v1.9.4-3-gabcdef', 'v1.9.4', 'v1.9.5-rc.1'],
  ['v1.9.4-12-g0a1b2c3', 'v1.9.4-3-gabcdef', 'v1.9.5'],
  ['1.9.4-3-gabcdef-dirty', '1.9.4', '1.9.5'],
  ['v2.0.0-rc.1-5-gabcdef0', 'v2.0.0-rc.1', 'v2.0.0-rc.2'],
])('%s is later than %s, and earlier than %s', (text, before, after) => {
  const [version, earlier, later] = [text, before, after].map(parseVersion)
  if (!version || !earlier || !later) throw new Error('refused')
  expect(compareVersions(version, earlier)).toBeGreaterThan(0)
  expect(compareVersions(version, later)).toBeLessThan(0)
})

test('a suffix never makes a release older, and only a prerelease is older than what it leads to', () => {
  const words = fc.stringMatching(/^[a-z0-9._+-]{0,12}$/)
  fc.assert(
    fc.property(fc.constantFrom('-', '_', '+', '.'), words, (separator, word) => {
      const [plain, suffixed] = [knownVersion('v1.9.4'), parseVersion(`v1.9.4${separator}${word}`)]
      const isPrerelease =
        separator === '-' && /^(alpha|beta|rc|preview|pre|dev)([.\d_+-]|$)/.test(word)
      if (!suffixed) throw new Error('refused')
      const isLater = separator === '-' && /^[1-9]\d*-g[0-9a-f]{4}/.test(word)
      if (!isPrerelease && !isLater) expect(compareVersions(suffixed, plain)).toBe(0)
      expect(compareVersions(suffixed, knownVersion('v1.9.3'))).toBeGreaterThan(0)
    }),
  )
})

const ascending = [
  'v0.9.9',
  'v0.10.0',
  'v0.41.2',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
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
  for (const text of ['v2', '1.9.4-custom', '1.9.4+build', '1.0.0-rc1']) {
    expect(() => knownVersion(text)).toThrow(`"${text}", which is no version.`)
  }
})

test('prints the minor that the documentation speaks of', () => {
  expect(formatMinor(knownVersion('v2.9.3-rc.1'))).toBe('v2.9')
})

test('parse and format are inverse', () => {
  const version = fc.record({
    major: fc.nat(),
    minor: fc.nat(),
    patch: fc.nat(),
    prerelease: fc.constantFrom('', 'rc.1', 'alpha', 'beta.2', 'dev.10'),
  })
  fc.assert(
    fc.property(version, (value) => {
      expect(parseVersion(formatVersion(value))).toEqual(value)
    }),
  )
})
