import { type Item, makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { readList } from '../yaml/read.ts'
import { deployment } from './arbitrary.ts'
import { checkResult } from './finding.ts'
import { planLockdown } from './plan.ts'

const containers = [
  { name: 'proxy', image: 'istio/proxy:1' },
  { name: 'manager', image: 'ghcr.io/fluxcd/kustomize-controller:v1.9.1' },
]

function object(apiVersion: string, kind: string, spec: PlainMap, metadata: PlainMap = {}): Item {
  return makeItem({ apiVersion, kind, metadata: { name: 'x', ...metadata }, spec })
}

function rulesOf(items: readonly Item[]): readonly string[] {
  const { findings } = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  return findings.map(({ rule }) => rule)
}

const inTemplate = { template: { spec: { containers } } }

test.each<[string, string, PlainMap, string]>([
  ['argoproj.io/v1alpha1', 'Rollout', inTemplate, 'spec.template.spec'],
  ['apps/v1', 'ReplicaSet', inTemplate, 'spec.template.spec'],
  ['extensions/v1beta1', 'Deployment', inTemplate, 'spec.template.spec'],
  ['batch/v1', 'Job', inTemplate, 'spec.template.spec'],
  ['v1', 'Pod', { containers }, 'spec'],
  [
    'batch/v1',
    'CronJob',
    { jobTemplate: { spec: inTemplate } },
    'spec.jobTemplate.spec.template.spec',
  ],
])('%s %s is told and fails a check', (apiVersion, kind, spec, path) => {
  const item = object(apiVersion, kind, spec)
  const { findings, items } = planLockdown([item], { securityProfile: 'multi-tenant', flux: {} })
  expect(findings.map(({ rule, field }) => [rule, field?.path.join('.')])).toEqual([
    ['unhandled-kind', `${path}.containers.1.image`],
  ])
  expect(findings.map(checkResult)).toMatchObject([
    { severity: 'error', tags: { class: 'unsure' } },
  ])
  expect(items).toEqual([item])
})

test('a mirror with a sign of Flux is told', () => {
  const image = 'mirror/fluxcd-kustomize-controller-fips:v1'
  expect(rulesOf([object('v1', 'Pod', { containers: [{ image }] })])).toEqual(['unhandled-kind'])
})

test.each<[string, Item]>([
  [
    'what another object owns',
    object('v1', 'Pod', { containers }, { ownerReferences: [{ kind: 'ReplicaSet', name: 'y' }] }),
  ],
  [
    'a controller that no profile changes',
    object('v1', 'Pod', { containers: [{ image: 'fluxcd/source-controller:v1.9.1' }] }),
  ],
  [
    "another project's image",
    object('v1', 'Pod', { containers: [{ image: 'rancher/helm-controller:v0.16.1' }] }),
  ],
  ['another image', object('v1', 'Pod', { containers: [{ image: 'acme/git-helm-controller:1' }] })],
  ['a kind without pods', object('v1', 'ConfigMap', inTemplate)],
  ['a damaged one', object('v1', 'Pod', { containers: 'kustomize-controller' })],
])('%s is no matter', (_name, item) => {
  expect(rulesOf([item, deployment('source-controller')])).toEqual([])
})

test('a name that is written with an escape is read', () => {
  const text = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n  - image: ${image}\n`
  expect(rulesOf(readList(text('"fluxcd/kustomize\\u002dcontroller:v1"')).items)).toEqual([
    'unhandled-kind',
  ])
})

test('the sentence', () => {
  const item = object('argoproj.io/v1alpha1', 'Rollout', inTemplate)
  const { findings } = planLockdown([item], { securityProfile: 'single-tenant', flux: {} })
  expect(findings.map(({ message }) => message)).toEqual([
    'A Rollout of "argoproj.io/v1alpha1" runs kustomize-controller and is left alone: only a Deployment, StatefulSet or DaemonSet of "apps/v1" is edited.',
  ])
})
