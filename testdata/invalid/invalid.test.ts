import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runFunctionEntry } from '../../src/cli/function-entry.ts'
import { inputsWith } from '../../src/cli/inputs-fixture.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { functionKinds } from '../../src/functions/registry.ts'
import { readPackage } from '../../src/host/folder-read.ts'
import { decodeUtf8 } from '../../src/host/utf8.ts'
import { repositoryRules } from '../../src/lockdown/repository-rules.ts'
import { rules } from '../../src/run/rules.ts'
import { readList } from '../../src/yaml/read.ts'

/*
 * A folder is a case: `input.yaml` is stdin (absent: empty), `command` the command line (absent: `flux-tenancy fn`), other
 * files are what it names. `expected.txt` is the first line of stderr, without `flux-tenancy: error: `; `exit` the exit code.
 */
const root = 'testdata/invalid'
const cases = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const bytes = (name: string, file: string) => {
  const path = join(root, name, file)
  return existsSync(path) ? readFileSync(path) : undefined
}
const textOf = (name: string, file: string) => bytes(name, file)?.toString().trimEnd()

function run(name: string) {
  const [program, ...args] = (textOf(name, 'command') ?? 'flux-tenancy fn').split(' ')
  const inputs = inputsWith({
    readPackage,
    readStdin: async () => decodeUtf8(bytes(name, 'input.yaml') ?? Buffer.alloc(0), 'input'),
    readTextFile: (file: string) =>
      decodeUtf8(bytes(name, file) ?? Buffer.alloc(0), `file "${file}"`),
  })
  const kind = functionKinds.find((each) => each.toLowerCase() === program)
  return kind ? runFunctionEntry(kind, args, inputs) : runCommand(args, inputs)
}

/** Findings that another one always goes before. */
const severalSentences: ReadonlySet<string> = new Set(['check-flag-out-of-reach'])

test.each(cases)('%s', async (name) => {
  const { stdout, stderr, exitCode } = await run(name)
  const [first, ...more] = stderr.split('\n').filter((line) => line !== '')
  expect(first).toBe(`flux-tenancy: error: ${textOf(name, 'expected.txt')}`)
  expect(more.length > 0).toBe(severalSentences.has(name))
  expect(exitCode).toBe(Number(textOf(name, 'exit')))
  const isCheck = textOf(name, 'command')?.startsWith('flux-tenancy check')
  if (exitCode === 2) expect(stdout).toBeUndefined()
  else if (!isCheck) expectWhole(bytes(name, 'input.yaml')?.toString() ?? '', stdout)
})

/** The input as it was: a ResourceList with its results behind it, a stream of documents not printed at all. */
function expectWhole(input: string, stdout: string | undefined): void {
  const { form, items } = readList(input)
  if (form === 'documents') {
    expect(stdout).toBeUndefined()
    return
  }
  expect(stdout?.startsWith(input.trimEnd())).toBe(true)
  expect(readList(stdout ?? '').items.length).toBe(items.length)
  expect(readList(stdout ?? '').results).not.toEqual([])
}

test('every rule that can be an error has a case', () => {
  const seen = new Set(
    cases.map((name) => /\[([\w-]+)\]$/.exec(textOf(name, 'expected.txt') ?? '')?.[1]),
  )
  // it comes only with `opaque-argument`, which is told first
  seen.add('flag-out-of-reach')
  // it comes only with `unknown-flag`, which is told first
  seen.add('flag-too-new')
  // those of repositories have theirs in testdata/repository-rules.yaml
  const failing = Object.entries(rules).filter(
    ([id, rule]) =>
      !Object.hasOwn(repositoryRules, id) &&
      (rule.severity === 'error' || (rule.class !== undefined && rule.class !== 'open')),
  )
  expect(failing.map(([id]) => id).filter((id) => !seen.has(id))).toEqual([])
})
