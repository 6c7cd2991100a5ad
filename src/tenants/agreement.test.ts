import type { Item } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { incoming, plan, tenantItem } from './fixture.ts'
import { markAnnotation } from './mark.ts'
import type { TenantOptions } from './plan.ts'

const locked = { namespace: 'flux-system', fallbackAccount: 'flux' }

function findingsOf(
  items: readonly Item[],
  changes: Partial<TenantOptions> = {},
): readonly (readonly [string, string])[] {
  const { findings } = plan(items, { installs: [locked], ...changes })
  return findings.map(({ rule, message }) => [rule, message])
}

function binding(subject: PlainMap, kind = 'RoleBinding', namespace = 'elsewhere'): Item {
  const metadata = kind === 'RoleBinding' ? { name: 'x', namespace } : { name: 'x' }
  return incoming({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
    subjects: [{ kind: 'ServiceAccount', ...subject }],
  })
}

test('a Tenant with the default account in a locked install: nothing to say', () => {
  expect(findingsOf([tenantItem('a')])).toEqual([])
  expect(findingsOf([tenantItem('a')], { installs: [] })).toEqual([])
})

test('an account that is not the default one: its objects must name it, and those that do not stop', () => {
  expect(findingsOf([tenantItem('a', { serviceAccount: 'deployer' })])).toEqual([
    [
      'account-not-default',
      'The account "deployer" of the Tenant "a" is not the default account "flux" of the controllers: objects of the tenant must name it.',
    ],
    [
      'default-account-missing',
      'The default account "flux" of the controllers is not in the namespace "a" of the Tenant "a": objects there that name no account stop.',
    ],
  ])
  const rules = findingsOf([tenantItem('a')], {
    installs: [{ ...locked, fallbackAccount: 'default' }],
  }).map(([rule]) => rule)
  expect(rules).toEqual(['account-not-default', 'default-account-missing'])
})

test('a default account that somebody made in the namespace is not missing', () => {
  const account = incoming({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'flux', namespace: 'a' },
  })
  const rules = findingsOf([tenantItem('a', { serviceAccount: 'deployer' }), account])
  expect(rules.map(([rule]) => rule)).toEqual(['account-not-default'])
})

test('controllers that are elsewhere are taken to fall back to the account of the configuration', () => {
  const changes = { installs: [], configuredAccount: 'apply' }
  const rules = findingsOf([tenantItem('a', { serviceAccount: 'flux' })], changes)
  expect(rules[0]?.[1]).toContain('is not the default account "apply"')
})

test('an install that falls back to cluster-admin', () => {
  const installs = [{ namespace: 'flux-system', fallbackAccount: undefined }]
  expect(findingsOf([tenantItem('a')], { installs })).toEqual([
    [
      'tenants-unlocked',
      'The controllers of Flux in "flux-system" must be locked where there are Tenants: without the profile "multi-tenant" every object that names no account is applied as cluster-admin.',
    ],
  ])
})

describe('a role bound to the account to which the controllers fall back', () => {
  test.each(['RoleBinding', 'ClusterRoleBinding'])('by a %s, where no Tenant is', (kind) => {
    const found = findingsOf([
      tenantItem('a'),
      binding({ name: 'flux', namespace: 'elsewhere' }, kind),
    ])
    expect(found).toEqual([
      [
        'default-account-bound',
        `The ${kind} must not bind the default account "flux" of "elsewhere", a namespace of no Tenant: every object there that names no account is applied with that role.`,
      ],
    ])
  })

  test.each([
    ['in a namespace of a Tenant', binding({ name: 'flux', namespace: 'a' }, 'RoleBinding', 'a')],
    ['an account of another name', binding({ name: 'deployer', namespace: 'elsewhere' })],
    ['a user of that name', binding({ kind: 'User', name: 'flux' })],
  ])('%s is none', (_, item) => {
    expect(findingsOf([tenantItem('a'), item])).toEqual([])
  })

  test('what a Tenant that is not in the input stands for is its own', () => {
    const { items } = plan([tenantItem('a'), tenantItem('b')])
    const rules = findingsOf(items.slice(1)).map(([rule]) => rule)
    expect(rules).toEqual(['tenant-absent'])
  })

  test('what only says that a Tenant stands for it, where Flux runs, is told', () => {
    const item = binding({ name: 'flux', namespace: 'gitops' }, 'RoleBinding', 'gitops')
    const metadata = {
      ...item.object.metadata,
      annotations: { [markAnnotation]: 'a/gitops/x' },
    }
    const marked = incoming({ ...item.object, metadata })
    const found = findingsOf([tenantItem('a'), marked], { installNamespaces: ['gitops'] })
    expect(found.map(([rule]) => rule)).toEqual([
      'tenant-annotation-foreign',
      'default-account-bound',
    ])
  })

  test('to an account called `default`, wherever it is', () => {
    for (const namespace of ['a', 'elsewhere']) {
      expect(findingsOf([tenantItem('a'), binding({ name: 'default', namespace })])).toEqual([
        [
          'default-account-bound',
          `The RoleBinding must not bind the account "default" of "${namespace}", as which every pod there runs.`,
        ],
      ])
    }
  })
})

test('without Tenants there is nothing that must agree', () => {
  const installs = [{ namespace: 'flux-system', fallbackAccount: undefined }]
  expect(findingsOf([binding({ name: 'default', namespace: 'a' })], { installs })).toEqual([])
})
