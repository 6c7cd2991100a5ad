import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump, safeLoad, safeLoadAll } from 'js-yaml'
import { execute } from '../src/run/execute.ts'
import { type Example, examples, resourceListOf } from './examples.ts'

const update = process.env['UPDATE_GOLDEN'] !== undefined
const outputFile = join('.expected', 'output.yaml')
const resultsFile = join('.expected', 'results.yaml')

function runOnStream({ config, kind }: Example, text: string) {
  return execute(text, {
    config: { name: 'fn-config.yaml', text: config },
    defaultKind: kind,
  })
}

function resultsOf(example: Example): string {
  const { stdout, exitCode } = execute(resourceListOf(example), { defaultKind: example.kind })
  const { results = [] } = safeLoad(stdout ?? '') as { results?: unknown[] }
  return dump({ exitCode, results }, { lineWidth: -1, noRefs: true, noArrayIndent: true })
}

/** The text of a golden file. With UPDATE_GOLDEN=1 it is first written; empty output is written down as empty. */
function golden({ folder }: Example, file: string, text: string): string {
  const path = join(folder, file)
  if (update) {
    mkdirSync(join(folder, '.expected'), { recursive: true })
    writeFileSync(path, text)
  }
  return readFileSync(path, 'utf8')
}

const all = examples()
if (update)
  for (const { folder } of all) rmSync(join(folder, '.expected'), { recursive: true, force: true })

test('both functions have examples', () => {
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['FluxTenancy', 'TenancyCheck']))
})

describe.each(all)('$name', (example) => {
  test('gives the output that is written down', () => {
    const { stdout = '' } = runOnStream(example, example.stream)
    expect(stdout).toBe(golden(example, outputFile, stdout))
  })

  test('gives the results that are written down', () => {
    const results = resultsOf(example)
    expect(results).toBe(golden(example, resultsFile, results))
  })

  test('gives the same a second time, and nothing new on its own output', () => {
    const { stdout, exitCode } = runOnStream(example, example.stream)
    expect(runOnStream(example, example.stream)).toEqual(runOnStream(example, example.stream))
    if (exitCode === 0) expect(runOnStream(example, stdout ?? '').stdout).toBe(stdout)
  })

  test('a configuration in the list means the same as one in a file', () => {
    const { stdout, exitCode } = execute(resourceListOf(example), { defaultKind: example.kind })
    const { items } = safeLoad(stdout ?? '') as { items: unknown[] }
    const onStream = runOnStream(example, example.stream)
    expect(exitCode).toBe(onStream.exitCode)
    if (exitCode === 0) expect(items).toEqual(safeLoadAll(onStream.stdout ?? ''))
  })
})
