import fc from 'fast-check'
import { applyOperations } from './json6902.ts'
import { type Operation, readOperations } from './operation.ts'

const args = '/spec/template/spec/containers/0/args'
const container = { name: 'manager', image: 'a:1', args: ['--a', '--b'], resources: { limits: {} } }
const object = {
  metadata: { name: 'x', labels: { 'a/b': 'c' } },
  spec: { replicas: 1, template: { spec: { containers: [container], volumes: [{ name: 'v' }] } } },
}

function argsAfter(...operations: readonly Operation[]): unknown {
  const applied = applyOperations(object, operations)
  if (applied.kind !== 'object') return applied
  return (applied.object as typeof object).spec.template.spec.containers[0]?.args
}

test.each<[Operation[], unknown]>([
  [[{ op: 'add', path: `${args}/-`, value: '--c' }], ['--a', '--b', '--c']],
  [[{ op: 'add', path: `${args}/0`, value: '--c' }], ['--c', '--a', '--b']],
  [[{ op: 'add', path: `${args}/2`, value: '--c' }], ['--a', '--b', '--c']],
  [
    [
      { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'manager' },
      { op: 'add', path: `${args}/-`, value: '--c' },
      { op: 'add', path: `${args}/-`, value: '--d' },
    ],
    ['--a', '--b', '--c', '--d'],
  ],
  [
    [
      { op: 'add', path: `${args}/-`, value: '--c' },
      { op: 'replace', path: '/spec/template/spec/containers/0/resources/limits/memory', value: 1 },
      { op: 'add', path: '/spec/template/spec/volumes/-', value: {} },
      { op: 'remove', path: '/spec/replicas' },
      { op: 'test', path: '/metadata/labels/a~1b', value: 'c' },
    ],
    ['--a', '--b', '--c'],
  ],
])('%j', (operations, expected) => {
  expect(argsAfter(...operations)).toEqual(expected)
})

test.each([
  [{ op: 'replace', path: args, value: ['--c'] }],
  [{ op: 'add', path: args, value: ['--c'] }],
  [{ op: 'remove', path: `${args}/0` }],
  [{ op: 'replace', path: `${args}/0`, value: '--c' }],
  [{ op: 'copy', from: `${args}/0`, path: `${args}/-` }],
  [{ op: 'move', from: `${args}/0`, path: '/spec/x' }],
  [{ op: 'add', path: '/spec/template/spec/containers/-', value: {} }],
  [{ op: 'replace', path: '/spec/template/spec', value: {} }],
  [{ op: 'replace', path: '', value: {} }],
  [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'b' }],
  [{ op: 'add', path: '/spec/template/spec/containers/0/command', value: [] }],
  [{ op: 'add', path: `${args}/-1`, value: '--c' }],
  [{ op: 'add', path: `${args}/01`, value: '--c' }],
  [{ op: 'add', path: `${args}/-` }],
  [{ op: 'test', path: '/metadata/name', value: 'a<b' }],
  [{ op: 'test', path: '/metadata/annotations' }],
  [{ op: 'merge', path: '/metadata', value: {} }],
])('%j is not evaluated', (operation) => {
  const first = { op: 'add', path: '/spec/x', value: 1 }
  expect(argsAfter(first, operation)).toEqual({ kind: 'undecided', operation: 1 })
})

test.each([
  [
    { op: 'add', path: '/spec/template/spec/containers/1/args/-', value: '--c' },
    'There must be a value at "/spec/template/spec/containers/1".',
  ],
  [{ op: 'add', path: `${args}/3`, value: '--c' }, `There must be a value at "${args}/3".`],
  [
    { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'helm' },
    'The value at "/spec/template/spec/containers/0/name" must be "helm", but is "manager".',
  ],
  [
    { op: 'test', path: '/metadata/annotations', value: {} },
    'The value at "/metadata/annotations" must be {}, but is absent.',
  ],
  [{ op: 'remove', path: '/spec/x' }, 'There must be a value at "/spec/x".'],
  [{ op: 'add', path: '/status/x/y', value: 1 }, 'There must be a value at "/status".'],
])('%j stops the build: %s', (operation, message) => {
  expect(argsAfter(operation)).toEqual({ kind: 'fails', message, operation: 0 })
})

test('the object that came in stays as it is', () => {
  const before = structuredClone(object)
  applyOperations(object, [
    { op: 'add', path: `${args}/-`, value: '--c' },
    { op: 'replace', path: '/metadata/labels', value: {} },
  ])
  expect(object).toEqual(before)
})

test('arguments that are added one by one come out in that order', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (values) => {
      const operations = values.map((value) => ({ op: 'add', path: `${args}/-`, value }))
      expect(argsAfter(...operations)).toEqual([...container.args, ...values])
    }),
  )
})

test.each([
  [[{ op: 'add', path: '/a', value: 1 }], true],
  [[], true],
  [{ op: 'add', path: '/a' }, false],
  [[{ op: 'add' }], false],
  [[{ op: 'copy', path: '/a', from: 1 }], false],
  [[null], false],
])('%j are operations: %j', (value, expected) => {
  expect(readOperations(value) !== undefined).toBe(expected)
})
