import { formatFieldPath } from '../krm/field-path.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { type Decoded, decodeConfig } from './decode.ts'

const apiVersion = 'fluxtenancy.dev/v1alpha1'

function decode(
  object: Partial<KubernetesObject>,
  kind: 'FluxTenancy' | 'TenancyCheck' = 'FluxTenancy',
) {
  return decodeConfig({ apiVersion, kind, ...object }, kind)
}

function problems(found: Decoded): readonly string[] {
  return found.ok
    ? []
    : found.problems.map(({ path, message }) => `${formatFieldPath(path)}: ${message}`)
}

test.each([
  [{ spec: {} }, { flux: {} }],
  [{}, { flux: {} }],
  [{ spec: null }, { flux: {} }],
  [{ spec: { flux: null, securityProfile: null } }, { flux: {} }],
  [
    { spec: { securityProfile: 'multi-tenant', flux: { version: '2.9.3' } } },
    { securityProfile: 'multi-tenant', flux: { version: '2.9.3' } },
  ],
  [
    { spec: { flux: { defaultServiceAccount: 'a.b-c', platformServiceAccount: '' } } },
    { flux: { defaultServiceAccount: 'a.b-c', platformServiceAccount: '' } },
  ],
])('%j is read', (object, spec) => {
  expect(decode(object)).toEqual({ ok: true, config: { kind: 'FluxTenancy', spec } })
})

test.each([
  [
    {},
    'apiVersion: `apiVersion` of the configuration must be "fluxtenancy.dev/v1alpha1", and it is not set.',
  ],
  [
    { apiVersion: null, kind: 'FluxTenancy' },
    'apiVersion: `apiVersion` of the configuration must be "fluxtenancy.dev/v1alpha1", and it is not set.',
  ],
  [
    { apiVersion: 1, kind: 2 },
    'apiVersion: `apiVersion` of the configuration must be "fluxtenancy.dev/v1alpha1", and 1 is no string.',
  ],
  [
    { apiVersion, metadata: { name: 'a' } },
    'kind: `kind` of the configuration must be FluxTenancy or TenancyCheck, and it is not set.',
  ],
  [
    { apiVersion, kind: ['FluxTenancy'] },
    'kind: `kind` of the configuration must be FluxTenancy or TenancyCheck, and ["FluxTenancy"] is no string.',
  ],
])('%j has no type', (object, problem) => {
  expect(problems(decodeConfig(object as unknown as KubernetesObject, 'FluxTenancy'))).toEqual([
    problem,
  ])
})

