import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffLines } from 'diff'
import { safeLoad } from 'js-yaml'
import { type Example, examples } from '../functions/examples.ts'
import { hosts, kptFn } from './hosts/example-hosts.ts'
import { localDocuments, readResources, withPackage, writeResources } from './hosts/package.ts'
import { appliedObjects } from './objects.ts'
import { toldMessages, toldResults, type WrittenResult } from './told-results.ts'

interface Golden {
  readonly output: string
  readonly exitCode: number
  readonly results: readonly WrittenResult[]
}

const table = safeLoad(readFileSync(join('functions', 'hosts.yaml'), 'utf8')) as Record<
  string,
  Record<string, string>
>
const all = examples()

function goldenOf({ folder }: Example): Golden {
  const output = readFileSync(join(folder, '.expected', 'output.yaml'), 'utf8')
  const results = readFileSync(join(folder, '.expected', 'results.yaml'), 'utf8')
  return { output, ...(safeLoad(results) as Omit<Golden, 'output'>) }
}

function cellsThatRun(host: string): readonly Example[] {
  return all.filter(({ name }) => table[name]?.[host] === 'yes')
}

test('the table has a row for each example and a cell for each host', () => {
  expect(Object.keys(table).sort()).toEqual(all.map(({ name }) => name).sort())
  for (const row of Object.values(table)) {
    expect(Object.keys(row)).toEqual(Object.keys(hosts))
    for (const cell of Object.values(row)) expect(cell).toMatch(/^yes$|^.{20,}$/)
  }
})

describe.each(Object.entries(hosts))('%s', (name, host) => {
  test.each(cellsThatRun(name))('$name', async (example) => {
    const golden = goldenOf(example)
    await withPackage(example, async (folder) => {
      const first = await host(folder, example)
      const told = toldMessages(name, first, golden.results)
      expect({ told, failed: first.exitCode !== 0 }).toEqual({
        told: toldResults(name, golden.results).map(({ message }) => message),
        failed: golden.exitCode !== 0,
      })
      if (first.results) expect(first.results.map(withoutFile)).toEqual(golden.results)
      if (golden.exitCode !== 0) return
      expect(appliedObjects(first.text)).toEqual(appliedObjects(golden.output))
      writeResources(folder, first.text + leftOut(name, example))
      const second = await host(folder, example)
      expect(appliedObjects(second.text)).toEqual(appliedObjects(golden.output))
      if (!isReprinted(name, example)) expect(second.text).toBe(first.text)
    })
  })
})

/** What a build does not print, and stays in the package. */
function leftOut(host: string, { stream }: Example): string {
  const documents = host.startsWith('kustomize') ? localDocuments(stream) : []
  return documents.map((document) => `---\n${document}`).join('')
}

/** kpt and the kustomize of a pipe print what they read in their own way. */
function isReprinted(host: string, { stream }: Example): boolean {
  return host.startsWith('kpt') || (host === 'pipe' && localDocuments(stream).length === 0)
}

// the files' names are known to the orchestrator only
function withoutFile(result: unknown): unknown {
  const { file: _, ...rest } = result as { file?: unknown }
  return rest
}

function evalWith(exec: string, example: Example): Promise<string> {
  return withPackage(example, (folder) => {
    kptFn(folder, ['eval', '--exec', exec, '--fn-config', 'fn-config.yaml'])
    return readResources(folder)
  })
}

// kpt prints YAML its own way, so what our function changes is seen beside a function that changes nothing
describe('kpt changes the same lines as the function', () => {
  const examplesOfKpt = cellsThatRun('kpt fn eval')

  test.each(examplesOfKpt.filter(passes))('$name', async (example) => {
    expect(
      changedLines(await evalWith('cat', example), await evalWith('flux-tenancy', example)),
    ).toEqual(changedLines(example.stream, goldenOf(example).output))
  })

  test.each(examplesOfKpt.filter((example) => !passes(example)))(
    '$name: none, since it fails',
    async (example) => {
      expect(await evalWith('flux-tenancy', example)).toBe(example.stream)
    },
  )
})

function passes(example: Example): boolean {
  return goldenOf(example).exitCode === 0
}

function changedLines(before: string, after: string): readonly string[] {
  return diffLines(before, after)
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ value, added }) =>
      value
        .trimEnd()
        .split('\n')
        .map((line) => `${added ? '+' : '-'} ${line.trim()}`),
    )
}
