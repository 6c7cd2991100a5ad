import { diffLines } from 'diff'
import { type Example, examples } from '../functions/examples.ts'
import { cellsThatRun, expectGolden, goldenOf, hostTable } from './golden.ts'
import { hosts, kptFn } from './hosts/example-hosts.ts'
import { readResources, withPackage } from './hosts/package.ts'

const all = examples()

test('the table has a row for each example and a cell for each host', () => {
  expect(Object.keys(hostTable).sort()).toEqual(all.map(({ name }) => name).sort())
  for (const row of Object.values(hostTable)) {
    expect(Object.keys(row)).toEqual(Object.keys(hosts))
    for (const cell of Object.values(row)) expect(cell).toMatch(/^yes$|^.{20,}$/)
  }
})

describe.each(Object.entries(hosts))('%s', (name, host) => {
  test.each(cellsThatRun(name))('$name', (example) => expectGolden(name, host, example))
})

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
