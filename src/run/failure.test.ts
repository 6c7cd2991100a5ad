import { YamlError } from '../yaml/yaml-error.ts'
import { failure } from './failure.ts'
import { FunctionError, InputError } from './input-error.ts'

test.each([
  [new InputError('It is empty.'), 2, 'It is empty.'],
  [new YamlError('It is odd.', { line: 3, column: 5 }), 2, 'Input, line 3, column 5: It is odd.'],
  [new FunctionError('It\nfailed.'), 1, 'It failed.'],
])('%s is one sentence', (error, exitCode, sentence) => {
  expect(failure(error)).toEqual({
    stdout: undefined,
    stderr: `flux-tenancy: error: ${sentence}\n`,
    exitCode,
  })
})

test('a bug shows its stack below the sentence', () => {
  const { stdout, stderr, exitCode } = failure(new TypeError('x is undefined'))
  expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 })
  expect(stderr).toMatch(
    /^flux-tenancy: error: Internal error: x is undefined\nTypeError: .*\n +at /,
  )
  expect(failure('thrown').stderr).toBe('flux-tenancy: error: Internal error: thrown\n')
})
