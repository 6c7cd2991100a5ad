import { targetObject } from './identity.ts'
import { patchesOn } from './patches.ts'
import { kustomizationAsSynced, type SyncedBy } from './synced.ts'
import { canTouch } from './touches.ts'
import { treeOf } from './tree.ts'

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app', namespace: 'ns' },
  spec: { template: { spec: { containers: [{ name: 'manager', args: ['--a'] }] } } },
}
const args = ['spec', 'template', 'spec', 'containers', 0, 'args']
const other = 'spec: {template: {spec: {containers: [{name: sidecar}]}}}'

/** Whether a merge of `text` in a/ may touch the arguments, with what stands beside it. */
function touchesArguments(text: string, more: Readonly<Record<string, string>>): boolean {
  const head = 'apiVersion: apps/v1\nkind: Deployment\n'
  const own = {
    'a/kustomization.yaml': 'patches: [{path: p.yaml}]\n',
    'a/p.yaml': `${head}metadata: {name: app, namespace: ns}\n${text}\n`,
  }
  const files = new Map(Object.entries({ ...own, ...more }))
  const { kustomizations } = treeOf(files)
  const outer = kustomizationAsSynced('', kustomizations.get(''), synced)
  const chain = [kustomizations.get('a'), outer].flatMap((each) => each ?? [])
  const { patches } = patchesOn({ kustomizations }, files, chain, targetObject(deployment))
  return patches.some(({ content }) => canTouch(content, args, deployment))
}

const synced: SyncedBy = { spec: {}, placeOf: () => ({ path: 'sync.yaml', line: 1 }) }
const schema = 'openapi: {path: schema.json}\n'

test('a merge of another container leaves the arguments alone by the schema of Kubernetes', () => {
  expect(touchesArguments(other, {})).toBe(false)
  expect(touchesArguments(other, { 'kustomization.yaml': 'resources: [a]\n' })).toBe(false)
  expect(touchesArguments(other, { 'kustomization.yaml': 'openapi: {version: v1.21.2}\n' })).toBe(
    false,
  )
})

test.each<[string, Readonly<Record<string, string>>]>([
  ['around it', { 'kustomization.yaml': `resources: [a]\n${schema}` }],
  ['in its own', { 'a/kustomization.yaml': `patches: [{path: p.yaml}]\n${schema}` }],
  ['beside it', { 'kustomization.yaml': 'resources: [b, a]\n', 'b/kustomization.yaml': schema }],
  [
    'in a component of what stands beside it',
    {
      'kustomization.yaml': 'resources: [b, a]\n',
      'b/kustomization.yaml': 'components: [../c]\n',
      'c/kustomization.yaml': `kind: Component\n${schema}`,
    },
  ],
  ['in what Flux gathers with it', { 'd/e/kustomization.yaml': schema }],
])('a schema %s may replace the containers', (_, more) => {
  expect(touchesArguments(other, more)).toBe(true)
})

test('a schema changes nothing for a merge without lists, and nothing in another build', () => {
  const around = { 'kustomization.yaml': `resources: [a]\n${schema}` }
  expect(touchesArguments('spec: {replicas: 2}', around)).toBe(false)
  const elsewhere = { 'kustomization.yaml': 'resources: [a]\n', 'b/kustomization.yaml': schema }
  expect(touchesArguments(other, elsewhere)).toBe(false)
})
