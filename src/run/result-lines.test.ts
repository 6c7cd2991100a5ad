import type { Result } from '../krm/result.ts'
import { printable, resultLine, sortedResults } from './result-lines.ts'

const resourceRef = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'flux-system',
  name: 'helm-controller',
}

test.each<[string, Result, string]>([
  ['a message alone', { severity: 'info', message: 'done' }, 'info: done'],
  [
    'everything',
    {
      severity: 'error',
      message: 'must be true',
      resourceRef,
      field: { path: 'spec.replicas' },
      file: { path: 'a/b.yaml', index: 2 },
      tags: { rule: 'some-rule', class: 'drift' },
    },
    'error: Deployment/flux-system/helm-controller spec.replicas: must be true (a/b.yaml, document 3) [some-rule]',
  ],
  [
    'the first document of a file',
    { severity: 'warning', message: 'm', file: { path: 'a.yaml', index: 0 } },
    'warning: m (a.yaml)',
  ],
  [
    'a line of a file, which says more than the document',
    { severity: 'warning', message: 'm', file: { path: 'a.yaml', index: 2, line: 12 } },
    'warning: m (a.yaml:12)',
  ],
  [
    'an object without a namespace',
    {
      severity: 'warning',
      message: 'm',
      resourceRef: { apiVersion: 'v1', kind: 'Namespace', name: 'n' },
    },
    'warning: Namespace/n: m',
  ],
  [
    'a field of the input',
    { severity: 'error', message: 'm', field: { path: 'spec' } },
    'error: spec: m',
  ],
])('a line for %s', (_, result, line) => {
  expect(resultLine(result)).toBe(line)
})

test('text of an input cannot break a line or reach the terminal', () => {
  expect(resultLine({ severity: 'info', message: 'a\r\n  b\u001b[31m\u2028\u202e' })).toBe(
    'info: a b\\u001b[31m\\u2028\\u202e',
  )
  expect(printable('é ☃ 😀')).toBe('é ☃ 😀')
})

test('errors come first, and each severity keeps its order', () => {
  const results = ['info:1', 'error:1', 'warning:1', 'error:2', 'info:2'].map((text) => {
    const [severity, message] = text.split(':')
    return { severity, message } as Result
  })
  expect(sortedResults(results).map(({ severity, message }) => `${severity}:${message}`)).toEqual([
    'error:1',
    'error:2',
    'warning:1',
    'info:1',
    'info:2',
  ])
})
