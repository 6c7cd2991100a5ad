import { makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { deployment, fluxObject } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

const labels = { 'app.kubernetes.io/managed-by': 'flux-operator' }
const locked = ['--no-cross-namespace-refs=true', '--default-service-account=default']
const instance = (cluster: PlainMap) =>
  makeItem({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { cluster },
  })

test('what flux-operator made is not edited, and the FluxInstance is named', () => {
  const items = [deployment('helm-controller', {}, { labels })]
  const plan = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  expect(plan.items).toEqual(items)
  expect(plan.edits).toEqual([])
  expect(plan.findings.map(({ rule }) => rule)).toEqual(['managed-by-flux-operator'])
  expect(plan.findings[0]?.message).toContain('`spec.cluster.multitenant`')
})

test('what flux-operator locked is right, whatever the name of the account', () => {
  const items = [deployment('helm-controller', { args: locked }, { labels })]
  expect(planLockdown(items, { securityProfile: 'multi-tenant', flux: {} }).findings).toEqual([])
})

test('the sync that flux-operator made is not edited either', () => {
  const sync = fluxObject('Kustomization', 'flux-system', {})
  const items = [
    deployment('helm-controller', { args: locked }, { labels }),
    makeItem({ ...sync.object, metadata: { ...sync.object.metadata, labels } }),
  ]
  expect(planLockdown(items, { securityProfile: 'multi-tenant', flux: {} }).edits).toEqual([])
})

test.each([
  [{}, 'multi-tenant', undefined, ['multitenant']],
  [{ multitenant: true }, 'multi-tenant', undefined, []],
  [{ multitenant: true }, 'multi-tenant', 'flux', ['tenantDefaultServiceAccount']],
  [{ multitenant: true, tenantDefaultServiceAccount: 'flux' }, 'multi-tenant', 'flux', []],
  [{ multitenant: true }, 'single-tenant', undefined, ['multitenant']],
  [{}, 'single-tenant', undefined, []],
  [{}, 'single-tenant', 'flux', []],
] as const)(
  'a FluxInstance alone, with %j for %s and account %s',
  (cluster, profile, account, fields) => {
    const flux = account === undefined ? {} : { defaultServiceAccount: account }
    const { findings } = planLockdown([instance(cluster)], { securityProfile: profile, flux })
    expect(findings.map(({ field }) => field?.path.at(-1))).toEqual(fields)
  },
)

const add = (value: string) => [
  { op: 'add', path: '/spec/template/spec/containers/0/args/-', value },
]
const merge = (container: PlainMap) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'helm-controller' },
  spec: { template: { spec: { containers: [{ name: 'manager', ...container }] } } },
})
const target = { kind: 'Deployment', name: '(kustomize|helm)-controller' }

test.each<[string, unknown, boolean]>([
  ['another flag', add('--concurrent=20'), true],
  ['resources', merge({ resources: {} }), true],
  [
    'what Flux has, and a flag',
    [
      { op: 'remove', path: '/spec/template/spec/containers/0/resources/limits/cpu' },
      { op: 'add', path: '/spec/template/spec/containers/0/env/-', value: { name: 'A' } },
      ...add('--concurrent=3'),
    ],
    true,
  ],
  ['the lock again', add('--no-cross-namespace-refs=true'), true],
  ['the opposite', add('--no-cross-namespace-refs=false'), false],
  ['another account', add('--default-service-account='), false],
  ['less', [{ op: 'remove', path: '/spec/template/spec/containers/0/args/0' }], false],
  ['other arguments', merge({ args: ['--log-level=info'] }), false],
])('a FluxInstance with a patch: %s', (_, patch, isFine) => {
  const item = makeItem({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: {
      cluster: { multitenant: true },
      kustomize: { patches: [{ target, patch: JSON.stringify(patch) }] },
    },
  })
  const { findings } = planLockdown([item], { securityProfile: 'multi-tenant', flux: {} })
  const told = findings.map(({ rule, field }) => `${rule} ${field?.path.join('.')}`)
  expect(told).toEqual(isFine ? [] : ['managed-by-flux-operator spec.kustomize.patches'])
})

const second = {
  op: 'add',
  path: '/spec/template/spec/containers/-',
  value: { name: 'second', image: 'ghcr.io/fluxcd/helm-controller:v1.6.3' },
}

test.each([
  [
    'by a label',
    { kind: 'Deployment', labelSelector: 'control-plane=controller' },
    add('--no-cross-namespace-refs=false'),
  ],
  ['on source-controller', { kind: 'Deployment', name: 'source-controller' }, [second]],
])('a FluxInstance with a patch %s', (_, aim, patch) => {
  const { object } = instance({ multitenant: true })
  const kustomize = { patches: [{ target: aim, patch: JSON.stringify(patch) }] }
  const item = makeItem({ ...object, spec: { cluster: { multitenant: true }, kustomize } })
  const { findings } = planLockdown([item], { securityProfile: 'multi-tenant', flux: {} })
  expect(findings.map(({ rule }) => rule)).toEqual(['managed-by-flux-operator'])
})

test('a FluxInstance that flux-operator does not reconcile', () => {
  const { object } = instance({ multitenant: true })
  const annotations = { 'fluxcd.controlplane.io/reconcile': 'Disabled' }
  const item = makeItem({ ...object, metadata: { ...object.metadata, annotations } })
  const { findings } = planLockdown([item], { securityProfile: 'multi-tenant', flux: {} })
  expect(findings.map(({ rule }) => rule)).toEqual(['managed-by-flux-operator'])
})

test('nothing of Flux at all', () => {
  const { findings } = planLockdown([], { securityProfile: 'multi-tenant', flux: {} })
  expect(findings.map(({ rule }) => rule)).toEqual(['no-controller'])
})
