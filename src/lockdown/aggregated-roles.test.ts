import { readdirSync, readFileSync } from 'node:fs'
import { makeItem } from '../krm/item.ts'
import { readList } from '../yaml/read.ts'
import { aggregationIn } from './aggregated-roles.ts'

const manifests = readdirSync('testdata/flux').filter((name) => /^v\d/.test(name))
// Flux v0.40 brought the role
const before = ['v0.24.1.yaml', 'v0.26.1.yaml', 'v0.30.2.yaml', 'v0.35.0.yaml']

test.each(manifests)('%s', (name) => {
  const { items } = readList(readFileSync(`testdata/flux/${name}`, 'utf8'))
  expect(aggregationIn(items)).toBe(
    before.includes(name)
      ? 'No ClusterRole of this input is aggregated to them.'
      : 'In this input that is "flux-edit-flux-system".',
  )
  const isKept = (item: { name: string | undefined }) => item.name !== 'flux-edit-flux-system'
  expect(aggregationIn(items.filter(isKept))).toBe(
    'No ClusterRole of this input is aggregated to them.',
  )
})

const flux = 'kustomize.toolkit.fluxcd.io'
const role = (label: string, apiGroup: string, resource: string, verb: string) =>
  makeItem({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'mine', labels: { [`rbac.authorization.k8s.io/${label}`]: 'true' } },
    rules: [{ apiGroups: [apiGroup], resources: [resource], verbs: [verb] }],
  })
const mine = 'In this input that is "mine".'
const none = 'No ClusterRole of this input is aggregated to them.'

test.each([
  ['aggregate-to-admin', flux, '*', 'patch', mine],
  ['aggregate-to-edit', flux, 'kustomizations/status', 'update', mine],
  ['aggregate-to-edit', '*', '*', '*', mine],
  ['aggregate-to-view', flux, '*', 'patch', none],
  ['aggregate-to-edit', flux, 'kustomizations', 'patch', none],
  ['aggregate-to-edit', flux, '*', 'get', none],
  ['aggregate-to-edit', 'apps', '*', 'patch', undefined],
])('a ClusterRole with %s over %s %s, %s', (label, apiGroup, resource, verb, expected) => {
  expect(aggregationIn([role(label, apiGroup, resource, verb)])).toBe(expected)
})

test('without the rights of the install nothing is told', () => {
  expect(aggregationIn([])).toBeUndefined()
})
