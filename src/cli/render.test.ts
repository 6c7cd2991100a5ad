import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesOf, folderWith, removeFolders } from '../host/folder-fixture.ts'
import { readPackage } from '../host/folder-read.ts'
import { shownPath } from '../host/folder-root.ts'
import { writeChanges } from '../host/folder-write.ts'
import type { CommandInputs } from './inputs.ts'
import { inputsWith } from './inputs-fixture.ts'
import { runCommand } from './run-command.ts'

afterAll(removeFolders)

const apps = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: ./apps
  sourceRef: {kind: GitRepository, name: flux-system}
`
/** What \`flux bootstrap\` makes, with an object of the platform beside it. */
const bootstrap = {
  '.git/HEAD': '',
  'c/apps.yaml': apps,
  'c/flux-system/gotk-components.yaml': readFileSync('testdata/flux/v2.9.3.yaml', 'utf8'),
  'c/flux-system/gotk-sync.yaml': readFileSync('testdata/flux/gotk-sync.yaml', 'utf8').replace(
    /path: .*/,
    'path: ./c',
  ),
  'c/flux-system/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- gotk-components.yaml\n- gotk-sync.yaml\n',
}
const component = 'c/flux-system/flux-tenancy/kustomization.yaml'
const kustomization = 'c/flux-system/kustomization.yaml'
const locked = ['c/apps.yaml', component, kustomization]

/** A command line on a folder of the disk; \`said\` is what was told before the end. */
async function run(folder: string, line: string, own: Partial<CommandInputs> = {}) {
  let said = ''
  const tell = async (text: string) => {
    said += text
  }
  const disk = { readPackage, writeChanges, shownPath, tell, ...own }
  const words = line.split(' ').map((word) => word.replace('DIR', folder))
  const outcome = await runCommand(words, inputsWith(disk))
  return { ...outcome, said }
}
const lock = '--security-profile multi-tenant'

test('a folder is locked in place: what was written is on stdout, the counts on stderr', async () => {
  const folder = folderWith(bootstrap)
  const { stdout, stderr, exitCode } = await run(folder, `render DIR/c ${lock}`)
  const shown = (path: string) => shownPath(folder, path)
  expect(stdout?.split('\n').sort()).toEqual([
    '',
    `added ${shown(component)}`,
    `changed ${shown('c/apps.yaml')}`,
    `changed ${shown(kustomization)}`,
  ])
  expect({ stderr, exitCode }).toEqual({ stderr: 'flux-tenancy: 3 files changed.\n', exitCode: 0 })
  expect(Object.keys(filesOf(folder)).sort()).toEqual([...Object.keys(bootstrap), component].sort())

  expect(await run(folder, `render DIR/c ${lock}`)).toMatchObject({
    stdout: '',
    stderr: 'flux-tenancy: 0 files changed.\n',
    exitCode: 0,
  })
  expect((await run(folder, 'check DIR/c')).exitCode).toBe(0)

  const back = await run(folder, 'render DIR/c --security-profile single-tenant')
  expect(back.stdout).toMatch(new RegExp(`\nremoved ${shown(component)}\n$`))
  expect(filesOf(folder)).toEqual(bootstrap)
})

test('a dry run prints what `git apply` makes the same of, and writes nothing', async () => {
  const folder = folderWith(bootstrap)
  const { stdout, stderr, exitCode } = await run(folder, `render DIR/c ${lock} --dry-run`)
  expect({ stderr, exitCode }).toEqual({
    stderr: 'flux-tenancy: 3 files to change.\n',
    exitCode: 0,
  })
  expect(filesOf(folder)).toEqual(bootstrap)
  // the folder is not below the tests' own, so names start at the root of the repository
  const other = folderWith(bootstrap)
  execFileSync('git', ['apply'], { cwd: other, input: stdout, stdio: 'pipe' })
  await run(folder, `render DIR/c ${lock}`)
  expect(filesOf(other)).toEqual(filesOf(folder))
})

test('names in a diff are those from where the user stands, where these are below', async () => {
  const folder = folderWith(bootstrap)
  const below = (_: string, path: string) => `repo/${path}`
  const { stdout } = await run(folder, `render DIR/c ${lock} --dry-run`, { shownPath: below })
  expect(stdout).toContain('--- a/repo/c/apps.yaml\n+++ b/repo/c/apps.yaml\n')
})

test('JSON is one document: the changes, the results, and in a dry run the diff', async () => {
  const folder = folderWith(bootstrap)
  const dry = await run(folder, `render DIR/c ${lock} --dry-run --output json`)
  const planned = JSON.parse(dry.stdout ?? '')
  expect(planned.changes).toHaveLength(3)
  expect(planned.changes).toContainEqual({ path: component, change: 'added', written: false })
  expect(planned.diff).toBe((await run(folder, `render DIR/c ${lock} --dry-run`)).stdout)
  const { stdout, stderr, said } = await run(folder, `render DIR/c ${lock} --output json`)
  const { changes, ...others } = JSON.parse(stdout ?? '')
  expect({ stderr, said, ...others }).toEqual({ stderr: '', said: '', leftAlone: 0, results: [] })
  const written = changes.filter((each: { written: boolean }) => each.written)
  expect(written.map(({ path }: { path: string }) => path).sort()).toEqual(locked)
})

test('what the lock would stop is said with file and line before anything is written', async () => {
  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: podinfo
  namespace: team
spec:
  interval: 5m
  chart: {spec: {chart: podinfo, sourceRef: {kind: HelmRepository, name: podinfo, namespace: flux-system}}}
`
  const folder = folderWith({ ...bootstrap, 'c/podinfo.yaml': release })
  const order: string[] = []
  const { stdout, said, stderr } = await run(folder, `render DIR/c ${lock}`, {
    tell: async (text) => void order.push(text),
    writeChanges: (read, changes) => {
      order.push('write')
      return writeChanges(read, changes)
    },
  })
  expect(said).toBe('')
  expect(order).toHaveLength(2)
  expect(order[1]).toBe('write')
  expect(order[0]).toMatch(/^flux-tenancy: warning: HelmRelease\/team\/podinfo .*\n/)
  expect(order[0]).toContain(`(${shownPath(folder, 'c/podinfo.yaml')}:`)
  expect(stdout).toMatch(/^added /)
  expect(stderr).toMatch(/^flux-tenancy: 3 files changed; \d+ warnings?(, \d+ infos?)?\.\n$/)
})

