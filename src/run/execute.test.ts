import { readdirSync, readFileSync } from 'node:fs'
import type { SecurityProfile } from '../api/security-profile.ts'
import { execute } from './execute.ts'

const read = (name: string) => readFileSync(`testdata/flux/${name}`, 'utf8')
const lock = (text: string, securityProfile: SecurityProfile) =>
  execute(text, { securityProfile, defaultKind: 'FluxTenancy' })
const releases = readdirSync('testdata/flux')
  .filter((name) => /^v[\d.]+\.yaml$/.test(name))
  .filter((name) => name !== 'v0.24.1.yaml')

test('there are real manifests', () => {
  expect(releases.length).toBeGreaterThanOrEqual(10)
})

test.each(releases)('%s without a profile comes back byte for byte', (name) => {
  expect(execute(read(name), { defaultKind: 'FluxTenancy' })).toEqual({
    stdout: read(name),
    stderr: '',
    exitCode: 0,
  })
})

test.each(releases)('%s is locked by added lines alone, and unlocked to the byte', (name) => {
  const before = read(name)
  const { stdout: locked = '', exitCode } = lock(before, 'multi-tenant')
  expect(exitCode).toBe(0)
  const lines = new Set(before.split('\n'))
  const added = locked.split('\n').filter((line) => !lines.has(line))
  expect(added.length).toBeGreaterThan(0)
  for (const line of added) {
    expect(line).toMatch(
      /^ +- --(no-cross-namespace-refs|no-remote-bases)=true$|^ +- --default-service-account=flux$/,
    )
  }
  expect(lock(locked, 'multi-tenant').stdout).toBe(locked)
  expect(lock(locked, 'single-tenant').stdout).toBe(before)
})

test('a release that is too old is refused, and nothing is printed', () => {
  const { stdout, stderr, exitCode } = lock(read('v0.24.1.yaml'), 'multi-tenant')
  expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 })
  expect(stderr).toMatch(/^flux-tenancy: error: [^\n]*Flux "v0\.26"[^\n]*\[too-old\]\n/)
})

test.each([
  ['', 'The input is empty; a ResourceList or a stream of objects must be piped in.'],
  [
    '# only this\n---\n',
    'The input is empty; a ResourceList or a stream of objects must be piped in.',
  ],
  ['a: [', 'Input, line 1, column 5: '],
])('%j cannot be read', (text, sentence) => {
  const { stdout, stderr, exitCode } = lock(text, 'multi-tenant')
  expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 2 })
  expect(stderr.startsWith(`flux-tenancy: error: ${sentence}`)).toBe(true)
})

test('a ResourceList without items comes back', () => {
  const text = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n'
  expect(execute(text, { defaultKind: 'FluxTenancy' }).stdout).toBe(text)
})
