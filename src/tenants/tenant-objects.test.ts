import type { TenantSpec } from '../api/tenant-schema.ts'
import { fluxReleases, newestKnownFlux } from '../flux/releases.ts'
import { formatMinor, knownRelease, type Version } from '../flux/version.ts'
import { valueAt } from '../krm/field-path.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { decodeTenant } from './decode-tenant.ts'
import { tenantItem } from './fixture.ts'
import { tenantObjects } from './tenant-objects.ts'

function objectsFor(
  name: string,
  spec: Record<string, unknown>,
  flux: Version = newestKnownFlux,
  defaultAccount = 'flux',
): readonly KubernetesObject[] {
  const decoded = decodeTenant(tenantItem(name, spec).object, {}, flux)
  if (!decoded.ok) throw new Error(decoded.problems.map(({ message }) => message).join(' '))
  return tenantObjects(decoded.tenant, { flux, defaultAccount })
}

const named = (objects: readonly KubernetesObject[]) =>
  objects.map(({ kind, metadata }) => [kind, metadata?.namespace, metadata?.name].join(' '))
const ofKind = (objects: readonly KubernetesObject[], kind: string) =>
  objects.filter((object) => object.kind === kind)

const minors = [
  ...new Set(
    fluxReleases
      .filter(({ flux: { major, minor, prerelease } }) => (major > 0 || minor >= 26) && !prerelease)
      .map(({ flux }) => formatMinor(flux)),
  ),
]

/** The sample of draft RFC-0003 (fluxcd/flux2 pull request 2093), by hand, without what is ours. */
const sample = (source: string, sync: string) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tenant1' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'flux', namespace: 'tenant1' } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'flux', namespace: 'tenant1' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'cluster-admin',
    },
    subjects: [{ kind: 'ServiceAccount', name: 'flux', namespace: 'tenant1' }],
  },
  {
    apiVersion: `source.toolkit.fluxcd.io/${source}`,
    kind: 'GitRepository',
    metadata: { name: 'tenant1', namespace: 'tenant1' },
    spec: {
      interval: '5m0s',
      ref: { branch: 'main' },
      secretRef: { name: 'tenant1-git-auth' },
      url: 'ssh://git@github.com/org/tenant1',
    },
  },
  {
    apiVersion: `kustomize.toolkit.fluxcd.io/${sync}`,
    kind: 'Kustomization',
    metadata: { name: 'tenant1', namespace: 'tenant1' },
    spec: {
      interval: '10m0s',
      path: './',
      prune: true,
      serviceAccountName: 'flux',
      sourceRef: { kind: 'GitRepository', name: 'tenant1' },
    },
  },
]

function versionsIn(minor: string): readonly [string, string] {
  if (minor.startsWith('v2.')) return ['v1', 'v1']
  return [['v0.26', 'v0.27'].includes(minor) ? 'v1beta1' : 'v1beta2', 'v1beta2']
}

test('all minors of Flux from v0.26 on', () => {
  expect(minors[0]).toBe('v0.26')
  expect(minors.at(-1)).toBe(formatMinor(newestKnownFlux))
  expect(minors.length).toBeGreaterThan(20)
})

describe.each(minors)("the RFC's sample in Flux %s", (minor) => {
  const objects = objectsFor(
    'tenant1',
    { git: { url: 'ssh://git@github.com/org/tenant1' } },
    knownRelease(minor),
  )
  const expected = sample(...versionsIn(minor))

  test('is five objects in the order in which they are applied', () => {
    expect(objects.map(({ kind }) => kind)).toEqual(expected.map(({ kind }) => kind))
  })

  test.each(expected.map((object) => [object.kind, object] as const))('%s', (kind, object) => {
    const [made] = ofKind(objects, kind)
    const { labels: _, annotations: __, ...metadata } = made?.metadata ?? {}
    expect({ ...made, metadata }).toEqual(object)
  })

  test('carries our label and annotation on each, and nothing else but the force of a binding', () => {
    const isForced = minor.startsWith('v2.') || ['v0.39', 'v0.40', 'v0.41'].includes(minor)
    for (const { kind, metadata } of objects) {
      const force = kind === 'RoleBinding' && isForced
      expect(metadata?.labels).toEqual({ 'toolkit.fluxcd.io/tenant': 'tenant1' })
      expect(metadata?.annotations).toEqual({
        'fluxtenancy.dev/tenant': `tenant1/${metadata?.namespace ?? ''}/${metadata?.name}`,
        ...(force && { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }),
      })
    }
  })
})

