import { runFunctionEntry } from './function-entry.ts'
import type { Inputs } from './inputs.ts'
import { inputsWith } from './inputs-fixture.ts'
import { runCommand } from './run-command.ts'
import { functionHelp, helpText } from './usage.ts'

const object = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n'

const piped = inputsWith({ readStdin: async () => object })
const printed = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 })

test.each([
  ['--help', helpText()],
  ['-h', helpText()],
  ['fn --help', helpText('fn')],
  ['check -h -', helpText('check')],
  ['help explain', helpText('explain')],
  ['--version', 'development\n'],
])('`%s` prints and reads nothing', async (line, stdout) => {
  expect(await runCommand(line.split(' '), inputsWith())).toEqual(printed(stdout))
})

test('nothing typed at a terminal is a question', async () => {
  expect(await runCommand([], inputsWith({ stdinIsTerminal: () => true }))).toEqual(
    printed(helpText()),
  )
})

test('`fn` typed at a terminal is not a question: stdin is asked for, and refuses', async () => {
  const terminal = inputsWith({ stdinIsTerminal: () => true })
  expect((await runCommand(['fn'], terminal)).stderr).toMatch(/must not be read/)
})

test('nothing typed and something piped is `fn`', async () => {
  expect(await runCommand([], piped)).toEqual(printed(object))
  expect(await runCommand(['fn'], piped)).toEqual(printed(object))
})

test('a configuration that cannot be read is told before stdin is waited for', async () => {
  const outcome = await runCommand(['fn', '--config', 'a.yaml'], inputsWith())
  expect(outcome.stderr).toMatch(/must not be read/)
})

describe('an executable that is one function', () => {
  const run = (argv: readonly string[], own: Inputs) => runFunctionEntry('TenancyCheck', argv, own)

  test('prints its help, and reads nothing', async () => {
    expect(await run(['--help'], inputsWith())).toEqual(printed(functionHelp('TenancyCheck')))
    expect(await run(['config.yaml', '-h'], inputsWith())).toEqual(
      printed(functionHelp('TenancyCheck')),
    )
    expect(await run(['--version'], inputsWith())).toEqual(printed('development\n'))
  })

  test('is that function for a ConfigMap', async () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {securityProfile: multi-tenant}\n'
    const given = inputsWith({ readStdin: async () => object, readTextFile: () => config })
    const { stdout, stderr, exitCode } = await run(['config.yaml'], given)
    expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 })
    expect(stderr).toContain('[no-controller]')
    expect(await runFunctionEntry('FluxTenancy', ['config.yaml'], given)).toMatchObject({
      stdout: object,
      exitCode: 0,
    })
  })

  test.each([['--verbose'], ['a.yaml', 'b.yaml']])('refuses %s', async (...argv) => {
    expect(await run(argv, inputsWith())).toMatchObject({ stdout: undefined, exitCode: 2 })
  })
})
