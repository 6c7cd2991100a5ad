import { readFileSync } from 'node:fs'
import { makeItem } from '../krm/item.ts'
import { readList } from '../yaml/read.ts'
import { deployment } from './arbitrary.ts'
import { checkResult } from './finding.ts'
import { planLockdown } from './plan.ts'

const spec = { securityProfile: 'multi-tenant', flux: {} } as const
const k3s = makeItem({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'helm-controller', labels: { app: 'helm-controller' } },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'helm-controller',
            image: 'rancher/helm-controller:v0.12.1',
            command: ['helm-controller'],
          },
        ],
      },
    },
  },
})

test('a mirror in a project called as an owner of another helm-controller is locked whole', () => {
  const text = readFileSync('testdata/flux/v2.9.3.yaml', 'utf8')
  const { items } = readList(text.replaceAll('ghcr.io/fluxcd/', 'harbor.corp/rancher/'))
  const { edits } = planLockdown(items, spec)
  const names = edits.flatMap(({ item }) => (item?.kind === 'Deployment' ? item.name : []))
  expect([...new Set(names)].sort()).toEqual([
    'helm-controller',
    'image-automation-controller',
    'image-reflector-controller',
    'kustomize-controller',
    'notification-controller',
  ])
})

test("k3s' helm-controller beside Flux is told of, and does not fail a check", () => {
  const items = planLockdown([deployment('kustomize-controller'), k3s], spec).items
  const { findings, edits } = planLockdown(items, spec)
  expect(items[1]).toBe(k3s)
  expect([...findings, ...edits].map(checkResult).map(({ severity }) => severity)).toEqual(['info'])
})

test('of another project only, there is still no controller', () => {
  const rules = planLockdown([k3s], spec).findings.map(({ rule }) => rule)
  expect(rules).toEqual(['other-project', 'no-controller'])
})

test('what may be a controller fails a check', () => {
  const doubt = deployment(
    'helm-controller',
    { image: 'platform/gitops:v1', args: ['--log-level=info'] },
    { labels: { 'app.kubernetes.io/part-of': undefined } },
  )
  const results = planLockdown([doubt], spec).findings.map(checkResult)
  expect(results.map(({ severity, tags }) => [severity, tags])).toEqual([
    ['error', { class: 'unsure', rule: 'maybe-controller' }],
  ])
})
