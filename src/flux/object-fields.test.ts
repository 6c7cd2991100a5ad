import { formatFieldPath } from '../krm/field-path.ts'
import type { PlainMap } from '../krm/object.ts'
import type { TenantFluxKind } from './api-versions.ts'
import { type FieldOptions, fieldProblems } from './object-fields.ts'
import { newestKnownFlux } from './releases.ts'
import { knownVersion } from './version.ts'

function problems(
  kind: TenantFluxKind,
  spec: PlainMap,
  flux = 'v2.9.3',
  options: FieldOptions = {},
): readonly string[] {
  return fieldProblems(kind, knownVersion(flux), spec, options).map(
    ({ path, message }) => `${formatFieldPath(path)}: ${message}`,
  )
}

const git = { url: 'https://example.org/a', interval: '5m0s' }
const kustomization = {
  interval: '10m0s',
  prune: true,
  sourceRef: { kind: 'GitRepository', name: 'a' },
}

test.each<[PlainMap, string, string]>([
  [
    { intervall: '1m' },
    'v2.9.3',
    'spec.intervall: The field `spec.intervall` is unknown, did you mean "interval"?',
  ],
  [
    { ref: { brach: 'main' } },
    'v2.9.3',
    'spec.ref.brach: The field `spec.ref.brach` is unknown, did you mean "branch"?',
  ],
  [
    { sparseCheckout: ['a'] },
    'v2.5.1',
    'spec.sparseCheckout: The field `spec.sparseCheckout` exists since Flux v2.6, and this is v2.5.1.',
  ],
  [
    { ref: { name: 'refs/heads/main' } },
    'v0.39.0',
    'spec.ref.name: The field `spec.ref.name` exists since Flux v0.40, and this is v0.39.0.',
  ],
  [
    { gitImplementation: 'libgit2' },
    'v2.9.3',
    'spec.gitImplementation: The field `spec.gitImplementation` is gone since Flux v2.0, and this is v2.9.3.',
  ],
  [
    { provider: 'aws' },
    'v2.8.0',
    'spec.provider: `spec.provider` must be "generic", "azure" or "github", and "aws" exists since Flux v2.9, and this is v2.8.0.',
  ],
  [
    { provider: 'gcp' },
    'v2.9.3',
    'spec.provider: `spec.provider` must be "generic", "aws", "azure" or "github", and "gcp" is not.',
  ],
  [
    { provider: 'aws' },
    'v2.3.0',
    'spec.provider: The field `spec.provider` exists since Flux v2.4, and this is v2.3.0.',
  ],
  [
    { suspend: 'true' },
    'v2.9.3',
    'spec.suspend: `spec.suspend` must be true or false, and "true" is not.',
  ],
  [{ ref: 'main' }, 'v2.9.3', 'spec.ref: `spec.ref` must be a mapping, and "main" is not.'],
  [{ ref: { tag: 1.5 } }, 'v2.9.3', 'spec.ref.tag: `spec.ref.tag` must be a string.'],
  [{ ref: { tag: 1n } }, 'v2.9.3', 'spec.ref.tag: `spec.ref.tag` must be a string.'],
  [
    { sekretRef: null },
    'v2.9.3',
    'spec.sekretRef: The field `spec.sekretRef` is unknown, did you mean "secretRef"?',
  ],
  [{ include: {} }, 'v2.9.3', 'spec.include: `spec.include` must be a list.'],
  [
    { include: [{ repository: {} }] },
    'v2.9.3',
    'spec.include[0].repository.name: `spec.include[0].repository.name` must be set.',
  ],
  [
    { include: [{ repository: { name: null } }] },
    'v2.9.3',
    'spec.include[0].repository.name: `spec.include[0].repository.name` must be set.',
  ],
  [
    { interval: '5 minutes' },
    'v2.9.3',
    'spec.interval: `spec.interval` must be a duration of hours, minutes, seconds and milliseconds, as "1h30m", and "5 minutes" is not.',
  ],
  [
    { timeout: '1h' },
    'v2.9.3',
    'spec.timeout: `spec.timeout` must be a duration of minutes, seconds and milliseconds, as "1m30s", and "1h" is not.',
  ],
  [
    { serviceAccountName: 'a' },
    'v2.9.3',
    'spec.serviceAccountName: `spec.serviceAccountName` must only be set where `provider` is "azure" or "aws".',
  ],
  [
    { serviceAccountName: 'a', provider: 'generic' },
    'v2.7.0',
    'spec.serviceAccountName: `spec.serviceAccountName` must only be set where `provider` is "azure".',
  ],
])('a GitRepository with %j is refused by Flux %s', (spec, flux, problem) => {
  expect(problems('GitRepository', { ...git, ...spec }, flux)).toEqual([problem])
})

