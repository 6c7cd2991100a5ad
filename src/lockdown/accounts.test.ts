import type { Item } from '../krm/item.ts'
import { makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { accountOf } from './applied.ts'
import { deployment, fluxObject } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

const local = { sourceRef: { kind: 'GitRepository', name: 'flux-system' } }
const foreign = { sourceRef: { kind: 'GitRepository', name: 'x', namespace: 'tenant' } }
const remote = { ...local, kubeConfig: { secretRef: { name: 'remote' } } }
const kustomization = (spec: PlainMap) => fluxObject('Kustomization', 'flux-system', spec)
const release = (spec: PlainMap) => fluxObject('HelmRelease', 'flux-system', spec)

function planned(
  items: readonly Item[],
  securityProfile: 'multi-tenant' | 'single-tenant' = 'multi-tenant',
  flux = {},
) {
  const all = [...items, deployment('kustomize-controller'), deployment('helm-controller')]
  const plan = planLockdown(all, { securityProfile, flux })
  const [after] = plan.items
  const isOfObject = ({ item }: { item?: Item }) => item === items[0]
  return {
    account: after && accountOf(after),
    isSame: after === items[0],
    rules: [...plan.findings, ...plan.edits].filter(isOfObject).map(({ rule }) => rule),
  }
}

const platform = { platformServiceAccount: 'root-reconciler' }

describe('multi-tenant', () => {
  test.each<[string, Item, object, string | undefined, readonly string[]]>([
    ['a Kustomization', kustomization(local), {}, 'kustomize-controller', ['account-missing']],
    ['a HelmRelease', release({}), {}, 'helm-controller', ['account-missing']],
    ['configured', kustomization(local), platform, 'root-reconciler', ['account-missing']],
    [
      'an empty account is none',
      kustomization({ ...local, serviceAccountName: '' }),
      {},
      'kustomize-controller',
      ['account-missing'],
    ],
    [
      'an account that is there stays',
      kustomization({ ...local, serviceAccountName: 'mine' }),
      platform,
      'mine',
      [],
    ],
    ['a foreign source', kustomization(foreign), {}, undefined, ['foreign-source']],
    [
      'a foreign source with an account',
      kustomization({ ...foreign, serviceAccountName: 'mine' }),
      {},
      'mine',
      ['foreign-source'],
    ],
    [
      'a foreign chart source',
      release({ chart: { spec: foreign } }),
      {},
      undefined,
      ['foreign-source'],
    ],
    [
      'a foreign chartRef',
      release({ chartRef: { kind: 'OCIRepository', name: 'x', namespace: 'tenant' } }),
      {},
      undefined,
      ['foreign-source'],
    ],
    ['a remote cluster', kustomization(remote), {}, undefined, ['remote-cluster']],
    [
      'a remote cluster with an account',
      kustomization({ ...remote, serviceAccountName: 'mine' }),
      {},
      'mine',
      [],
    ],
    [
      'the namespace itself is not foreign',
      kustomization({ sourceRef: { name: 'x', namespace: 'flux-system' } }),
      {},
      'kustomize-controller',
      ['account-missing'],
    ],
    [
      'a Kustomization of kustomize is none of Flux',
      makeItem({
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        metadata: { name: 'x', namespace: 'flux-system' },
        spec: {},
      }),
      {},
      undefined,
      [],
    ],
  ])('%s', (_name, item, flux, account, rules) => {
    expect(planned([item], 'multi-tenant', flux)).toEqual({
      account,
      isSame: !rules.includes('account-missing'),
      rules,
    })
  })

  const binding = (subject: PlainMap, kind = 'ClusterRoleBinding') =>
    makeItem({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      metadata: { name: 'x' },
      subjects: [subject],
    })

  test.each<[string, PlainMap, boolean]>([
    ['the account', subject('kustomize-controller', 'flux-system'), true],
    ['of another namespace', subject('kustomize-controller', 'other'), false],
    ['another account', subject('helm-controller', 'flux-system'), false],
    [
      'its user',
      { kind: 'User', name: 'system:serviceaccount:flux-system:kustomize-controller' },
      true,
    ],
    ['all of the namespace', { kind: 'Group', name: 'system:serviceaccounts:flux-system' }, true],
    ['all accounts', { kind: 'Group', name: 'system:serviceaccounts' }, true],
  ])('a binding of %s', (_name, of, hasRights) => {
    const { rules } = planned([kustomization(local), binding(of)])
    expect(rules.includes('account-without-rights')).toBe(!hasRights)
  })

  test('an account that is there is looked up too', () => {
    const item = kustomization({ ...local, serviceAccountName: 'mine' })
    const { rules } = planned([item, binding(subject('kustomize-controller', 'flux-system'))])
    expect(rules).toEqual(['account-without-rights'])
  })

  function subject(name: string, namespace: string): PlainMap {
    return { kind: 'ServiceAccount', name, namespace }
  }
})

describe('single-tenant', () => {
  test.each<[string, Item, object, string | undefined, readonly string[]]>([
    [
      'the account of the profile goes',
      kustomization({ ...local, serviceAccountName: 'kustomize-controller' }),
      {},
      undefined,
      ['account-removed'],
    ],
    [
      'the configured one goes',
      release({ serviceAccountName: 'root-reconciler' }),
      platform,
      undefined,
      ['account-removed'],
    ],
    [
      "the controller's own stays where another one is configured",
      kustomization({ ...local, serviceAccountName: 'kustomize-controller' }),
      platform,
      'kustomize-controller',
      [],
    ],
    [
      'another one stays',
      release({ serviceAccountName: 'kustomize-controller' }),
      {},
      'kustomize-controller',
      [],
    ],
    [
      'what multi-tenant does not give is not taken',
      kustomization({ ...remote, serviceAccountName: 'kustomize-controller' }),
      {},
      'kustomize-controller',
      [],
    ],
    ['none stays none', kustomization({ serviceAccountName: '' }), {}, undefined, []],
  ])('%s', (_name, item, flux, account, rules) => {
    expect(planned([item], 'single-tenant', flux)).toEqual({
      account,
      isSame: rules.length === 0,
      rules,
    })
  })
})
