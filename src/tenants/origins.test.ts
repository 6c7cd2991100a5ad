import { knownVersion } from '../flux/version.ts'
import { formatFieldPath } from '../krm/field-path.ts'
import type { KubernetesObject, PlainMap } from '../krm/object.ts'
import { decodeTenant } from './decode-tenant.ts'
import { originsOf } from './origins.ts'

const settings = { flux: knownVersion('v2.9.3'), defaultAccount: 'flux' }

function origins(spec: PlainMap, defaults: PlainMap = {}): Readonly<Record<string, unknown>> {
  const object: KubernetesObject = {
    apiVersion: 'fluxtenancy.dev/v1alpha1',
    kind: 'Tenant',
    metadata: { name: 'tenant1' },
    spec,
  }
  const found = decodeTenant(object, defaults, settings.flux)
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'))
  return Object.fromEntries(
    originsOf(object, defaults, found.tenant, settings).map(({ path, value, origin }) => [
      formatFieldPath(path),
      [value, origin],
    ]),
  )
}

test('the Tenant of eight lines: all but the URL is a default', () => {
  expect(origins({ git: { url: 'ssh://git@github.com/org/tenant1' } })).toEqual({
    'spec.git.interval': ['5m0s', 'default'],
    'spec.git.ref.branch': ['main', 'default'],
    'spec.git.secretRef.name': ['tenant1-git-auth', 'default'],
    'spec.git.url': ['ssh://git@github.com/org/tenant1', 'tenant'],
    'spec.kustomization.interval': ['10m0s', 'default'],
    'spec.kustomization.path': ['./', 'default'],
    'spec.kustomization.prune': [true, 'default'],
    'spec.serviceAccount': ['flux', 'default'],
    'spec.role': ['cluster-admin', 'default'],
    'spec.namespaces': [[{ name: 'tenant1', create: true }], 'default'],
  })
})

test('the own value counts before that of all, which counts before the default', () => {
  const defaults = {
    git: { interval: '1m0s', ref: { branch: 'prod' }, secretRef: { name: 'shared' } },
    kustomization: { patches: [{ patch: 'a' }] },
    role: 'admin',
    labels: { team: 'x', cost: 'y' },
  }
  const spec = {
    git: { url: 'https://example.org/a', ref: { tag: 'v1' }, secretRef: null, interval: '1m0s' },
    labels: { team: 'z' },
    namespaces: [{ name: 'a' }],
  }
  expect(origins(spec, defaults)).toEqual({
    'spec.git.interval': ['1m0s', 'tenant'],
    'spec.git.ref.branch': ['prod', 'tenantDefaults'],
    'spec.git.ref.tag': ['v1', 'tenant'],
    'spec.git.url': ['https://example.org/a', 'tenant'],
    'spec.kustomization.interval': ['10m0s', 'default'],
    'spec.kustomization.patches': [[{ patch: 'a' }], 'tenantDefaults'],
    'spec.kustomization.path': ['./', 'default'],
    'spec.kustomization.prune': [true, 'default'],
    'spec.serviceAccount': ['flux', 'default'],
    'spec.role': ['admin', 'tenantDefaults'],
    'spec.namespaces': [[{ name: 'a', create: true }], 'tenant'],
    'spec.labels.cost': ['y', 'tenantDefaults'],
    'spec.labels.team': ['z', 'tenant'],
  })
})

test('without a repository there is nothing of Flux', () => {
  const defaults = { git: { interval: '1m0s' }, kustomization: { wait: true } }
  expect(Object.keys(origins({}, defaults))).toEqual([
    'spec.serviceAccount',
    'spec.role',
    'spec.namespaces',
  ])
})
