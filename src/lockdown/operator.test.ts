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

test('nothing of Flux at all', () => {
  const { findings } = planLockdown([], { securityProfile: 'multi-tenant', flux: {} })
  expect(findings.map(({ rule }) => rule)).toEqual(['no-controller'])
})
