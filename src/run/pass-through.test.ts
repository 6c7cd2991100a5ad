import { Composer, Parser } from 'yaml'
import { PlainBlockReader } from '../yaml/plain-block-reader.ts'
import { deployments } from './deployments-fixture.ts'
import { execute } from './execute.ts'

/** How often anything was parsed, by the package or by the reader of plain blocks. */
function parsesOf(run: () => void): number {
  const parsers = [
    jest.spyOn(Parser.prototype, 'parse'),
    jest.spyOn(Composer.prototype, 'compose'),
    jest.spyOn(PlainBlockReader.prototype, 'document'),
  ]
  try {
    run()
    return parsers.reduce((sum, parser) => sum + parser.mock.calls.length, 0)
  } finally {
    for (const parser of parsers) parser.mockRestore()
  }
}

const tenant =
  'apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata:\n  name: team\nspec:\n  git:\n    url: https://git.example/team\n'

test.each([
  ['stream', undefined],
  ['stream', 'single-tenant'],
  ['stream', 'multi-tenant'],
  ['ResourceList', undefined],
] as const)(
  'a %s with nothing of ours in it comes through unparsed, byte for byte: profile %s',
  (form, profile) => {
    const input = deployments(100, form)
    let stdout: string | undefined
    const parses = parsesOf(() => {
      const securityProfile = profile && { securityProfile: profile }
      stdout = execute(input, { defaultKind: 'FluxTenancy', ...securityProfile }).stdout
    })
    expect(parses).toBe(0)
    expect(stdout).toBe(input)
  },
)

test('the counter counts: a Tenant is parsed', () => {
  const stream = `${deployments(1, 'stream')}---\n${tenant}`
  expect(parsesOf(() => execute(stream, { defaultKind: 'FluxTenancy' }))).toBeGreaterThan(0)
})
