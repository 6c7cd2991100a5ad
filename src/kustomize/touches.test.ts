import type { FieldPath } from '../krm/field-path.ts'
import type { PatchContent } from './patch.ts'
import { canTouch } from './touches.ts'

const args: FieldPath = ['spec', 'template', 'spec', 'containers', 0, 'args']
const account: FieldPath = ['spec', 'serviceAccountName']

function merge(value: Readonly<Record<string, unknown>>): PatchContent {
  return { kind: 'other', what: 'strategic merge', value }
}

function inContainers(entry: unknown): PatchContent {
  return merge({ spec: { template: { spec: { containers: [entry] } } } })
}

function operations(...list: readonly { op: string; path: string; from?: string }[]): PatchContent {
  return { kind: 'json6902', operations: list }
}

function replacing(...fieldPaths: readonly string[]): PatchContent {
  return { kind: 'other', what: 'replacements', fieldPaths }
}

function configured(...fieldSpecs: readonly string[]): PatchContent {
  return { kind: 'other', what: 'configurations', fieldSpecs }
}

test.each<[PatchContent, boolean]>([
  [merge({ spec: { replicas: 2 } }), false],
  [merge({ spec: { template: { spec: { nodeSelector: {} } } } }), false],
  [inContainers({ name: 'manager', resources: {} }), false],
  [inContainers({ name: 'manager', args: [] }), true],
  [inContainers({ name: 'manager', args: null }), true],
  [inContainers({ name: 'manager', $patch: 'replace' }), true],
  [inContainers({ $patch: 'replace' }), true],
  [inContainers('x'), true],
  [merge({ spec: null }), true],
  [merge({ spec: { template: { $retainKeys: [] } } }), true],
  [merge({ spec: { template: { spec: { '$setElementOrder/containers': [] } } } }), true],
  [operations({ op: 'add', path: '/spec/template/spec/containers/1/args/-' }), true],
  [operations({ op: 'test', path: '/spec/template/spec/containers/0/args' }), false],
  [operations({ op: 'remove', path: '/spec' }), true],
  [operations({ op: 'replace', path: '' }), true],
  [operations({ op: 'replace', path: 'odd' }), true],
  [operations({ op: 'add', path: '/spec/template/spec/containers/-' }), true],
  [operations({ op: 'replace', path: '/spec/template/spec/containers/0/image' }), false],
  [operations({ op: 'move', path: '/x', from: '/spec/template/spec/containers/0/args/0' }), true],
  [operations({ op: 'add', path: '/metadata/labels/x' }), false],
  [replacing('spec.template.spec.containers.[name=manager].args.0'), true],
  [replacing('spec.template.spec.containers.*.args.1'), true],
  [replacing('spec.template.spec.containers.0.image', 'metadata.name'), false],
  [replacing('spec.*'), true],
  [replacing('metadata.annotations.[a.b/c]'), false],
  [{ kind: 'other', what: 'replacements' }, true],
  [configured('spec/valuesFrom/name', 'spec/template/spec/containers[]/image'), false],
  [configured('spec/template/spec/containers[]/args[]'), true],
  [configured('spec/template/spec/containers/args'), true],
  [{ kind: 'other', what: 'configurations' }, true],
  [{ kind: 'other', what: 'images' }, false],
  [{ kind: 'other', what: 'namePrefix' }, false],
  [{ kind: 'other', what: 'labels' }, false],
  [{ kind: 'other', what: 'vars' }, true],
  [{ kind: 'other', what: 'transformers' }, true],
  [{ kind: 'other', what: 'deletion' }, true],
  [{ kind: 'other', what: 'unreadable patch' }, true],
])('%j can touch arguments: %j', (content, expected) => {
  expect(canTouch(content, args)).toBe(expected)
})

test.each<[PatchContent, boolean]>([
  [merge({ spec: { serviceAccountName: 'x' } }), true],
  [merge({ spec: { interval: '1m' } }), false],
  [operations({ op: 'add', path: '/spec/serviceAccountName' }), true],
  [configured('spec/valuesFrom/name'), false],
  // kustomize renames references to accounts
  [{ kind: 'other', what: 'namePrefix' }, true],
  [{ kind: 'other', what: 'images' }, false],
])('%j can touch the account: %j', (content, expected) => {
  expect(canTouch(content, account)).toBe(expected)
})

describe('with the object that is changed', () => {
  const container = (name: string) => ({ name, args: ['--a'] })
  const object = {
    spec: { template: { spec: { containers: [container('manager'), container('proxy')] } } },
  }
  const containers = '/spec/template/spec/containers'

  test.each<[PatchContent, boolean]>([
    [operations({ op: 'add', path: `${containers}/0/args/-` }), true],
    [operations({ op: 'add', path: `${containers}/1/args/-` }), false],
    [operations({ op: 'remove', path: `${containers}/1/args` }), false],
    // an entry that goes or comes moves the others, but for one at the end
    [operations({ op: 'remove', path: `${containers}/1` }), true],
    [operations({ op: 'add', path: `${containers}/0` }), true],
    [operations({ op: 'add', path: `${containers}/-` }), false],
    [operations({ op: 'add', path: containers }), true],
    // kustomize takes these for positions too
    [operations({ op: 'add', path: `${containers}/-1/args/-` }), true],
    [operations({ op: 'add', path: `${containers}/01/args/-` }), true],
    [operations({ op: 'move', from: `${containers}/1/args/0`, path: '/x' }), false],
    [operations({ op: 'move', from: '/x', path: `${containers}/0/args/0` }), true],
    [inContainers({ name: 'manager', args: [] }), true],
    [inContainers({ name: 'proxy', args: [] }), false],
    [inContainers({ args: [] }), true],
    [inContainers({ name: 'proxy', $patch: 'delete' }), true],
    [inContainers({ $patch: 'replace' }), true],
    [merge({ spec: { template: { spec: { containers: null } } } }), true],
  ])('%j can touch the arguments of the first container: %j', (content, expected) => {
    expect(canTouch(content, args, object)).toBe(expected)
    // and without it nothing is told apart that was not before
    if (expected) expect(canTouch(content, args)).toBe(true)
  })

  test('only containers are told apart by their names', () => {
    const labels = (name: string) => merge({ spec: { list: [{ name, args: [] }] } })
    const listed = { spec: { list: [{ name: 'a' }] } }
    expect(canTouch(labels('b'), ['spec', 'list', 0, 'args'], listed)).toBe(true)
  })
})
