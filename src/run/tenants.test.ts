import fc from 'fast-check'
import { Configs, type KubernetesObject } from 'kpt-functions'
import { readList } from '../yaml/read.ts'
import { execute } from './execute.ts'
import { toKptFunc } from './kpt-functions.ts'

const fn = (text: string, config?: string) =>
  execute(text, {
    defaultKind: 'FluxTenancy',
    ...(config !== undefined && { config: { name: 'config.yaml', text: config } }),
  })
const configuration = (spec: string, kind = 'FluxTenancy') =>
  `apiVersion: fluxtenancy.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: production\nspec:\n${spec}`

const eightLines = `apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: tenant1
  annotations: {config.kubernetes.io/local-config: "true"}
spec:
  git:
    url: ssh://git@github.com/org/tenant1
`
const becomes = `---
apiVersion: v1
kind: Namespace
metadata:
  annotations:
    fluxtenancy.dev/tenant: tenant1//tenant1
  labels:
    toolkit.fluxcd.io/tenant: tenant1
  name: tenant1
---
apiVersion: v1
kind: ServiceAccount
metadata:
  annotations:
    fluxtenancy.dev/tenant: tenant1/tenant1/flux
  labels:
    toolkit.fluxcd.io/tenant: tenant1
  name: flux
  namespace: tenant1
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  annotations:
    fluxtenancy.dev/tenant: tenant1/tenant1/flux
    kustomize.toolkit.fluxcd.io/force: enabled
  labels:
    toolkit.fluxcd.io/tenant: tenant1
  name: flux
  namespace: tenant1
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
- kind: ServiceAccount
  name: flux
  namespace: tenant1
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  annotations:
    fluxtenancy.dev/tenant: tenant1/tenant1/tenant1
  labels:
    toolkit.fluxcd.io/tenant: tenant1
  name: tenant1
  namespace: tenant1
spec:
  interval: 5m0s
  ref:
    branch: main
  secretRef:
    name: tenant1-git-auth
  url: ssh://git@github.com/org/tenant1
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  annotations:
    fluxtenancy.dev/tenant: tenant1/tenant1/tenant1
  labels:
    toolkit.fluxcd.io/tenant: tenant1
  name: tenant1
  namespace: tenant1
spec:
  interval: 10m0s
  path: ./
  prune: true
  serviceAccountName: flux
  sourceRef:
    kind: GitRepository
    name: tenant1
`

test('eight lines become the five objects, to the byte, and stay that', () => {
  const expected = { stdout: eightLines + becomes, stderr: '', exitCode: 0 }
  expect(fn(eightLines)).toEqual(expected)
  expect(fn(eightLines + becomes)).toEqual(expected)
})

test('comments, order and style of what was made before survive a change', () => {
  const text = (eightLines + becomes)
    .replace('  name: cluster-admin\n', '  name: cluster-admin # until the audit\n')
    .replace('  interval: 10m0s\n', '  # slow is fine\n  interval: 10m0s\n')
    .replace('subjects:\n- kind', '\nsubjects: # one\n- kind')
  const wanted = text
    .replace('spec:\n  git:', 'spec:\n  role: admin\n  git:')
    .replace('cluster-admin # until', 'admin # until')
  const { stdout, stderr } = fn(text.replace('spec:\n  git:', 'spec:\n  role: admin\n  git:'))
  expect(stdout).toBe(wanted)
  expect(stderr).toBe(
    'flux-tenancy: warning: RoleBinding/tenant1/flux roleRef.name: `roleRef.name` must be "admin", as the Tenant "tenant1" has it, and it is "cluster-admin". [tenant-object-differs]\n',
  )
})