test.each<[PlainMap, string]>([
  [{}, 'v0.26.0'],
  [{ sparseCheckout: ['a'] }, 'v2.6.0'],
  [{ serviceAccountName: 'a', provider: 'aws' }, 'v2.9.3'],
  [{ gitImplementation: 'libgit2' }, 'v0.41.2'],
  // as the API server has it, a null is no value
  [{ secretRef: null, timeout: null }, 'v2.9.3'],
])('a GitRepository with %j is taken by Flux %s', (spec, flux) => {
  expect(problems('GitRepository', { ...git, ...spec }, flux)).toEqual([])
})

test.each<[PlainMap, string, ...string[]]>([
  [
    { kubeConfig: {} },
    'v2.9.3',
    'spec.kubeConfig: `spec.kubeConfig` must have exactly one of `configMapRef` and `secretRef`.',
  ],
  [
    { kubeConfig: { configMapRef: { name: 'a' }, secretRef: { name: 'a' } } },
    'v2.9.3',
    'spec.kubeConfig: `spec.kubeConfig` must have exactly one of `configMapRef` and `secretRef`.',
  ],
  [
    { kubeConfig: { configMapRef: { name: 'a' } } },
    'v2.6.4',
    'spec.kubeConfig.configMapRef: The field `spec.kubeConfig.configMapRef` exists since Flux v2.7, and this is v2.6.4.',
    'spec.kubeConfig.secretRef: `spec.kubeConfig.secretRef` must be set.',
  ],
  [{ namePrefix: '' }, 'v2.9.3', 'spec.namePrefix: `spec.namePrefix` must not be empty.'],
  [
    { targetNamespace: 'ü'.repeat(64) },
    'v2.9.3',
    `spec.targetNamespace: \`spec.targetNamespace\` must not be longer than 63 characters.`,
  ],
  [
    { postBuild: { substitute: { PORT: 8080 } } },
    'v2.9.3',
    'spec.postBuild.substitute.PORT: `spec.postBuild.substitute.PORT` must be a string.',
  ],
  [
    { patches: [{ target: { kind: 'Deployment' } }] },
    'v2.9.3',
    'spec.patches[0].patch: `spec.patches[0].patch` must be set.',
  ],
  [
    { patchesStrategicMerge: [{}], validation: 'client' },
    'v2.9.3',
    'spec.patchesStrategicMerge: The field `spec.patchesStrategicMerge` is gone since Flux v2.0, and this is v2.9.3.',
    'spec.validation: The field `spec.validation` is gone since Flux v2.0, and this is v2.9.3.',
  ],
])('a Kustomization with %j is refused by Flux %s', (spec, flux, ...expected) => {
  expect(problems('Kustomization', { ...kustomization, ...spec }, flux)).toEqual(expected)
})

test('any value stands where a definition takes any', () => {
  const spec = {
    ...kustomization,
    patchesStrategicMerge: [{ any: [1] }],
    patchesJson6902: [{ target: {}, patch: [{ op: 'add', path: '/a', value: { b: null } }] }],
    postBuild: { substitute: { constructor: 'x', 'any key': 'x' } },
  }
  expect(problems('Kustomization', spec, 'v0.41.2')).toEqual([])
})

test('`__proto__` and its like are unknown fields', () => {
  for (const key of ['__proto__', 'constructor', 'toString', '[]', '{}', '.', 'ref.branch']) {
    const spec = JSON.parse(`{"url": "https://a", "interval": "1m", "${key}": {}}`)
    expect(problems('GitRepository', spec)).toHaveLength(1)
  }
})

test('a part of a spec misses nothing, and its lists are whole', () => {
  const isPartial = true
  expect(problems('GitRepository', { verify: {} }, 'v2.9.3', { isPartial })).toEqual([])
  expect(problems('GitRepository', { serviceAccountName: 'a' }, 'v2.9.3', { isPartial })).toEqual(
    [],
  )
  expect(problems('GitRepository', { verify: { mod: 'x' } }, 'v2.9.3', { isPartial })).toHaveLength(
    1,
  )
  expect(problems('Kustomization', { dependsOn: [{}] }, 'v2.9.3', { isPartial })).toEqual([
    'spec.dependsOn[0].name: `spec.dependsOn[0].name` must be set.',
  ])
})

test('the place is told as the caller has it', () => {
  expect(problems('GitRepository', { ...git, x: 1 }, 'v2.9.3', { at: ['spec', 'git'] })).toEqual([
    'spec.git.x: The field `spec.git.x` is unknown.',
  ])
})

test('a release newer than the table is the newest known, a release candidate is before its release', () => {
  expect(
    problems('Kustomization', { ...kustomization, ignore: [{ paths: ['a'] }] }, 'v9.0.0'),
  ).toEqual([])
  const validation = { ...kustomization, validation: 'none' }
  expect(problems('Kustomization', validation, 'v2.0.0-rc.1')).toHaveLength(1)
  expect(problems('Kustomization', validation, 'v0.41.2')).toEqual([])
  expect(fieldProblems('GitRepository', newestKnownFlux, git)).toEqual([])
})
