import { formatFieldPath, valueAt } from './field-path.ts'
import { isMade, makeItem } from './item.ts'
import { groupOf } from './object.ts'
import { fileOf, hasErrors, refTo, resultOn } from './result.ts'

describe('formatFieldPath', () => {
  test.each([
    [['spec', 'containers', 0, 'args', 3], 'spec.containers[0].args[3]'],
    [
      ['metadata', 'annotations', 'config.kubernetes.io/path'],
      'metadata.annotations["config.kubernetes.io/path"]',
    ],
    [['data', 'flux.version'], 'data["flux.version"]'],
    [[], ''],
    [[1, 'a'], '[1].a'],
  ])('%j is %s', (path, text) => {
    expect(formatFieldPath(path)).toBe(text)
  })
})

describe('valueAt', () => {
  const value = { spec: { list: [{ name: 'a' }] }, none: null }
  test('follows keys and positions', () => {
    expect(valueAt(value, ['spec', 'list', 0, 'name'])).toBe('a')
  })
  test.each([
    [['none', 'x']],
    [['spec', 'list', 4]],
    [['spec', 'constructor']],
    [['__proto__', 'x']],
  ])('%j is undefined, own values only', (path) => {
    expect(valueAt(value, path)).toBeUndefined()
  })
})

test('groupOf: the core group is empty', () => {
  expect(groupOf('v1')).toBe('')
  expect(groupOf('apps/v1')).toBe('apps')
})

describe('items that functions make', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'a',
      namespace: 'n',
      annotations: {
        'internal.config.kubernetes.io/path': 'new.yaml',
        'config.kubernetes.io/path': 'old.yaml',
        'internal.config.kubernetes.io/index': '2',
      },
    },
  }
  const made = makeItem(object)

  test('carry the header of their object', () => {
    expect(refTo(made)).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'n' })
    expect(isMade(made)).toBe(true)
    expect(made.origin).toBeUndefined()
  })

  test('a change of a change is a change of what came in', () => {
    const first = { ...makeItem(object) } as Record<string, unknown>
    delete first['origin']
    const cameIn = first as never
    expect(makeItem(object, makeItem(object, cameIn)).origin).toBe(cameIn)
  })

  test('the newer path annotation counts, and the index', () => {
    expect(fileOf(made)).toEqual({ path: 'new.yaml', index: 2 })
  })

  test('mentions looks into values, integers beyond 2^53 included', () => {
    const item = makeItem({ apiVersion: 'v1', kind: 'X', big: 12345678901234567890n })
    expect(item.mentions('12345678901234567890')).toBe(true)
    expect(item.mentions('ConfigMap')).toBe(false)
  })

  test('resultOn tells object, field, file and rule', () => {
    const result = resultOn(made, 'error', 'some-rule', 'It must hold.', {
      path: ['data', 'a.b'],
      currentValue: 1,
      proposedValue: 2,
    })
    expect(result).toEqual({
      message: 'It must hold.',
      severity: 'error',
      resourceRef: { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'n' },
      field: { path: 'data["a.b"]', currentValue: 1, proposedValue: 2 },
      file: { path: 'new.yaml', index: 2 },
      tags: { rule: 'some-rule' },
    })
    expect(hasErrors([result])).toBe(true)
    expect(hasErrors([])).toBe(false)
  })
})
