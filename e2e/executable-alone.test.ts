import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { platforms } from '../src/tools/platforms.ts'
import { executable } from './hosts/executable.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { setpriv } from './hosts/programs.ts'
import { run } from './hosts/run.ts'

const release = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const lock = ['fn', '--security-profile', 'multi-tenant']
const nobody = 65534
const folder = mkdtempSync(join(tmpdir(), 'executable-'))
afterAll(() => rmSync(folder, { recursive: true }))

const inFolder = (file: string) => join(folder, file)

/** What makes Node and the compiler's runtime run code of the folder that they are started in, where they look for it. */
const settings = {
  'bunfig.toml': 'preload = ["./own.js"]\n',
  '.env': 'BUN_OPTIONS=--preload=./own.js\nNODE_OPTIONS=--require=./own.js\n',
  'package.json': '{"type": "module", "imports": {"#a": "./own.js"}}\n',
  'tsconfig.json': '{"compilerOptions": {"paths": {"*": ["./own.js"]}}}\n',
  'own.js': 'console.log("own code ran")\n',
}

describe('as nobody, with an empty environment, in a folder that cannot be written', () => {
  beforeAll(() => {
    // the checkout may be where nobody may not look
    cpSync(executable(), inFolder('flux-tenancy'))
    for (const [file, text] of Object.entries(settings)) writeFileSync(inFolder(file), text)
    chmodSync(folder, 0o555)
  })

  const asNobody = (args: readonly string[], stdin = '') =>
    run(
      setpriv(),
      [
        ...[`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs'],
        ...['env', '--ignore-environment', '--chdir', folder, './flux-tenancy', ...args],
      ],
      { stdin },
    )

  test('it locks as the bundle does', () => {
    const locked = fluxTenancy(lock, release)
    expect(locked.exitCode).toBe(0)
    expect(asNobody(lock, release)).toEqual(locked)
  })

  test('nothing of that folder counts: no settings of a runtime, no environment file', () => {
    expect(asNobody(['--version'])).toEqual(fluxTenancy(['--version'], ''))
  })

  test('what it is asked to write there is refused in one sentence', () => {
    writeFileSync(inFolder('gotk-components.yaml'), release)
    const { stdout, stderr, exitCode } = asNobody(['render', '.', ...lock.slice(1)])
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toMatch(/^flux-tenancy: error: [^\n]*\.$/m)
  })
})

/** `e_machine` of an ELF file. Source: the System V ABI, chapter 4, ELF header. */
const machines = { amd64: 62, arm64: 183 } as const satisfies Record<keyof typeof platforms, number>

test.each(Object.entries(machines))('it is made for %s', (arch, machine) => {
  const out = inFolder(arch)
  const args = ['run', '--silent', 'build:exe', '--', '--arch', arch, '--out', out]
  expect(run('npm', args)).toEqual({ stdout: '', stderr: '', exitCode: 0 })
  const header = readFileSync(out).subarray(0, 20)
  expect(header.toString('latin1', 1, 4)).toBe('ELF')
  expect(header.readUInt16LE(18)).toBe(machine)
})

test('a platform that has no executable is refused by its name', () => {
  const { exitCode, stderr } = run('npm', ['run', '--silent', 'build:exe', '--', '--arch', 'mips'])
  expect(exitCode).not.toBe(0)
  expect(stderr).toContain('must be amd64 or arm64, and "mips" is neither')
})
