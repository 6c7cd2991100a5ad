import { knownVersion } from '../flux/version.ts'
import { formatFieldPath } from '../krm/field-path.ts'
import type { KubernetesObject, PlainMap } from '../krm/object.ts'
import { decodeTenant } from './decode-tenant.ts'

const url = 'ssh://git@github.com/org/tenant1'

function tenant(spec: unknown, name: unknown = 'tenant1'): KubernetesObject {
  const metadata = { name } as { name: string }
  return { apiVersion: 'fluxtenancy.dev/v1alpha1', kind: 'Tenant', metadata, spec }
}

function decode(spec: unknown, defaults: PlainMap = {}, name: unknown = 'tenant1') {
  return decodeTenant(tenant(spec, name), defaults, knownVersion('v2.9.3'))
}

function problems(spec: unknown, defaults: PlainMap = {}, name: unknown = 'tenant1') {
  const found = decode(spec, defaults, name)
  return found.ok
    ? []
    : found.problems.map(({ path, message }) => `${formatFieldPath(path)}: ${message}`)
}

test('the Tenant of eight lines', () => {
  expect(decode({ git: { url } })).toEqual({
    ok: true,
    tenant: { name: 'tenant1', spec: { git: { url }, role: 'cluster-admin' } },
  })
})

test.each([undefined, null, {}])('with spec %j it has no repository', (spec) => {
  const found = decode(spec)
  expect(found).toEqual({ ok: true, tenant: { name: 'tenant1', spec: { role: 'cluster-admin' } } })
})

test('every field', () => {
  const spec = {
    git: { url, ref: { tag: 'v1' }, interval: '1m0s', secretRef: { name: 'a' } },
    kustomization: { path: './deploy', prune: false, wait: true },
    serviceAccount: 'team',
    role: 'admin',
    namespaces: [{ name: 'a' }, { name: 'b', create: false }],
    labels: { team: 'a', 'example.org/cost': '' },
  }
  const namespaces = [
    { name: 'a', create: true },
    { name: 'b', create: false },
  ]
  expect(decode(spec)).toEqual({
    ok: true,
    tenant: { name: 'tenant1', spec: { ...spec, namespaces } },
  })
})