test.each([
  [
    { spec: { securityProfil: 'x' } },
    'spec.securityProfil: The field `spec.securityProfil` is unknown, did you mean "securityProfile"?',
  ],
  [
    { spec: { flux: { verison: 'v2.9.3' } } },
    'spec.flux.verison: The field `spec.flux.verison` is unknown, did you mean "version"?',
  ],
  [
    { spec: { tenantDefaults: { rol: 'admin' } } },
    'spec.tenantDefaults.rol: The field `spec.tenantDefaults.rol` is unknown, did you mean "role"?',
  ],
  [
    { spec: { tenantDefaults: { namespaces: [{ nam: 'a' }] } } },
    'spec.tenantDefaults.namespaces[0].name: `spec.tenantDefaults.namespaces[0].name` must be set.',
    'spec.tenantDefaults.namespaces[0].nam: The field `spec.tenantDefaults.namespaces[0].nam` is unknown, did you mean "name"?',
  ],
  [
    { spec: { tenantDefaults: { git: [] } } },
    'spec.tenantDefaults.git: `spec.tenantDefaults.git` must be a mapping.',
  ],
  [
    { spec: { tenantDefaults: { serviceAccount: 'default' } } },
    'spec.tenantDefaults.serviceAccount: `spec.tenantDefaults.serviceAccount` must not be "default", as which every pod runs.',
  ],
  [
    { spec: { prune: 'true' } },
    'spec.prune: `spec.prune` must be true or false, and "true" is not.',
  ],
  [
    { spec: { flux: { platformServiceAccount: 'A' } } },
    'spec.flux.platformServiceAccount: `spec.flux.platformServiceAccount` must be the name of a ServiceAccount: lowercase letters, digits, `-` and `.`, with a letter or digit at both ends, and "A" is not.',
  ],
  [{ specs: {} }, 'specs: The field `specs` is unknown, did you mean "spec"?'],
  [{ spec: [] }, 'spec: `spec` must be a mapping.'],
  [{ spec: { flux: 'x' } }, 'spec.flux: `spec.flux` must be a mapping.'],
  [
    { spec: { flux: { verison: null }, securityProfile: null } },
    'spec.flux.verison: The field `spec.flux.verison` is unknown, did you mean "version"?',
  ],
  [
    { spec: { tenantDefaults: { rol: null } } },
    'spec.tenantDefaults.rol: The field `spec.tenantDefaults.rol` is unknown, did you mean "role"?',
  ],
  [{ spec: { flux: [] } }, 'spec.flux: `spec.flux` must be a mapping.'],
  [
    { spec: { securityProfile: 'multitenant' } },
    'spec.securityProfile: `spec.securityProfile` must be "multi-tenant" or "single-tenant", and "multitenant" is not.',
  ],
  [
    { spec: { flux: { version: 2.9 } } },
    'spec.flux.version: `spec.flux.version` must be a string, as "v2.9.3".',
  ],
  [
    { spec: { flux: { version: 'v2.9' } } },
    'spec.flux.version: `spec.flux.version` must be a release of Flux, as "v2.9.3", and "v2.9" is not.',
  ],
  [
    { apiVersion: 'fluxtenancy.dev/v1' },
    'apiVersion: `apiVersion` must be "fluxtenancy.dev/v1alpha1", and "fluxtenancy.dev/v1" is unknown.',
  ],
  [
    { kind: 'FluxTenency' },
    'kind: The group "fluxtenancy.dev" has no kind "FluxTenency", did you mean "FluxTenancy"?',
  ],
  [
    { kind: 'Tennant' },
    'kind: The group "fluxtenancy.dev" has no kind "Tennant", did you mean "Tenant"?',
  ],
  [{ kind: 'Tenant' }, 'kind: A Tenant configures no function: it must be among the items.'],
  [
    { apiVersion: 'v1', kind: 'Secret' },
    'kind: The configuration must be a FluxTenancy, a TenancyCheck or a ConfigMap, and it is a "Secret" of "v1".',
  ],
])('%j is refused', (object, ...expected) => {
  expect(problems(decode(object as Partial<KubernetesObject>))).toEqual(expected)
})

test('`tenantDefaults` may be any part of a Tenant, and nothing is filled in', () => {
  const tenantDefaults = { git: { interval: '1m0s' }, labels: { team: 'a' }, role: 'admin' }
  for (const part of [tenantDefaults, { git: {} }, { namespaces: [{ name: 'a' }] }, {}]) {
    const found = decode({ spec: { tenantDefaults: part, prune: true } })
    expect(found).toMatchObject({
      ok: true,
      config: { spec: { tenantDefaults: part, prune: true } },
    })
  }
  const found = decode({ spec: { tenantDefaults: { git: {}, role: null } } })
  expect(found).toEqual({
    ok: true,
    config: { kind: 'FluxTenancy', spec: { flux: {}, tenantDefaults: { git: {} } } },
  })
})

test.each(['constructor', 'prototype', '__proto__'])(
  'the key %s, which the library leaves out, is no way around the schema',
  (key) => {
    for (const field of ['git', 'kustomization', 'labels']) {
      const spec = JSON.parse(`{"tenantDefaults": {"${field}": {"${key}": "x"}}}`)
      expect(problems(decode({ spec }))).toEqual([
        `spec.tenantDefaults.${field}.${key}: The field \`spec.tenantDefaults.${field}.${key}\` is unknown.`,
      ])
    }
  },
)

test.each(['Flux', '-a', 'a_b', 'a..b', '', 'a b', 'x'.repeat(254), 'a\n', 'ａ'])(
  'account %j is refused',
  (name) => {
    const found = decode({ spec: { flux: { defaultServiceAccount: name } } })
    expect(problems(found)).toHaveLength(1)
    expect(problems(found)[0]).toMatch(/^spec\.flux\.defaultServiceAccount: .*must/s)
  },
)

