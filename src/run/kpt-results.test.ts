import type { Result } from '../krm/result.ts'
import { fromKptResult, type KptResult, toKptResult } from './kpt-results.ts'

const full: Result = {
  message: 'm',
  severity: 'warning',
  resourceRef: { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'b' },
  field: { path: 'data.x', currentValue: false, proposedValue: '' },
  file: { path: 'a.yaml', index: 1 },
  tags: { rule: 'r' },
}

test('a result survives the way there and back', () => {
  expect(fromKptResult(toKptResult(full))).toEqual(full)
  const bare: Result = { message: 'm', severity: 'info' }
  expect(fromKptResult(toKptResult(bare))).toStrictEqual(bare)
})

test('kpt-functions has its own words', () => {
  expect(toKptResult(full)).toMatchObject({
    severity: 'warn',
    field: { path: 'data.x', suggestedValue: '' },
  })
  const clusterScoped = { ...full, resourceRef: { apiVersion: 'v1', kind: 'Namespace', name: 'n' } }
  expect(toKptResult(clusterScoped).resourceRef?.namespace).toBe('')
  expect(fromKptResult(toKptResult(clusterScoped))).toEqual(clusterScoped)
})

test.each([
  ['warn', 'warning'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['error', 'error'],
  [undefined, 'error'],
  ['fatal', 'error'],
])('severity %s is read as %s', (severity, expected) => {
  expect(fromKptResult({ severity, message: 'm' } as KptResult).severity).toBe(expected)
})

test('parts that are undefined are left out', () => {
  const made = {
    severity: 'info',
    message: 'm',
    tags: undefined,
    file: { path: undefined, index: undefined },
    field: undefined,
  } as const
  expect(fromKptResult(made)).toStrictEqual({ severity: 'info', message: 'm' })
})
