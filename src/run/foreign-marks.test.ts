import { checkPackage, renderPackage } from './package.ts'
import type { Package } from './package-types.ts'

// what has the annotation of a Tenant's object and can never have been made from one is people's own, wherever ownership decides

const tenant =
  'apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata: {name: t1}\nspec: {}\n'
const marked = (apiVersion: string, kind: string, mark: string, more = '') => {
  const [, namespace, name] = mark.split('/')
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  annotations: {fluxtenancy.dev/tenant: ${mark}}\n${more}`
}
const foreign = marked('v1', 'ConfigMap', 't1/t1/own')

const controller = (namespace: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: helm-controller${namespace}}
spec:
  template:
    spec:
      containers:
      - name: manager
        image: ghcr.io/fluxcd/helm-controller:v1.5.0
        args: [--no-cross-namespace-refs=true, --default-service-account=flux]
`
const unlocked =
  "spec:\n  path: ./over\n  sourceRef: {kind: GitRepository, name: fleet}\n  serviceAccountName: x\n  patches:\n  - target: {kind: Deployment}\n    patch: '[{op: add, path: /spec/template/spec/containers/0/args/-, value: --no-cross-namespace-refs=false}]'\n"
const sync = (mark: string) =>
  marked('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', mark, unlocked)
const inPlace = {
  'flux/kustomization.yaml': 'resources: [controller.yaml]\n',
  'flux/controller.yaml': controller(', namespace: gitops'),
  'over/kustomization.yaml': 'resources: [../flux]\n',
}

function packageOf(files: Readonly<Record<string, string>>): Package {
  return { files: new Map(Object.entries(files)), unreadable: new Map(), paths: [''] }
}

const told = (results: ReturnType<typeof checkPackage>['results']) =>
  results.map(({ tags, file }) => `${tags?.['rule']} ${file?.path}`)

function checked(files: Readonly<Record<string, string>>): readonly string[] {
  return told(checkPackage(packageOf(files), { securityProfile: 'multi-tenant' }).results)
}

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ['of the namespace of the controllers', { ...inPlace, 'sync/a.yaml': sync('t1/gitops/apps') }],
  [
    'of one that only a kustomization names',
    {
      ...inPlace,
      'flux/kustomization.yaml': 'resources: [controller.yaml]\nnamespace: gitops\n',
      'flux/controller.yaml': controller(''),
      'sync/a.yaml': sync('t1/gitops/apps'),
    },
  ],
  [
    'that stands elsewhere than it says',
    { ...inPlace, 'sync/a.yaml': sync('t1/t1/apps').replace('namespace: t1', 'namespace: gitops') },
  ],
])('a sync %s is no Tenant’s, and what it unlocks is told', (_name, files) => {
  expect(checked(files)).toContain('patch-overrides sync/a.yaml')
})

test('a sync of a Tenant is of another repository', () => {
  const files = { ...inPlace, 'sync/a.yaml': sync('t1/t1/apps') }
  expect(checked(files)).not.toContain('patch-overrides sync/a.yaml')
})

test('what a kustomization makes of an object that is no Tenant’s is not told', () => {
  const lists = 'resources: [own.yaml]\nnamespace: other\n'
  const accounts = marked('v1', 'ServiceAccount', 't1/gitops/own')
  for (const own of [foreign, accounts]) {
    const files = { ...inPlace, 'flux/own/kustomization.yaml': lists, 'flux/own/own.yaml': own }
    expect(checked(files).filter((line) => /renamed|patch/.test(line))).toEqual([])
    expect(checked(files).join()).toContain('tenant-annotation-foreign flux/own/own.yaml')
  }
  const ours = marked('v1', 'ServiceAccount', 't1/t1/own')
  const files = { ...inPlace, 'flux/own/kustomization.yaml': lists, 'flux/own/own.yaml': ours }
  expect(checked(files)).toContain('tenant-object-renamed flux/own/kustomization.yaml')
})

test('a file of such an object is not taken along with its Tenant, and not written over', () => {
  const away = { 'a/t1.yaml': tenant, 'b/t1.rendered.yaml': foreign }
  const { changes, exitCode } = renderPackage(packageOf(away), {})
  expect([exitCode, [...changes.keys()].sort()]).toEqual([0, ['a/t1.rendered.yaml', 'a/t1.yaml']])
  expect(changes.get('a/t1.rendered.yaml')).not.toContain('ConfigMap')
  const beside = packageOf({ 'a/t1.yaml': tenant, 'a/t1.rendered.yaml': foreign })
  const refused = renderPackage(beside, {})
  expect(told(refused.results)).toContain('tenant-file-foreign a/t1.rendered.yaml')
  expect(refused.changes.size).toBe(0)
})
