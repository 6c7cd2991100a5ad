import { readdirSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import { decodeConfig } from '../api/decode.ts'
import { type OwnKind, ownKindNames } from '../api/own-kinds.ts'
import { referencePage } from '../cli/reference-page.ts'
import { knownVersion } from '../flux/version.ts'
import { isMap, type KubernetesObject, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { decodeTenant } from '../tenants/decode-tenant.ts'
import { tenantDefaultsProblems } from '../tenants/tenant-defaults.ts'
import { readList } from '../yaml/read.ts'
import { kindFiles } from './kind-files.ts'

const files = new Map(kindFiles())
const newest = knownVersion('v2.9.3')

test('every kind has both', () => {
  expect([...files.keys()]).toEqual([
    'docs/crds/fluxtenancies.yaml',
    'docs/schemas/fluxtenancy.json',
    'docs/crds/tenancychecks.yaml',
    'docs/schemas/tenancycheck.json',
    'docs/crds/tenants.yaml',
    'docs/schemas/tenant.json',
  ])
})

test('the first line for editors names a file that there is', () => {
  const named = [...referencePage().matchAll(/\$schema=node_modules\/flux-tenancy\/(\S+?)`/g)]
  expect(named.map(([, path]) => files.has(path ?? ''))).toEqual([true, true, true])
})

describe.each([...files].filter(([path]) => path.endsWith('.yaml')))('%s', (_path, text) => {
  const definition = readList(text).items[0]?.object as KubernetesObject
  const [version] = listAt(mapAt(definition['spec'])['versions'])
  const { openAPIV3Schema } = mapAt(mapAt(version)['schema'])

  test('is what an API server takes', () => {
    const { group, names, scope } = mapAt(definition['spec'])
    expect(definition.metadata?.name).toBe(`${mapAt(names)['plural']}.${group}`)
    expect(scope).toBe('Cluster')
    expect(version).toMatchObject({ name: 'v1alpha1', served: true, storage: true })
    expect(mapAt(openAPIV3Schema)['type']).toBe('object')
  })

  test('is structural', () => {
    expect(unstructured(mapAt(openAPIV3Schema), '')).toEqual([])
  })
})

/** What breaks the rules of structural schemas: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
function unstructured(schema: PlainMap, path: string): readonly string[] {
  const { type, properties, items, additionalProperties, pattern } = schema
  const forbidden = [
    '$ref',
    'anyOf',
    'oneOf',
    'allOf',
    'not',
    'definitions',
    'propertyNames',
    'const',
  ]
  const isAny = schema['x-kubernetes-preserve-unknown-fields'] === true
  return [
    ...forbidden.filter((keyword) => keyword in schema).map((keyword) => `${path} ${keyword}`),
    ...(typeof type === 'string' || isAny ? [] : [`${path} has no type`]),
    ...(type === 'array' && !isMap(items) ? [`${path} has no items`] : []),
    ...(additionalProperties === false || (isMap(additionalProperties) && properties !== undefined)
      ? [`${path} additionalProperties`]
      : []),
    ...(listAt(schema['required']).length === 0 && 'required' in schema
      ? [`${path} required`]
      : []),
    // RE2 has no lookaround and no references
    ...(/\(\?[=!<]|\\\d/.test(String(pattern)) ? [`${path} pattern`] : []),
    ...Object.entries(mapAt(properties)).flatMap(([name, field]) =>
      unstructured(mapAt(field), `${path}.${name}`),
    ),
    ...(isMap(items) ? unstructured(items, `${path}[]`) : []),
    ...(isMap(additionalProperties) ? unstructured(additionalProperties, `${path}{}`) : []),
  ]
}

const validators = new Map<OwnKind, ValidateFunction>(
  ownKindNames.map((kind) => {
    const text = files.get(`docs/schemas/${kind.toLowerCase()}.json`) ?? ''
    return [kind, new Ajv({ strict: true, strictTypes: false }).compile(JSON.parse(text))]
  }),
)

function object(kind: OwnKind, spec: unknown, name = 'tenant1'): KubernetesObject {
  return { apiVersion: 'fluxtenancy.dev/v1alpha1', kind, metadata: { name }, spec }
}

function isTaken(asked: KubernetesObject): boolean {
  if (asked.kind === 'Tenant') return decodeTenant(asked, {}, newest).ok
  const found = decodeConfig(asked, 'FluxTenancy')
  return (
    found.ok && tenantDefaultsProblems(found.config.spec.tenantDefaults ?? {}, newest).length === 0
  )
}

const git = { url: 'ssh://git@github.com/org/tenant1' }

test.each<[OwnKind, PlainMap, boolean]>([
  ['Tenant', {}, true],
  ['Tenant', { git }, true],
  ['Tenant', { git: { ...git, ref: { branch: 'main' }, secretRef: null }, role: null }, true],
  ['Tenant', { git, kustomization: { path: './a', dependsOn: [{ name: 'a' }] } }, true],
  ['Tenant', { git, kustomization: { postBuild: { substitute: { any: 'x' } } } }, true],
  [
    'Tenant',
    { namespaces: [{ name: 'a', create: false }], labels: { 'example.org/a': 'b' } },
    true,
  ],
  ['Tenant', { git: { ...git, provider: null } }, true],
  ['Tenant', { gti: git }, false],
  ['Tenant', { git: {} }, false],
  ['Tenant', { git: { url: 'git@github.com:org/a' } }, false],
  ['Tenant', { git: { ...git, branch: 'main' } }, false],
  ['Tenant', { git: { ...git, ref: { brach: 'main' } } }, false],
  ['Tenant', { git: { ...git, interval: '5 minutes' } }, false],
  ['Tenant', { git: { ...git, provider: 'gcp' } }, false],
  ['Tenant', { git, kustomization: { sourceRef: { kind: 'Bucket', name: 'a' } } }, false],
  ['Tenant', { git, kustomization: { serviceAccountName: 'a' } }, false],
  ['Tenant', { git, kustomization: { dependsOn: [{}] } }, false],
  ['Tenant', { git, kustomization: { dependsOn: [{ name: null }] } }, false],
  ['Tenant', { git, kustomization: { postBuild: { substitute: { a: 1 } } } }, false],
  ['Tenant', { namespaces: [] }, false],
  ['Tenant', { namespaces: [{ name: 'A' }] }, false],
  ['Tenant', { labels: { a: 1 } }, false],
  ['Tenant', { role: 'a/b' }, false],
  ['FluxTenancy', {}, true],
  [
    'FluxTenancy',
    { securityProfile: 'multi-tenant', prune: true, flux: { version: 'v2.9.3' } },
    true,
  ],
  ['FluxTenancy', { flux: { platformServiceAccount: '' } }, true],
  ['FluxTenancy', { flux: null, securityProfile: null }, true],
  ['FluxTenancy', { tenantDefaults: { git: { verify: { mode: 'Tag' } }, role: 'admin' } }, true],
  ['FluxTenancy', { tenantDefaults: { kustomization: { wait: true } } }, true],
  ['FluxTenancy', { tenantDefaults: { git: { intervall: '1m' } } }, false],
  ['FluxTenancy', { tenantDefaults: { kustomization: { dependsOn: [{}] } } }, false],
  ['FluxTenancy', { prune: 'true' }, false],
  ['FluxTenancy', { flux: { platformServiceAccount: 'A' } }, false],
  ['FluxTenancy', { securityProfile: 'multitenant' }, false],
  ['TenancyCheck', { securityProfile: 'multi-tenant' }, true],
  ['TenancyCheck', {}, false],
])('an editor says of a %s with %j what the program says', (kind, spec, ok) => {
  const asked = object(kind, spec)
  expect(validators.get(kind)?.(asked)).toBe(ok)
  expect(isTaken(asked)).toBe(ok)
})

test.each(['a', 'team.a', 'A', 'a'.repeat(64)])(
  'an editor says of the name %s what the program says',
  (name) => {
    const asked = object('Tenant', { namespaces: [{ name: 'x' }] }, name)
    expect(validators.get('Tenant')?.(asked)).toBe(isTaken(asked))
  },
)

test('an editor takes the configuration of every example', () => {
  const examples = ['fluxtenancy', 'tenancycheck'].flatMap((kind) => {
    const folder = `functions/${kind}/examples`
    return readdirSync(folder).map((name) => `${folder}/${name}/fn-config.yaml`)
  })
  expect(examples.length).toBeGreaterThan(5)
  for (const path of examples) {
    const { object: config } = readList(readFileSync(path, 'utf8')).items[0] ?? {}
    const validate = validators.get(config?.kind as OwnKind)
    if (config?.kind === 'ConfigMap') continue
    expect([path, validate?.(config), validate?.errors]).toEqual([path, true, null])
  }
})
