import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { executable } from './hosts/executable.ts'
import { goProgram } from './hosts/programs.ts'
import { type RunOptions, run } from './hosts/run.ts'

/** The executable as a plugin of the real Flux CLI: found by its name in a folder. */
const folder = mkdtempSync(join(tmpdir(), 'plugin-'))
const plugins = join(folder, 'plugins')
mkdirSync(plugins)
symlinkSync(executable(), join(plugins, 'flux-tenancy'))
afterAll(() => rmSync(folder, { recursive: true }))

const release = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const env = { HOME: folder, FLUXCD_PLUGINS: plugins, KUBECONFIG: join(folder, 'none') }
const flux = (args: readonly string[], options: RunOptions = {}) =>
  run(goProgram('flux'), args, { ...options, env })
const own = (args: readonly string[], options: RunOptions = {}) => run(executable(), args, options)

test('`flux` lists it, among its plugins and in its help', () => {
  const { stdout, exitCode } = flux(['plugin', 'list'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    new RegExp(`^tenancy\\s+manual\\s+${join(plugins, 'flux-tenancy')}\\s*$`, 'm'),
  )
  expect(flux(['--help']).stdout).toMatch(/^ {2}tenancy +Runs the tenancy plugin$/m)
})

test.each<[string, readonly string[], string, number]>([
  ['a check that falls short', ['check', '-', '--output', 'json'], release, 1],
  ['a stream that is locked', ['render', '-', '--security-profile=multi-tenant'], release, 0],
  ['a function', ['fn', '--security-profile', 'multi-tenant'], release, 0],
  ['nothing but a pipe', [], release, 0],
  ['a topic', ['explain', 'rules'], '', 0],
  ['a flag as a topic, behind `--`', ['explain', '--', '--no-remote-bases'], '', 0],
  ['its help, and not that of Flux', ['--help'], '', 0],
  ['its version, and not that of Flux', ['--version'], '', 0],
  ['a flag of Flux that it has not', ['check', '-', '--namespace', 'a'], '', 2],
  ['a path with blanks, quotes and a star', ['check', 'no "such" folder\'s *'], '', 2],
  ['an empty argument', ['explain', ''], '', 2],
])('arguments, pipes and exit codes stay as they are: %s', (_, args, stdin, exitCode) => {
  const direct = own(args, { stdin })
  expect(direct.exitCode).toBe(exitCode)
  expect(flux(['tenancy', ...args], { stdin })).toEqual(direct)
})

const example = join('functions', 'fluxtenancy', 'examples', 'lock-an-install')
const files = ['gotk-components.yaml', 'gotk-sync.yaml']

test('the command line of the RFC locks a repository', () => {
  const [direct, asPlugin] = ['direct', 'plugin'].map((name) => {
    const cwd = join(folder, name)
    const system = join(cwd, 'clusters/production/flux-system')
    mkdirSync(system, { recursive: true })
    for (const file of files) cpSync(join(example, file), join(system, file))
    const list = files.map((file) => `- ${file}\n`).join('')
    writeFileSync(join(system, 'kustomization.yaml'), `kind: Kustomization\nresources:\n${list}`)
    mkdirSync(join(cwd, '.git'))
    return cwd
  }) as [string, string]
  const args = ['render', 'clusters/production', '--security-profile=multi-tenant']
  const rendered = flux(['tenancy', ...args], { cwd: asPlugin })
  expect(rendered).toEqual(own(args, { cwd: direct }))
  expect(rendered).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('flux-tenancy/kustomization.yaml'),
  })
  expect(run('diff', ['-r', direct, asPlugin])).toEqual({ stdout: '', stderr: '', exitCode: 0 })
  expect(flux(['tenancy', 'check', 'clusters/production'], { cwd: asPlugin }).exitCode).toBe(0)
})

test.each<[readonly string[], RegExp]>([
  [['ch'], /^check\t.+\n:4\n$/],
  [['check', '--out'], /^--output\t.+\n:4\n$/],
  [['check', '--output', ''], /^text\njson\n:4\n$/],
  [['check', '--config', ''], /^yaml\nyml\njson\n:8\n$/],
  [['render', 'clusters/'], /^:0\n$/],
])('`flux` asks it what to offer for %p', (words, offered) => {
  expect(flux(['__complete', 'tenancy', ...words]).stdout).toMatch(offered)
})
