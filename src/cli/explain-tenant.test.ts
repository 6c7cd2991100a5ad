import type { ReadFolder } from '../host/folder-read.ts'
import { inputsWith } from './inputs-fixture.ts'
import { runCommand } from './run-command.ts'

const config = `apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata:
  name: production
spec:
  flux:
    version: v2.4.0
  tenantDefaults:
    role: admin
    git:
      interval: 1h
`
const tenant = `apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: team-a
spec:
  git:
    url: ssh://git@example.org/a
`

function explain(line: string, files: Readonly<Record<string, string>>) {
  const readPackage = (paths: readonly string[]): ReadFolder => ({
    root: '/repository',
    input: { files: new Map(Object.entries(files)), unreadable: new Map(), paths },
  })
  const inputs = inputsWith({
    readStdin: async () => Object.values(files).join('---\n'),
    readPackage,
    readTextFile: () => config,
    shownPath: (_, path) => `shown/${path}`,
  })
  return runCommand(['explain', 'tenant', ...line.split(' ')], inputs)
}

/** The row of a field, its columns with one space between. */
const rowOf = (stdout: string | undefined, field: string) =>
  stdout
    ?.split('\n')
    .find((line) => line.trimStart().startsWith(`${field} `))
    ?.trim()
    .replace(/ +/g, ' ')

const all = { 'config.yaml': config, 'tenants/a.yaml': tenant }

test.each(['team-a tenants config.yaml', 'team-a -'])(
  '%s: where each value is from',
  async (line) => {
    const { stdout, stderr, exitCode } = await explain(line, all)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    expect(rowOf(stdout, 'spec.git.url')).toBe('spec.git.url "ssh://git@example.org/a" the Tenant')
    expect(rowOf(stdout, 'spec.role')).toBe(
      'spec.role "admin" `tenantDefaults` of the configuration',
    )
    expect(rowOf(stdout, 'spec.git.interval')).toBe(
      'spec.git.interval "1h" `tenantDefaults` of the configuration',
    )
    expect(rowOf(stdout, 'spec.kustomization.path')).toBe('spec.kustomization.path "./" default')
    expect(rowOf(stdout, 'spec.serviceAccount')).toBe('spec.serviceAccount "flux" default')
  },
)

test('the first line says which file it is, and for which Flux', async () => {
  const { stdout } = await explain('team-a tenants config.yaml', all)
  expect(stdout).toMatch(/^Tenant "team-a" of shown\/tenants\/a\.yaml, for Flux v2\.4:\n/)
  const piped = await explain('team-a -', { 'a.yaml': tenant })
  expect(piped.stdout).toMatch(/^Tenant "team-a", for Flux v2\.9:\n/)
})

test('a configuration given by hand counts', async () => {
  const { stdout } = await explain('team-a - --config x', { 'a.yaml': tenant })
  expect(rowOf(stdout, 'spec.role')).toContain('"admin"')
})

test.each([
  ['team-b -', all, 2, 'There is no Tenant "team-b" in the input, did you mean "team-a"?'],
  [
    'team-a -',
    { 'a.yaml': tenant, 'b.yaml': tenant },
    2,
    'Only one Tenant must be called "team-a", and 2 are.',
  ],
  [
    'team-a tenants',
    { 'tenants/a.yaml': tenant.replace('git:', 'gti:') },
    1,
    'Tenant/team-a spec.gti: The field `spec.gti` is unknown, did you mean "git"? (shown/tenants/a.yaml) [invalid-tenant]',
  ],
  [
    'team-a -',
    { ...all, 'config.yaml': config.replace('role:', 'roel:') },
    1,
    'FluxTenancy/production spec.tenantDefaults.roel: The field `spec.tenantDefaults.roel` is unknown, did you mean "role"? [invalid-config]',
  ],
])('%s of %j is an error', async (line, files, exitCode, sentence) => {
  expect(await explain(line, files)).toEqual({
    stdout: undefined,
    stderr: `flux-tenancy: error: ${sentence}\n`,
    exitCode,
  })
})

const controller =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kustomize-controller, namespace: flux-system}\nspec: {template: {spec: {containers: [{name: manager, image: ghcr.io/fluxcd/kustomize-controller:v1.9.0}]}}}\n'
const clusters = Object.fromEntries(
  ['dev', 'staging'].flatMap((name) => [
    [`clusters/${name}/flux-system/gotk-components.yaml`, controller],
    [`clusters/${name}/tenants/a.yaml`, `# ours\n${tenant}`],
  ]),
)

test('one name in two clusters: both are named, and what to type for one', async () => {
  expect(await explain('team-a clusters', clusters)).toEqual({
    stdout: undefined,
    stderr:
      'flux-tenancy: error: The Tenant "team-a" is in 2 clusters, in "shown/clusters/dev/tenants/a.yaml:2" and in "shown/clusters/staging/tenants/a.yaml:2": name the folder of one, as in `flux-tenancy explain tenant team-a shown/clusters/dev`.\n',
    exitCode: 2,
  })
  const { stdout } = await explain('team-a clusters/dev', clusters)
  expect(stdout).toMatch(/^Tenant "team-a" of shown\/clusters\/dev\/tenants\/a\.yaml/)
})

test('one name twice in one cluster: both are named', async () => {
  const files = { ...clusters, 'clusters/dev/b.yaml': tenant }
  const { stderr } = await explain('team-a clusters/dev', files)
  expect(stderr).toBe(
    'flux-tenancy: error: Only one Tenant must be called "team-a", and 2 are: in "shown/clusters/dev/tenants/a.yaml:2" and in "shown/clusters/dev/b.yaml:1".\n',
  )
})
