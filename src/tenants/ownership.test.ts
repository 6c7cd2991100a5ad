import { knownRelease } from '../flux/version.ts'
import { groupOf } from '../krm/object.ts'
import { builders, builtKinds, planOf } from './builders.ts'
import { expanded, incoming, plan, source, tenantItem, told } from './fixture.ts'
import { markAnnotation } from './mark.ts'

const team = tenantItem('team', { git: source })
const marked = (apiVersion: string, kind: string, mark: string) => {
  const [, namespace, name = ''] = mark.split('/')
  const metadata = {
    name,
    ...(namespace && { namespace }),
    annotations: { [markAnnotation]: mark },
  }
  return incoming({ apiVersion, kind, metadata })
}

test('the kinds that are ours are those that the builders make', () => {
  const tenant = { name: 'team', spec: { role: 'admin', git: { url: 'https://example.org/team' } } }
  const made = builders.flatMap((build) =>
    build(planOf(tenant, { flux: knownRelease('v2.9.3'), defaultAccount: 'flux' })),
  )
  expect(new Set(made.map((each) => `${groupOf(each.apiVersion)}|${each.kind}`))).toEqual(
    builtKinds,
  )
})

test.each([
  ['another kind', 'v1', 'PersistentVolumeClaim', 'team/prod/db'],
  ['a kind of the cluster', 'rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'team//admin'],
  ['a namespace of Kubernetes', 'v1', 'Namespace', 'team//kube-system'],
  [
    "the platform's own sync",
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'team/flux-system/flux-system',
  ],
  ['an account that names no namespace', 'v1', 'ServiceAccount', 'team//flux'],
  [
    'a sync that names no namespace',
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'team//flux-system',
  ],
  ['a namespace within another', 'v1', 'Namespace', 'team/prod/db'],
  ['an account where Flux runs', 'v1', 'ServiceAccount', 'team/gitops/flux'],
])('an annotation removes nothing of %s', (_name, apiVersion, kind, mark) => {
  const other = marked(apiVersion, kind, mark)
  for (const prune of [false, true]) {
    const options = { prune, installNamespaces: ['gitops'] }
    expect(expanded([team, other], options)).toContain(other)
    expect(told(plan([team, other], options).findings).join()).toContain(
      'tenant-annotation-foreign',
    )
  }
})

test('what a Tenant could have made goes with it', () => {
  const left = marked('v1', 'ServiceAccount', 'team/team-old/flux')
  expect(expanded([team, left])).not.toContain(left)
})