test('on an error nothing is written, and the first line of stderr is the cause', async () => {
  const files = { '.git/HEAD': '', 'c/apps.yaml': apps }
  const folder = folderWith(files)
  for (const extra of ['', ' --dry-run', ' --output json']) {
    const { stdout, said, exitCode } = await run(folder, `render DIR ${lock}${extra}`)
    expect(exitCode).toBe(1)
    expect(said).toMatch(/^flux-tenancy: error: /)
    if (extra !== ' --output json') expect(stdout).toBe('')
    else
      expect(JSON.parse(stdout ?? '')).toMatchObject({
        changes: [],
        results: [{ severity: 'error' }],
      })
  }
  expect(filesOf(folder)).toEqual(files)
})

test('a file that was edited meanwhile is an error of the input', async () => {
  const folder = folderWith(bootstrap)
  const edit = async () => appendFileSync(join(folder, 'c/apps.yaml'), '# mine\n')
  const { stdout, stderr, exitCode } = await run(folder, `render DIR/c ${lock}`, { tell: edit })
  expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 2 })
  expect(stderr).toBe(
    `flux-tenancy: error: The file "${shownPath(folder, 'c/apps.yaml')}" must not have changed since it was read; nothing was written.\n`,
  )
})

test('what was written before the disk failed is told', async () => {
  const folder = folderWith(bootstrap)
  const failing = {
    writeChanges: () => ({ written: ['c/apps.yaml'], problem: 'The disk is full.' }),
  }
  expect(await run(folder, `render DIR/c ${lock}`, failing)).toMatchObject({
    stdout: `changed ${shownPath(folder, 'c/apps.yaml')}\n`,
    stderr: 'flux-tenancy: error: The disk is full.\nflux-tenancy: 1 of 3 files changed.\n',
    exitCode: 2,
  })
  const { stdout, stderr } = await run(folder, `render DIR/c ${lock} --output json`, failing)
  expect(stderr).toBe('flux-tenancy: error: The disk is full.\n')
  expect(
    JSON.parse(stdout ?? '')
      .changes.map(({ written }: { written: boolean }) => written)
      .sort(),
  ).toEqual([false, false, true])
})

test('files that are no KRM YAML are counted', async () => {
  const chart = 'kind: {{ .Values.kind }}\n'
  const folder = folderWith({
    ...bootstrap,
    'c/chart/kustomization.yaml': 'resources: []\n',
    'c/chart/chart.yaml': chart,
    'c/chart/bin.yaml': Uint8Array.of(0xff),
  })
  const { stderr } = await run(folder, `render DIR/c ${lock}`)
  expect(stderr).toBe(
    'flux-tenancy: 3 files changed; 2 files left alone, since they are no KRM YAML.\n',
  )
  expect((await run(folder, 'check DIR/c')).stdout).toContain(
    '\n\n2 files are no KRM YAML and not checked.\n\npass: ',
  )
})

test('a path that is not there is an error of the input', async () => {
  const folder = folderWith({})
  for (const command of ['render', 'check']) {
    expect(await run(folder, `${command} DIR/none`)).toMatchObject({
      stdout: undefined,
      stderr: `flux-tenancy: error: "${join(folder, 'none')}" cannot be read: ENOENT: no such file or directory.\n`,
      exitCode: 2,
    })
  }
})

test('`render -` is `fn`', async () => {
  const object = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n'
  const outcome = await runCommand(['render', '-'], inputsWith({ readStdin: async () => object }))
  expect(outcome).toEqual({ stdout: object, stderr: '', exitCode: 0 })
})

describe('check of a folder', () => {
  test('names the cluster, the file and the line, and fails', async () => {
    const folder = folderWith(bootstrap)
    const { stdout, stderr, exitCode } = await run(folder, 'check DIR/c')
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 })
    expect(stdout).toMatch(
      new RegExp(`^Flux of ${shownPath(folder, 'c')} in namespace "flux-system", multi-tenant:\n`),
    )
    expect(stdout).toContain(`(${shownPath(folder, 'c/flux-system/gotk-components.yaml')}:`)
    expect(stdout).toMatch(
      /\nfail: \d+ errors, so this is not known to be what multi-tenant wants\.\n$/,
    )
  })

  test('is one JSON document, with paths from the root, and the errors are told apart', async () => {
    const folder = folderWith(bootstrap)
    const { stdout, stderr, exitCode } = await run(folder, 'check DIR/c --output json')
    expect(exitCode).toBe(1)
    const report = JSON.parse(stdout ?? '')
    expect(report).toMatchObject({
      passed: false,
      profile: 'multi-tenant',
      clusters: [{ folder: 'c', installs: [{ namespace: 'flux-system' }] }],
      leftAlone: 0,
    })
    const errors = report.results.filter(
      ({ severity }: { severity: string }) => severity === 'error',
    )
    expect(stderr.trimEnd().split('\n')).toHaveLength(errors.length)
    expect(errors[0].file.path).toMatch(/^c\//)
    expect(stderr).toContain(`(${shownPath(folder, errors[0].file.path)}:`)
  })
})
