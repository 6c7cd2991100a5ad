import type { KptFunc } from 'kpt-functions'
import { runKptFunc } from './kpt-functions.ts'

// a file of its own: the package kpt-functions must be loaded by the runtime, not by the test
test('what a KptFunc logs goes to stderr, and the console is the caller’s again', async () => {
  const own = globalThis.console
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
  const inside: Console[] = []
  const run = async () => {
    inside.push(globalThis.console)
    await new Promise((resolve) => setImmediate(resolve))
    globalThis.console.log('a word')
  }
  const logs: KptFunc = Object.assign(run, { usage: 'logs' })
  const input = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n'
  const outcomes = await Promise.all([runKptFunc(logs, input), runKptFunc(logs, input)])
  const chunks = written.mock.calls.map(([chunk]) => chunk)
  written.mockRestore()
  expect(outcomes.map(({ stdout }) => stdout)).toEqual([input, input])
  expect(chunks).toEqual(['a word\n', 'a word\n'])
  expect(inside).toHaveLength(2)
  expect(inside).not.toContain(own)
  expect(globalThis.console).toBe(own)
})
