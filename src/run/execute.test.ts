import { readdirSync, readFileSync } from 'node:fs'
import type { SecurityProfile } from '../api/security-profile.ts'
import { readList } from '../yaml/read.ts'
import { execute } from './execute.ts'

const read = (name: string) => readFileSync(`testdata/flux/${name}`, 'utf8')
const noProfile =
  'flux-tenancy: info: No profile was asked for, so nothing was locked or unlocked: `spec.securityProfile` or `--security-profile` names one. [no-profile]\n'
const lock = (text: string, securityProfile: SecurityProfile) =>
  execute(text, { securityProfile, defaultKind: 'FluxTenancy' })
const releases = readdirSync('testdata/flux')
  .filter((name) => /^v[\d.]+\.yaml$/.test(name))
  .filter((name) => name !== 'v0.24.1.yaml')

test('there are real manifests', () => {
  expect(releases.length).toBeGreaterThanOrEqual(10)
})

test.each(releases)('%s without a profile comes back byte for byte, and not in silence', (name) => {
  expect(execute(read(name), { defaultKind: 'FluxTenancy' })).toEqual({
    stdout: read(name),
    stderr: noProfile,
    exitCode: 0,
  })
})

test('without a profile and without a controller there is nothing to say', () => {
  const text = read('gotk-sync.yaml')
  const outcome = execute(text, { defaultKind: 'FluxTenancy' })
  expect(outcome).toEqual({ stdout: text, stderr: '', exitCode: 0 })
})

test('without a profile a controller need not be readable', () => {
  const text =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: helm-controller\n  name: twice\n'
  const outcome = execute(text, { defaultKind: 'FluxTenancy' })
  expect(outcome).toEqual({ stdout: text, stderr: noProfile, exitCode: 0 })
})

test('an orchestrator has it among the results, once, and no error', () => {
  const list = (name: string) =>
    `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata:\n    name: a\n${name}`
  const text = list(
    '    annotations:\n      kustomize.config.k8s.io/id: "1"\n  spec: {a: image/helm-controller}\n',
  )
  const { stdout = '', stderr, exitCode } = execute(text, { defaultKind: 'FluxTenancy' })
  expect({ stderr, exitCode }).toEqual({ stderr: noProfile, exitCode: 0 })
  expect(stdout.startsWith(text)).toBe(true)
  expect(readList(stdout).results).toMatchObject([
    { severity: 'info', tags: { rule: 'no-profile' } },
  ])
  expect(execute(stdout, { defaultKind: 'FluxTenancy' }).stdout).toBe(stdout)
  const other = list('  spec: {a: image/other}\n')
  expect(execute(other, { defaultKind: 'FluxTenancy' }).stdout).toBe(other)
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

test.each([
  ['the first key of a ResourceList has a tag', '!!str apiVersion: config.kubernetes.io/v1'],
  ['the first key of a ResourceList has an anchor', '&a apiVersion: config.kubernetes.io/v1'],
])('%s: items and results are added at its column', (_name, first) => {
  const tenant =
    '- !!str apiVersion: fluxtenancy.dev/v1alpha1\n  kind: Tenant\n  metadata: {name: a}\n'
  const text = `${first}\nkind: ResourceList\nitems:\n${tenant}- apiVersion: v1\n  kind: Other\n`
  const options = { securityProfile: 'multi-tenant', defaultKind: 'FluxTenancy' } as const
  const { stdout = '', exitCode } = execute(text, options)
  expect({ exitCode, head: stdout.slice(0, first.length) }).toEqual({ exitCode: 0, head: first })
  expect(stdout).toContain(
    '- !!str apiVersion: fluxtenancy.dev/v1alpha1\n  kind: Tenant\n  metadata: {name: a, ',
  )
  expect(stdout).toContain('\n- apiVersion: v1\n  kind: Namespace\n')
  expect(execute(stdout, options).stdout).toBe(stdout)
})
