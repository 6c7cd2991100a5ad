/** The judge itself: it refuses what a real API server refuses, and says so. */
import { refusalsOf } from './refusals.ts'
import type { Mapping } from './strict-schema.ts'

const metadata = { name: 'a', namespace: 'a' }
const source = (spec: Mapping, version = 'v1'): Mapping => ({
  apiVersion: `source.toolkit.fluxcd.io/${version}`,
  kind: 'GitRepository',
  metadata,
  spec: { url: 'https://example.org/a', interval: '5m0s', ...spec },
})
const sync = (spec: Mapping, version = 'v1'): Mapping => ({
  apiVersion: `kustomize.toolkit.fluxcd.io/${version}`,
  kind: 'Kustomization',
  metadata,
  spec: { interval: '5m', prune: true, sourceRef: { kind: 'GitRepository', name: 'a' }, ...spec },
})
const binding = (fields: Mapping): Mapping => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata,
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
  subjects: [{ kind: 'ServiceAccount', name: 'flux', namespace: 'a' }],
  ...fields,
})

test.each<[string, Mapping, string]>([
  ['a source', source({}), 'v2.9.3'],
  ['a null, which is dropped', source({ timeout: null }), 'v2.9.3'],
  ['a source of old', source({ gitImplementation: 'go-git' }, 'v1beta2'), 'v0.35.0'],
  ['a version that is still served', source({}, 'v1beta2'), 'v2.4.0'],
  ['a sync', sync({ kubeConfig: { secretRef: { name: 'a' } } }), 'v2.9.3'],
  ['a binding', binding({}), 'v2.9.3'],
  ['a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }, 'v2.9.3'],
])('takes %s', (_, object, flux) => {
  expect(refusalsOf(object, flux)).toEqual([])
})

test.each<[string, Mapping, string, string]>([
  ['a field that is not there', source({ brunch: 'main' }), 'v2.9.3', 'brunch'],
  ['a field deep inside', source({ ref: { brunch: 'main' } }), 'v2.9.3', 'brunch'],
  ['a field of a later Flux', source({ sparseCheckout: ['a'] }), 'v2.5.1', 'sparseCheckout'],
  ['a duration that is none', source({ interval: '5 minutes' }), 'v2.9.3', 'pattern'],
  ['a value that is none of the choices', source({ provider: 'gcp' }), 'v2.9.3', '/spec/provider'],
  ['a version that came later', source({}), 'v0.41.2', 'serves no'],
  ['a version that is gone', source({}, 'v1beta1'), 'v2.7.5', 'serves no'],
  ['a version that never was', source({}, 'v2'), 'v2.9.3', 'serves no'],
  ['a kind that never was', { ...source({}), kind: 'GitRepo' }, 'v2.9.3', 'serves no'],
  ['a rule in CEL', source({ serviceAccountName: 'a' }), 'v2.9.3', 'can only be set when provider'],
  ['a rule in CEL of a part', sync({ kubeConfig: {} }), 'v2.9.3', 'exactly one of'],
  ['a field that is missing', sync({ sourceRef: { kind: 'GitRepository' } }), 'v2.9.3', 'required'],
  ['a label that is no string', { ...source({}), metadata: { labels: { a: 1 } } }, 'v2.9.3', 'a'],
  ['metadata of nobody', { ...source({}), metadata: { nmae: 'a' } }, 'v2.9.3', 'nmae'],
  ['a field beside `spec`', { ...source({}), sepc: {} }, 'v2.9.3', 'sepc'],
  ['a binding of nothing', binding({ roleRef: {} }), 'v2.9.3', 'required'],
  ['a role inside the subjects', binding({ subjects: [{ roleRef: {} }] }), 'v2.9.3', 'roleRef'],
  ['subjects that are no list', binding({ subjects: {} }), 'v2.9.3', 'array'],
])('refuses %s', (_, object, flux, part) => {
  expect(refusalsOf(object, flux).join('\n')).toContain(part)
})