test('in a ResourceList the objects are items, results are told, and a second run is the same', () => {
  const list = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: fluxtenancy.dev/v1alpha1
  kind: Tenant # ours
  metadata: {name: a}
  spec: {}
`
  const { stdout = '', exitCode } = fn(list)
  expect(exitCode).toBe(0)
  expect(stdout).toContain('  kind: Tenant # ours\n')
  expect(readList(stdout).items.map(({ kind }) => kind)).toEqual([
    'Tenant',
    'Namespace',
    'ServiceAccount',
    'RoleBinding',
  ])
  expect(fn(stdout).stdout).toBe(stdout)
})

test('in JSON and in a List', () => {
  const tenant = (name: string) => ({
    apiVersion: 'fluxtenancy.dev/v1alpha1',
    kind: 'Tenant',
    metadata: { name },
    spec: {},
  })
  const list = { apiVersion: 'v1', kind: 'List', items: [tenant('a'), tenant('b')] }
  const { stdout = '' } = fn(JSON.stringify(list))
  const { items } = JSON.parse(stdout) as { items: unknown[] }
  expect(items).toHaveLength(8)
  expect(fn(stdout).stdout).toBe(stdout)
  // a host may write the slash of the annotation with an escape
  const escaped = stdout.replaceAll('/', '\\/')
  expect(fn(escaped)).toEqual({ stdout: escaped, stderr: '', exitCode: 0 })
})

test('an error prints no stream, and a ResourceList as it came in', () => {
  const wrong = eightLines.replace('spec:', 'spec:\n  roel: admin')
  expect(fn(wrong)).toEqual({
    stdout: undefined,
    stderr:
      'flux-tenancy: error: Tenant/tenant1 spec.roel: The field `spec.roel` is unknown, did you mean "role"? [invalid-tenant]\n',
    exitCode: 1,
  })
})

describe('`prune` without a Tenant, which would leave nothing', () => {
  const sentence =
    /^flux-tenancy: error: A Tenant must be in the input for `spec.prune` .*5 objects here/
  const prune = configuration('  prune: true\n')

  test('prints no empty stream, which would be taken for "delete everything"', () => {
    const { stdout, stderr, exitCode } = fn(becomes, prune)
    expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 })
    expect(stderr).toMatch(sentence)
  })

  test('echoes a ResourceList, as kustomize and kpt hand it over, with the error', () => {
    const indented = (text: string) => text.trimEnd().replaceAll('\n', '\n  ')
    const items = becomes
      .split('---\n')
      .slice(1)
      .map((each) => `- ${indented(each)}\n`)
    const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}functionConfig:\n  ${indented(prune)}\n`
    const { stdout = '', stderr, exitCode } = fn(list)
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(sentence)
    expect(stdout.startsWith(list)).toBe(true)
    expect(stdout).toContain('rule: prune-without-tenants')
  })
})

test('as a KptFunc: the objects are inserted, changed and deleted in the Configs', async () => {
  const tenant = (namespaces: readonly string[]) =>
    ({
      apiVersion: 'fluxtenancy.dev/v1alpha1',
      kind: 'Tenant',
      metadata: { name: 'a' },
      spec: { namespaces: namespaces.map((name) => ({ name })) },
    }) as KubernetesObject
  const kinds = (configs: Configs) =>
    configs
      .getAll()
      .map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)
  const configs = new Configs([tenant(['a', 'b'])])
  await toKptFunc('FluxTenancy')(configs)
  expect(kinds(configs)).toHaveLength(7)
  configs.insert(tenant(['a']))
  await toKptFunc('FluxTenancy')(configs)
  expect(kinds(configs).sort()).toEqual([
    'Namespace /a',
    'RoleBinding a/flux',
    'ServiceAccount a/flux',
    'Tenant /a',
  ])
})

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
const lines = fc.constantFrom(
  'spec: {}',
  'spec:\n  git: {url: "https://example.org/x"}',
  "spec:\n  role: 'admin' # quoted\n  labels: {n: \"1\", on: 'yes'}",
  'spec:\n  git:\n    url: https://example.org/x\n    ignore: |\n      /*\n      !/deploy\n  kustomization:\n    postBuild:\n      substitute: {a: "0644", b: "1e3"}',
)

test('whatever the Tenants: a second run gives the same bytes, and a check has no drift', () => {
  fc.assert(
    fc.property(names, fc.array(lines, { minLength: 4, maxLength: 4 }), (each, specs) => {
      const text = each
        .map(
          (name, at) =>
            `apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata:\n  name: ${name}\n${specs[at]}\n`,
        )
        .join('---\n')
      const once = fn(text)
      expect(once.exitCode).toBe(0)
      expect(fn(once.stdout ?? '')).toEqual(once)
      const check = configuration('  securityProfile: multi-tenant\n', 'TenancyCheck')
      expect(fn(once.stdout ?? '', check)).toEqual(once)
      expect(fn(text, check).exitCode).toBe(1)
    }),
    { numRuns: 60 },
  )
})