test.each<[PlainMap, ...string[]]>([
  [{ gti: { url } }, 'spec.gti: The field `spec.gti` is unknown, did you mean "git"?'],
  [{ git: { url, interval: 5 } }, 'spec.git.interval: `spec.git.interval` must be a string.'],
  [{ git: {} }, 'spec.git.url: `spec.git.url` must be set.'],
  [{ git: [] }, 'spec.git: `spec.git` must be a mapping.'],
  [{ git: { url: 1 } }, 'spec.git.url: `spec.git.url` must be a string.'],
  [
    { git: { url: 'git@github.com:org/a.git' } },
    'spec.git.url: `spec.git.url` must be a URL that begins with "ssh://", "https://" or "http://": write "ssh://git@github.com/org/a.git".',
  ],
  [
    { git: { url: 'https://user:secret@github.com/org/a' } },
    'spec.git.url: `spec.git.url` must not hold credentials: put them into the Secret that `secretRef` names.',
  ],
  [{ git: { url, branch: 'main' } }, 'spec.git.branch: The field `spec.git.branch` is unknown.'],
  [
    { git: { url }, kustomization: { serviceAccountName: 'a' } },
    'spec.kustomization.serviceAccountName: `spec.kustomization.serviceAccountName` must not be set: the sync runs as `spec.serviceAccount`.',
  ],
  [
    { git: { url }, kustomization: { sourceRef: { kind: 'GitRepository', name: 'flux-system' } } },
    'spec.kustomization.sourceRef: `spec.kustomization.sourceRef` must not be set: the sync takes the source that `spec.git` makes.',
  ],
  [
    { kustomization: { path: './a' } },
    'spec.kustomization: `spec.kustomization` must not be set without `spec.git`, since there is nothing to sync.',
  ],
  [
    { serviceAccount: 'default' },
    'spec.serviceAccount: `spec.serviceAccount` must not be "default", as which every pod runs.',
  ],
  [
    { serviceAccount: 'Team' },
    'spec.serviceAccount: `spec.serviceAccount` must be the name of a ServiceAccount: lowercase letters, digits, `-` and `.`, with a letter or digit at both ends, and "Team" is not.',
  ],
  [
    { role: '' },
    'spec.role: `spec.role` must be the name of a ClusterRole: any text without `/` and `%`, and neither "." nor "..", and "" is not.',
  ],
  [{ namespaces: [] }, 'spec.namespaces: `spec.namespaces` must name one namespace at least.'],
  [{ namespaces: {} }, 'spec.namespaces: `spec.namespaces` must be a list.'],
  [{ namespaces: ['a'] }, 'spec.namespaces[0]: `spec.namespaces[0]` must be a mapping.'],
  [
    { namespaces: [{ name: 'a', creat: false }] },
    'spec.namespaces[0].creat: The field `spec.namespaces[0].creat` is unknown, did you mean "create"?',
  ],
  [
    { namespaces: [{ name: 'a.b' }] },
    'spec.namespaces[0].name: `spec.namespaces[0].name` must be the name of a Namespace: lowercase letters, digits and `-`, with a letter or digit at both ends, and "a.b" is not.',
  ],
  [
    { namespaces: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
    'spec.namespaces[2].name: `spec.namespaces[2].name` must not be "a", which is in the list already.',
  ],
  [
    { labels: { 'a b': 'x' } },
    'spec.labels["a b"]: `spec.labels["a b"]` must be a label key, as "team" or "example.org/team", and "a b" is not.',
  ],
  [
    { labels: { team: 'a b' } },
    'spec.labels.team: `spec.labels.team` must be a label value: letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, and "a b" is not.',
  ],
  [{ labels: { team: true } }, 'spec.labels.team: `spec.labels.team` must be a string.'],
  [
    { labels: { 'toolkit.fluxcd.io/tenant': 'x' } },
    'spec.labels["toolkit.fluxcd.io/tenant"]: `spec.labels["toolkit.fluxcd.io/tenant"]` must not be set: it is the name of the Tenant.',
  ],
  [{ labels: [] }, 'spec.labels: `spec.labels` must be a mapping.'],
])('%j is refused', (spec, ...expected) => {
  expect(problems(spec)).toEqual(expected)
})

test.each(['flux-system', 'default', 'kube-system', 'kube-public', 'kube-x'])(
  'the namespace %s is refused, named or derived',
  (name) => {
    const sentence = `must not be "${name}": "flux-system", "default" and "kube-*" are the platform's.`
    expect(problems({ namespaces: [{ name }] })).toEqual([
      `spec.namespaces[0].name: \`spec.namespaces[0].name\` ${sentence}`,
    ])
    expect(problems({}, {}, name)).toEqual([`metadata.name: \`metadata.name\` ${sentence}`])
    // the namespace is another then
    expect(problems({ namespaces: [{ name: 'a' }] }, {}, name)).toEqual([])
  },
)

describe('names accepted that the API server refuses; long derived names not cut or checked', () => {
  const long = 'a'.repeat(64)
  const both = [{ name: 'a' }]
  test.each<[unknown, PlainMap, ...string[]]>([
    [undefined, {}, 'metadata.name: `metadata.name` of a Tenant must be set.'],
    [1, {}, 'metadata.name: `metadata.name` must be a string.'],
    [
      'Team_A',
      { namespaces: both },
      'metadata.name: `metadata.name` must be the name of a GitRepository and a Kustomization: lowercase letters, digits, `-` and `.`, with a letter or digit at both ends, and "Team_A" is not.',
    ],
    [
      long,
      { namespaces: both },
      `metadata.name: \`metadata.name\` must not be longer than 63 characters, since it becomes a label, and "${long}" has 64.`,
    ],
    [
      'team.a',
      {},
      'metadata.name: `metadata.name` must be the name of a Namespace where `spec.namespaces` is not set: lowercase letters, digits and `-`, with a letter or digit at both ends, and "team.a" is not.',
    ],
    ['team.a', { namespaces: both }],
    ['a', {}],
    ['a'.repeat(63), {}],
  ])('%j with %j', (name, spec, ...expected) => {
    const object = tenant(spec, name)
    if (name === undefined) Reflect.deleteProperty(object.metadata ?? {}, 'name')
    const found = decodeTenant(object, {}, knownVersion('v2.9.3'))
    const told = found.ok
      ? []
      : found.problems.map(({ path, message }) => `${formatFieldPath(path)}: ${message}`)
    expect(told).toEqual(expected)
  })
})

test('all problems are told at once', () => {
  const spec = {
    git: { url: 'git@a:b', intervall: '1m', verify: {} },
    kustomization: { prune: 'yes', sourceRef: {} },
    serviceAccount: 'default',
    role: 1,
    namespaces: [{ name: 'kube-a' }, { name: 'b' }, { name: 'b' }],
    labels: { 'a b': 'c' },
    other: 1,
  }
  expect(
    problems(spec, {}, 'A')
      .map((text) => text.split(':')[0])
      .sort(),
  ).toEqual([
    'metadata.name',
    'spec.git.intervall',
    'spec.git.url',
    'spec.git.verify.secretRef',
    'spec.kustomization.prune',
    'spec.kustomization.sourceRef',
    'spec.labels["a b"]',
    'spec.namespaces[0].name',
    'spec.namespaces[2].name',
    'spec.other',
    'spec.role',
    'spec.serviceAccount',
  ])
})

test('misspelt key silently falls back to cluster-admin', () => {
  for (const key of ['Role', 'rol', 'clusterRole', 'roles', '__proto__', 'constructor']) {
    const spec = JSON.parse(`{"git": {"url": "${url}"}, "${key}": "view"}`)
    expect(problems(spec)).toHaveLength(1)
    expect(problems(JSON.parse(`{"${key}": null}`))).toHaveLength(1)
  }
})

test('a null in a namespace of the list is an absent field, whose name counts all the same', () => {
  expect(decode({ namespaces: [{ name: 'a', create: null }] })).toEqual(
    decode({ namespaces: [{ name: 'a' }] }),
  )
  expect(decode({ namespaces: [{ name: 'a', create: null }] })).toHaveProperty('ok', true)
  expect(decode({}, { namespaces: [{ name: 'a', create: null }] })).toHaveProperty('ok', true)
  expect(problems({ namespaces: [{ name: 'a', craete: null }] })).toEqual([
    'spec.namespaces[0].craete: The field `spec.namespaces[0].craete` is unknown, did you mean "create"?',
  ])
  expect(problems({ namespaces: [{ name: null }] })).toHaveLength(1)
  expect(problems({ namespaces: [null] })).toHaveLength(1)
})

test('the object is one of ours, and has no other fields', () => {
  const flux = knownVersion('v2.9.3')
  const later = decodeTenant({ ...tenant({}), apiVersion: 'fluxtenancy.dev/v2' }, {}, flux)
  expect(later).toMatchObject({ ok: false, problems: [{ path: ['apiVersion'] }] })
  const more = decodeTenant({ ...tenant({}), data: {}, status: {} }, {}, flux)
  expect(more).toMatchObject({ ok: false, problems: [{ path: ['data'] }] })
})

describe('Flux versions', () => {
  test.each([
    ['v2.5.1', false],
    ['v2.6.0', true],
  ])('what %s lacks is told with the release that has it', (flux, ok) => {
    const found = decodeTenant(
      tenant({ git: { url, sparseCheckout: ['a'] } }),
      {},
      knownVersion(flux),
    )
    expect(found.ok).toBe(ok)
    if (!found.ok) expect(found.problems[0]?.message).toContain('exists since Flux v2.6')
  })
})

describe('tenantDefaults', () => {
  const defaults = {
    git: { interval: '1m0s', ref: { branch: 'prod' }, secretRef: { name: 'shared' } },
    kustomization: { wait: true },
    role: 'admin',
    labels: { cost: 'a', team: 'x' },
  }

  test('merge: mappings merge, lists and scalars replace, null removes', () => {
    const spec = {
      git: { url, ref: { tag: 'v1' }, secretRef: null },
      role: 'view',
      labels: { team: 'y', cost: null },
    }
    expect(decode(spec, defaults)).toEqual({
      ok: true,
      tenant: {
        name: 'tenant1',
        spec: {
          git: { interval: '1m0s', ref: { branch: 'prod', tag: 'v1' }, url },
          kustomization: { wait: true },
          role: 'view',
          labels: { team: 'y' },
        },
      },
    })
  })

  test('make no source for a Tenant that has none, unless they have a URL', () => {
    expect(decode({}, defaults)).toMatchObject({ ok: true, tenant: { spec: { role: 'admin' } } })
    expect(decode({}, defaults)).not.toHaveProperty('tenant.spec.git')
    expect(decode({ git: null }, defaults)).not.toHaveProperty('tenant.spec.git')
    const shared = { git: { url } }
    expect(decode({}, shared)).toMatchObject({ tenant: { spec: { git: { url } } } })
    expect(decode({ git: null }, shared)).not.toHaveProperty('tenant.spec.git')
  })

  test('a misspelt name takes nothing away, and is an error', () => {
    expect(problems({ git: { url, secretref: null } }, defaults)).toEqual([
      'spec.git.secretref: The field `spec.git.secretref` is unknown, did you mean "secretRef"?',
    ])
  })

  test('a problem with an inherited value says so', () => {
    expect(problems({ git: { url } }, { kustomization: { prune: 'yes' } })).toEqual([
      'spec.kustomization.prune: `spec.kustomization.prune` must be true or false, and "yes" is not. The value comes from `spec.tenantDefaults`.',
    ])
  })
})

test.each([
  [{ annotations: ['a'] }, '`metadata.annotations` must be a mapping of strings.'],
  [{ labels: { x: 1 } }, '`metadata.labels` must be a mapping of strings, and "x" is none.'],
])('metadata %j', (metadata, message) => {
  const object = {
    ...{ apiVersion: 'fluxtenancy.dev/v1alpha1', kind: 'Tenant' },
    ...{ metadata: { name: 'team', ...metadata } },
  } as unknown as KubernetesObject
  const decoded = decodeTenant(object, {}, knownVersion('v2.9.3'))
  expect(decoded.ok ? [] : decoded.problems.map((each) => each.message)).toEqual([message])
})
