import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { examples } from '../functions/examples.ts'
import { goldenOf } from './golden.ts'
import { withFluxTenancyOnPath } from './hosts/flux-tenancy.ts'
import { readResources } from './hosts/package.ts'
import { kpt } from './hosts/programs.ts'
import { outputOf, run } from './hosts/run.ts'
import { appliedObjects } from './objects.ts'

/** The root Kptfile makes this repository a package with every example as a subpackage. */
const root = mkdtempSync(join(tmpdir(), 'repository-'))
afterAll(() => rmSync(root, { recursive: true }))

beforeAll(() => {
  const listed = outputOf('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  const all = examples().map(({ folder }) => `${folder}/`)
  for (const path of listed.split('\0').filter((each) => each !== '')) {
    // the rest is there to be left alone, and large
    if (/^(e2e|src|testdata)\//.test(path) && !/^testdata\/(invalid|demo)\//.test(path)) continue
    cpSync(path, join(root, path))
  }
  expect(all.every((folder) => filesIn(root).some((path) => path.startsWith(folder)))).toBe(true)
})

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

function texts(): ReadonlyMap<string, string> {
  return new Map(filesIn(root).map((path) => [path, readFileSync(join(root, path), 'latin1')]))
}

function render() {
  return withFluxTenancyOnPath((env) =>
    run(kpt(), ['fn', 'render', '--allow-exec', '.'], { cwd: root, env }),
  )
}

const failing = examples().filter((example) => goldenOf(example).exitCode !== 0)
const passing = examples().filter((example) => goldenOf(example).exitCode === 0)

const pipeline =
  'pipeline:\n  validators:\n  - exec: flux-tenancy\n    configPath: fn-config.yaml\n'

test('a check that fails stops the render of all, and nothing is changed: so the examples of one leave it to `kpt fn eval`', () => {
  expect(failing.map(({ name }) => name)).toEqual([
    'tenancycheck/crash-flag-fails',
    'tenancycheck/drift-fails',
  ])
  for (const { folder } of failing) {
    const file = join(root, folder, 'Kptfile')
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('flux-tenancy')
    writeFileSync(file, `${text}${pipeline}`)
    const before = texts()
    const { stderr, exitCode } = render()
    expect(exitCode).toBe(1)
    expect(stderr).toContain('[FAIL] "flux-tenancy"')
    expect(texts()).toEqual(before)
    writeFileSync(file, text)
  }
})

test('every example becomes its golden, nothing outside of them is touched, and a second render changes nothing', () => {
  const before = texts()
  const first = render()
  expect({ exitCode: first.exitCode, last: first.stderr.trimEnd().split('\n').at(-1) }).toEqual({
    exitCode: 0,
    last: `Successfully executed ${passing.length} function(s) in ${examples().length + 1} package(s).`,
  })
  for (const example of passing) {
    expect(appliedObjects(readResources(join(root, example.folder)))).toEqual(
      appliedObjects(goldenOf(example).output),
    )
  }
  // kpt prints them its own way
  for (const { folder, stream } of failing) {
    expect(appliedObjects(readResources(join(root, folder)))).toEqual(appliedObjects(stream))
  }
  const after = texts()
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
  const folders = new Set(examples().map(({ folder }) => folder))
  expect(changed.filter((path) => !folders.has(dirname(path)))).toEqual([])
  expect(render().exitCode).toBe(0)
  expect(texts()).toEqual(after)
})
