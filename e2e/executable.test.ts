import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { examples, resourceListOf } from '../functions/examples.ts'
import { executable } from './hosts/executable.ts'
import { built as bundle } from './hosts/flux-tenancy.ts'

/** A command line, and where it is typed. */
interface Typed {
  readonly name: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly stdin?: Buffer | string
}

const release = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const lock = ['fn', '--security-profile', 'multi-tenant']

function ended(program: string, first: readonly string[], { args, cwd, stdin = '' }: Typed) {
  const { stdout, stderr, status } = spawnSync(program, [...first, ...args], {
    ...{ cwd, input: stdin, maxBuffer: 2 ** 28 },
  })
  return { stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1'), exitCode: status }
}

const corpus = join('testdata', 'invalid')
const invalid = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }): Typed => {
    const files = readdirSync(join(corpus, name))
    const bytes = (file: string) => readFileSync(join(corpus, name, file))
    const typed = files.includes('command') ? bytes('command').toString().trim().split(' ') : []
    return {
      name: `testdata/invalid/${name}`,
      args: typed.length > 0 ? typed.slice(1) : ['fn'],
      cwd: join(corpus, name),
      ...(files.includes('input.yaml') && { stdin: bytes('input.yaml') }),
    }
  })

const goldens = examples().flatMap((example): readonly Typed[] => {
  const { name, folder: cwd, stream } = example
  const config = ['--config', 'fn-config.yaml']
  return [
    { name: `${name} as a ResourceList`, args: [], cwd, stdin: resourceListOf(example) },
    { name: `${name} as documents`, args: ['fn', ...config], cwd, stdin: stream },
    { name: `${name}, checked`, args: ['check', '-', ...config], cwd, stdin: stream },
    { name: `${name} as a folder`, args: ['render', '--dry-run', '.', ...config], cwd },
    { name: `${name} as a folder, checked`, args: ['check', '.', '--output', 'json'], cwd },
  ]
})

const pages = [['--help'], ['--version'], ['help', 'fn'], ['explain'], ['explain', 'rules']].map(
  (args): Typed => ({ name: args.join(' '), args, cwd: '.' }),
)

test('there is much to compare', () => {
  expect(goldens.length).toBeGreaterThan(90)
  expect(invalid.length).toBeGreaterThan(150)
})

test.each([...goldens, ...invalid, ...pages])('$name: the bytes of the bundle', (typed) => {
  expect(ended(executable(), [], typed)).toEqual(ended(process.execPath, [bundle], typed))
})

test('what is no UTF-8 gets the same sentence, and a long answer comes through a pipe whole', () => {
  for (const stdin of [Buffer.from('a: \xff\n', 'latin1'), release, release.repeat(20)]) {
    const typed = { name: '', args: lock, cwd: '.', stdin }
    expect(ended(executable(), [], typed)).toEqual(ended(process.execPath, [bundle], typed))
  }
})
