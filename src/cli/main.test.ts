import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { filesOf, folderWith, removeFolders } from '../host/folder-fixture.ts'
import { bundleOptions } from '../tools/bundle.ts'

const bin = mkdtempSync(join(tmpdir(), 'flux-tenancy-'))
const main = join(bin, 'main.mjs')
const install = 'testdata/flux/v2.9.3.yaml'
/** What leaves an install that is not locked as it is, and says nothing. */
const asItIs = ['fn', '--security-profile', 'single-tenant']

beforeAll(() => {
  buildSync({
    ...bundleOptions,
    entryPoints: { main: 'src/cli/main.ts', entry: 'functions/tenancycheck/main.ts' },
    outdir: bin,
    outExtension: { '.js': '.mjs' },
  })
})
afterAll(() => rmSync(bin, { recursive: true }))
afterAll(removeFolders)

/** A run of the real process. */
function run(args: readonly string[], input: string | Uint8Array = '') {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return { stdout, stderr, status }
}

/** A line for a POSIX shell; `$NODE` is the program without its arguments. */
function shell(line: string) {
  const env = {
    ...process.env,
    NODE: process.execPath,
    MAIN: main,
    INPUT: install,
    ARGS: asItIs.join(' '),
  }
  return spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8', env })
}

test('an install of 300 KB comes through a pipe whole', () => {
  const input = readFileSync(install, 'utf8')
  expect(run(asItIs, input)).toEqual({ stdout: input, stderr: '', status: 0 })
})

test('a reader that is slow gets everything', () => {
  const { stdout, stderr } = shell(
    '"$NODE" "$MAIN" $ARGS < "$INPUT" | (sleep 0.3; cmp - "$INPUT" && echo same)',
  )
  expect({ stdout, stderr }).toEqual({ stdout: 'same\n', stderr: '' })
})

test('a reader that stops early is no error', () => {
  const { stdout, stderr } = shell('"$NODE" "$MAIN" $ARGS < "$INPUT" | head -n 1')
  expect({ stdout, stderr }).toEqual({ stdout: '---\n', stderr: '' })
})

test('pipes on which nobody is to wait are read and written whole', async () => {
  const input = readFileSync(install, 'utf8')
  const [from, to] = ['in', 'out'].map((name) => join(bin, name)) as [string, string]
  shell(`mkfifo ${from} ${to}`)
  // in place of the pipes of the process, which are made such that everybody waits
  const preload = `import{closeSync,constants,openSync}from'node:fs'
    const{O_NONBLOCK,O_RDONLY,O_RDWR}=constants
    for(const[at,path,mode]of[[0,${JSON.stringify(from)},O_RDONLY],[1,${JSON.stringify(to)},O_RDWR]]){
      closeSync(at);openSync(path,mode|O_NONBLOCK)}`
  const imported = ['--import', `data:text/javascript,${encodeURIComponent(preload)}`]
  const child = spawn(process.execPath, [...imported, main, ...asItIs], { stdio: 'pipe' })
  const ended = new Promise((resolve) => child.on('close', resolve))
  // when this opens, nothing is there to be read yet
  const writer = createWriteStream(from)
  await once(writer, 'open')
  await setTimeout(500)
  writer.end(input)
  // meanwhile nobody takes anything
  await setTimeout(500)
  expect((await createReadStream(to, 'utf8').toArray()).join('')).toBe(input)
  expect(await ended).toBe(0)
})

test('a closed stdin is an empty input, and an empty answer is never given', () => {
  const { stdout, stderr, status } = shell('"$NODE" "$MAIN" fn <&-')
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
  expect(stderr).toMatch(/^flux-tenancy: error: The input is empty; .*\n$/)
})

// a trap in the examples of others: the shell empties the file before anything reads it
test('exporting onto the input file empties it: a folder is changed in place, and an emptied file is an error', () => {
  const tenant = 'apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata: {name: team}\n'
  const folder = folderWith({ 'tenant.yaml': tenant })
  expect(run(['render', folder]).status).toBe(0)
  const { 'tenant.yaml': marked, 'team.rendered.yaml': rendered } = filesOf(folder)
  expect(marked).toMatch(/^apiVersion: fluxtenancy.dev\/v1alpha1\nkind: Tenant\n/)
  expect(rendered).toContain('kind: Namespace')
  const { stderr, status } = shell(`cd ${folder} && "$NODE" "$MAIN" fn < tenant.yaml > tenant.yaml`)
  expect(status).toBe(2)
  expect(stderr).toMatch(/^flux-tenancy: error: The input is empty; .*\n$/)
})