test('several namespaces: account and binding in each, bound for both accounts; source and sync in the first', () => {
  const objects = objectsFor('a', {
    git: { url: 'https://example.org/a' },
    namespaces: [{ name: 'a' }, { name: 'a-jobs', create: false }, { name: 'b' }],
  })
  expect(named(objects)).toEqual([
    'Namespace  a',
    'Namespace  b',
    'ServiceAccount a flux',
    'ServiceAccount a-jobs flux',
    'ServiceAccount b flux',
    'RoleBinding a flux',
    'RoleBinding a-jobs flux',
    'RoleBinding b flux',
    'GitRepository a a',
    'Kustomization a a',
  ])
  const subjects = ofKind(objects, 'RoleBinding').map(
    ({ subjects }) => subjects as { namespace: string; name: string; kind: string }[],
  )
  expect(subjects.map((each) => each.map(({ namespace }) => namespace))).toEqual([
    ['a'],
    ['a-jobs', 'a'],
    ['b', 'a'],
  ])
  for (const subject of subjects.flat()) {
    expect(subject).toMatchObject({ kind: 'ServiceAccount', name: 'flux' })
  }
})

test('without `git` there is no source and no sync', () => {
  expect(named(objectsFor('a', {}))).toEqual([
    'Namespace  a',
    'ServiceAccount a flux',
    'RoleBinding a flux',
  ])
})

test.each([
  ['ssh://git@example.org/a', { name: 'a-git-auth' }],
  ['https://example.org/a', undefined],
  ['http://example.org/a', undefined],
])('the Secret of %s', (url, secretRef) => {
  const [repository] = ofKind(objectsFor('a', { git: { url } }), 'GitRepository')
  expect(valueAt(repository, ['spec', 'secretRef'])).toEqual(secretRef)
})

test('every field of the source and of the sync can be set in their own words', () => {
  const git = {
    url: 'ssh://git@example.org/a',
    ref: { tag: 'v1.0.0' },
    interval: '1h',
    secretRef: { name: 'own' },
    timeout: '2m',
  }
  const kustomization = { path: './deploy', interval: '1h', prune: false, wait: true }
  const objects = objectsFor('a', { git, kustomization, serviceAccount: 'deployer' })
  expect(ofKind(objects, 'GitRepository')[0]?.['spec']).toEqual(git)
  expect(ofKind(objects, 'Kustomization')[0]?.['spec']).toEqual({
    ...kustomization,
    serviceAccountName: 'deployer',
    sourceRef: { kind: 'GitRepository', name: 'a' },
  })
})

test('account and role are those of the Tenant; a binding is called as the account', () => {
  const objects = objectsFor('a', { serviceAccount: 'deployer', role: 'tenant:edit' })
  expect(named(objects)).toEqual([
    'Namespace  a',
    'ServiceAccount a deployer',
    'RoleBinding a deployer',
  ])
  expect(ofKind(objects, 'RoleBinding')[0]?.['roleRef']).toMatchObject({ name: 'tenant:edit' })
})

test('the account of a Tenant that names none is the default account', () => {
  expect(named(objectsFor('a', {}, newestKnownFlux, 'apply'))[1]).toBe('ServiceAccount a apply')
})

test('labels are on every object, and never whose it is', () => {
  for (const { metadata } of objectsFor('a', {
    git: { url: 'https://x.org' },
    labels: { team: 'x' },
  })) {
    expect(metadata?.labels).toEqual({ team: 'x', 'toolkit.fluxcd.io/tenant': 'a' })
  }
  const forged = { name: 'a', spec: { role: 'view', labels: { 'toolkit.fluxcd.io/tenant': 'b' } } }
  const settings = { flux: newestKnownFlux, defaultAccount: 'flux' }
  for (const { metadata } of tenantObjects(
    forged as { name: string; spec: TenantSpec },
    settings,
  )) {
    expect(metadata?.labels).toEqual({ 'toolkit.fluxcd.io/tenant': 'a' })
  }
})

test('nothing in `kustomization` can set account or source, whoever calls', () => {
  const kustomization = { serviceAccountName: 'admin', sourceRef: { name: 'x', namespace: 'y' } }
  const spec = { git: { url: 'https://x.org' }, kustomization } as unknown as TenantSpec
  const settings = { flux: newestKnownFlux, defaultAccount: 'flux' }
  const sync = ofKind(tenantObjects({ name: 'a', spec }, settings), 'Kustomization')[0]
  expect(sync?.['spec']).toMatchObject({
    serviceAccountName: 'flux',
    sourceRef: { kind: 'GitRepository', name: 'a' },
  })
  expect(valueAt(sync, ['spec', 'sourceRef', 'namespace'])).toBeUndefined()
})

test('the order of keys in a Tenant does not matter, to the byte', () => {
  const one = {
    git: { url: 'https://x.org', timeout: '1m', ignore: 'a' },
    labels: { a: '1', b: '2' },
  }
  const other = {
    labels: { b: '2', a: '1' },
    git: { ignore: 'a', timeout: '1m', url: 'https://x.org' },
  }
  expect(JSON.stringify(objectsFor('a', one))).toBe(JSON.stringify(objectsFor('a', other)))
})
