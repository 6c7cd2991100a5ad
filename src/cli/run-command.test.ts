import { runFunctionEntry } from './function-entry.ts'
import type { Inputs } from './inputs.ts'
import { runCommand } from './run-command.ts'
import { functionHelp, helpText } from './usage.ts'

const object = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n'

function inputs(own: Partial<Inputs> = {}): Inputs {
  const unread = () => {
    throw new Error('must not be read')
  }
  return { stdinIsTerminal: () => false, readStdin: unread, readTextFile: unread, ...own }
}
const piped = inputs({ readStdin: async () => object })
const printed = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 })

test.each([
  ['--help', helpText()],
  ['-h', helpText()],
  ['fn --help', helpText('fn')],
  ['check -h -', helpText('check')],
  ['help explain', helpText('explain')],
  ['--version', 'development\n'],
])('`%s` prints and reads nothing', async (line, stdout) => {
  expect(await runCommand(line.split(' '), inputs())).toEqual(printed(stdout))
})

test('nothing typed at a terminal is a question', async () => {
  expect(await runCommand([], inputs({ stdinIsTerminal: () => true }))).toEqual(printed(helpText()))
})

test('`fn` typed at a terminal is not a question: stdin is asked for, and refuses', async () => {
  const terminal = inputs({ stdinIsTerminal: () => true })
  expect((await runCommand(['fn'], terminal)).stderr).toMatch(/must not be read/)
})

test('nothing typed and something piped is `fn`', async () => {
  expect(await runCommand([], piped)).toEqual(printed(object))
  expect(await runCommand(['fn'], piped)).toEqual(printed(object))
})

test('a configuration that cannot be read is told before stdin is waited for', async () => {
  const outcome = await runCommand(['fn', '--config', 'a.yaml'], inputs())
  expect(outcome.stderr).toMatch(/must not be read/)
})

describe('an executable that is one function', () => {
  const run = (argv: readonly string[], own: Inputs) => runFunctionEntry('TenancyCheck', argv, own)

  test('prints its help, and reads nothing', async () => {
    expect(await run(['--help'], inputs())).toEqual(printed(functionHelp('TenancyCheck')))
    expect(await run(['config.yaml', '-h'], inputs())).toEqual(
      printed(functionHelp('TenancyCheck')),
    )
    expect(await run(['--version'], inputs())).toEqual(printed('development\n'))
  })

  test('is that function for a ConfigMap', async () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {securityProfile: multi-tenant}\n'
    const given = inputs({ readStdin: async () => object, readTextFile: () => config })
    const { stdout, stderr, exitCode } = await run(['config.yaml'], given)
    expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 })
    expect(stderr).toContain('[no-controller]')
    expect(await runFunctionEntry('FluxTenancy', ['config.yaml'], given)).toMatchObject({
      stdout: object,
      exitCode: 0,
    })
  })

  test.each([['--verbose'], ['a.yaml', 'b.yaml']])('refuses %s', async (...argv) => {
    expect(await run(argv, inputs())).toMatchObject({ stdout: undefined, exitCode: 2 })
  })
})