test('a full disk is an error', () => {
  const { stderr, status } = shell('"$NODE" "$MAIN" $ARGS < "$INPUT" > /dev/full')
  expect(status).toBe(2)
  expect(stderr).toMatch(/^flux-tenancy: error: Stdout cannot be written: ENOSPC.*\n$/)
})

test.each(['fn', 'check -', 'render -'])('a folder on stdin of `%s` is refused', (command) => {
  const { stdout, stderr, status } = shell(`"$NODE" "$MAIN" ${command} < .`)
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 })
  expect(stderr).toBe('flux-tenancy: error: Stdin must be a pipe or a file, and it is a folder.\n')
})

test('bytes that are no UTF-8 are refused', () => {
  expect(run(['fn'], Uint8Array.of(0x61, 0x3a, 0x20, 0xe9))).toEqual({
    stdout: '',
    stderr: 'flux-tenancy: error: The input must be UTF-8, and line 1 is not.\n',
    status: 2,
  })
})

test.each([
  ['main.mjs', '--help'],
  ['main.mjs', '--version'],
  ['main.mjs', 'explain'],
  ['entry.mjs', '--help'],
  ['entry.mjs', '--version'],
])('%s %s does not wait for stdin', async (file, option) => {
  const child = spawn(process.execPath, [join(bin, file), option], { stdio: 'pipe' })
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  child.stdin.destroy()
  expect(status).toBe(0)
  expect(stdout).toMatch(/\S\n$/)
})

test('a bundle tells the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(run(['--version']).stdout).toBe(`${version}\n`)
})

test('a locked stream is printed, a refused one is not', () => {
  const locked = run(['fn', '--security-profile', 'multi-tenant'], readFileSync(install, 'utf8'))
  expect(locked.status).toBe(0)
  expect(locked.stdout).toContain('--no-cross-namespace-refs=true')
  const old = readFileSync('testdata/flux/v0.24.1.yaml', 'utf8')
  const refused = run(['fn', '--security-profile', 'multi-tenant'], old)
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^flux-tenancy: error: /)
})

test('check says so by its exit code, and its JSON is one document', () => {
  const input = readFileSync(install, 'utf8')
  const open = run(['check', '-', '--output', 'json'], input)
  expect(open.status).toBe(1)
  expect(JSON.parse(open.stdout)).toMatchObject({ passed: false, profile: 'multi-tenant' })
  const { stdout } = run(['fn', '--security-profile', 'multi-tenant'], input)
  const locked = run(['check', '-', '--output', 'json'], stdout)
  expect(locked).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(locked.stdout)).toMatchObject({ passed: true })
})

test('a configuration is read from a file, also as a legacy exec plugin is called', () => {
  const config = join(bin, 'config.yaml')
  writeFileSync(
    config,
    'apiVersion: fluxtenancy.dev/v1alpha1\nkind: TenancyCheck\nmetadata:\n  name: a\nspec:\n  securityProfile: multi-tenant\n',
  )
  const input = readFileSync(install, 'utf8')
  const { stderr, status } = run(['fn', '--config', config], input)
  expect(status).toBe(1)
  expect(
    spawnSync(process.execPath, [join(bin, 'entry.mjs'), config], { input, encoding: 'utf8' }),
  ).toMatchObject({ stdout: '', stderr, status: 1 })
  expect(run(['fn', '--config', join(bin, 'none.yaml')])).toMatchObject({ stdout: '', status: 2 })
})

test('a folder is rendered where the user stands, and its dry run goes through `git apply`', () => {
  const files = {
    'a/gotk-components.yaml': readFileSync(install, 'utf8'),
    'a/kustomization.yaml': 'resources:\n- gotk-components.yaml\n',
  }
  const [written, patched] = [folderWith(files), folderWith(files)]
  const command = '"$NODE" "$MAIN" render a --security-profile multi-tenant'
  const inFolder = (folder: string, line: string) => shell(`cd '${folder}' && ${line}`)

  expect(inFolder(patched, `${command} --dry-run | git apply`)).toMatchObject({ status: 0 })
  const { stdout, stderr, status } = inFolder(written, command)
  expect({ stdout, stderr, status }).toEqual({
    stdout: 'added a/flux-tenancy/kustomization.yaml\nchanged a/kustomization.yaml\n',
    stderr: 'flux-tenancy: 2 files changed.\n',
    status: 0,
  })
  expect(Object.keys(filesOf(written))).toHaveLength(3)
  expect(filesOf(patched)).toEqual(filesOf(written))
  expect(inFolder(written, '"$NODE" "$MAIN" check a')).toMatchObject({ status: 0, stderr: '' })
})