test('all problems are told at once', () => {
  const spec = { flux: { version: 1, x: 2 }, y: 3, securityProfile: 4 }
  expect(
    problems(decode({ spec, z: 5 }))
      .map((text) => text.split(':')[0])
      .sort(),
  ).toEqual(['spec.flux.version', 'spec.flux.x', 'spec.securityProfile', 'spec.y', 'z'])
})

test('`__proto__` is an unknown field', () => {
  const spec = JSON.parse('{"__proto__": {"securityProfile": "multi-tenant"}}')
  expect(problems(decode({ spec }))).toHaveLength(1)
})

test('a TenancyCheck must have a profile', () => {
  expect(problems(decode({ spec: {} }, 'TenancyCheck'))).toEqual([
    'spec.securityProfile: `spec.securityProfile` must be set.',
  ])
})

describe('a ConfigMap', () => {
  const configMap = (data: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', data })

  test('has paths under spec as keys', () => {
    const data = { securityProfile: 'multi-tenant', 'flux.defaultServiceAccount': 'team' }
    expect(decode(configMap(data))).toEqual({
      ok: true,
      config: {
        kind: 'FluxTenancy',
        spec: { securityProfile: 'multi-tenant', flux: { defaultServiceAccount: 'team' } },
      },
    })
  })

  test.each([
    [{ spec: { securityProfile: 'multi-tenant' } }, 'The field `spec` is unknown.'],
    [
      { Data: { securityProfile: 'multi-tenant' } },
      'The field `Data` is unknown, did you mean "data"?',
    ],
    [{ stringData: {} }, 'The field `stringData` is unknown.'],
    [
      { data: { securityProfile: null } },
      '`data.securityProfile` must be a string, and it is null.',
    ],
  ])('with %j sets nothing by mistake', (fields, message) => {
    const found = decode({ apiVersion: 'v1', kind: 'ConfigMap', ...fields })
    expect(found).toMatchObject({ ok: false, problems: [{ message }] })
  })

  test('is read as the field is typed', () => {
    const data = {
      prune: 'true',
      'tenantDefaults.role': 'admin',
      'tenantDefaults.serviceAccount': 'team',
      'tenantDefaults.git.url': 'https://example.org/all',
    }
    const tenantDefaults = {
      role: 'admin',
      serviceAccount: 'team',
      git: { url: 'https://example.org/all' },
    }
    const config = { kind: 'FluxTenancy', spec: { flux: {}, prune: true, tenantDefaults } }
    expect(decode(configMap(data))).toEqual({ ok: true, config })
    expect(decode(configMap({ prune: 'false' }))).toMatchObject({
      config: { spec: { prune: false } },
    })
  })

  test.each([[undefined], [{}], [null]])('with data %j asks for nothing', (data) => {
    const object = { ...configMap(data), metadata: { name: 'function-input' } }
    expect(decode(object)).toEqual({
      ok: true,
      config: { kind: 'FluxTenancy', spec: { flux: {} } },
    })
  })

  test.each([
    [
      { 'flux.versoin': 'v2.9.3' },
      'data["flux.versoin"]: The field `data["flux.versoin"]` is unknown, did you mean "flux.version"?',
    ],
    [
      { securityProfile: 'x' },
      'data.securityProfile: `data.securityProfile` must be "multi-tenant" or "single-tenant", and "x" is not.',
    ],
    [{ flux: 'x' }, 'data.flux: The field `data.flux` is unknown.'],
    [{ prune: 'yes' }, 'data.prune: `data.prune` must be true or false, and "yes" is not.'],
    [
      { tenantDefaults: '{}' },
      'data.tenantDefaults: The field `data.tenantDefaults` is unknown, did you mean "tenantDefaults.role"?',
    ],
    [
      { 'tenantDefaults.git.url': 'git@example.org:a' },
      'data["tenantDefaults.git.url"]: `data["tenantDefaults.git.url"]` must be a URL that begins with "ssh://", "https://" or "http://": write "ssh://git@example.org/a".',
    ],
    ['x', 'data: `data` must be a mapping.'],
  ])('with data %j is refused', (data, problem) => {
    expect(problems(decode(configMap(data)))).toEqual([problem])
  })
})
