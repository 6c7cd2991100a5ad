import { execFileSync } from 'node:child_process'
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
import { dirname, join } from 'node:path'
import { builds } from './hosts/flux-tenancy.ts'
import { type Traced, traced } from './hosts/traced.ts'

const release = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const multi = '--security-profile=multi-tenant'
const cluster = 'clusters/dev'

const base = mkdtempSync(join(tmpdir(), 'calls-'))
const root = join(base, 'repository')
const outside = join(base, 'outside')
afterAll(() => rmSync(base, { recursive: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const tenant = `apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: tenant1
  annotations:
    config.kubernetes.io/path: ../../outside/tenant1.yaml
    internal.config.kubernetes.io/path: /etc/tenant1.yaml
spec: {git: {url: https://example.org/tenant1}}
`
/** What leads out of the repository, in every way that somebody who writes to it has. */
const resources = `resources:
- ../../../../outside
- ../../../../outside/secret.yaml
- ${outside}/secret.yaml
- /etc/hostname
- https://example.org/remote.yaml
- github.com/example/remote//deploy?ref=main
- file:///etc/hostname
`
const odd = `${resources}configMapGenerator:
- {name: a, files: [/etc/hostname], envs: [../../../../outside/secret.yaml]}
helmCharts: [{name: a, repo: https://example.org}]
transformers:
- |
  apiVersion: v1
  kind: a
  metadata: {name: a, annotations: {config.kubernetes.io/function: "exec: {path: /bin/true}"}}
`

beforeEach(() => {
  rmSync(base, { recursive: true, force: true })
  cpSync(join('testdata', 'repositories', 'four-versions'), root, { recursive: true })
  mkdirSync(join(root, '.git'))
  put(join(outside, 'secret.yaml'), 'apiVersion: v1\nkind: Secret\nmetadata: {name: outside}\n')
  put(join(root, cluster, 'tenants', 'tenant.yaml'), tenant)
})

function layTraps(): void {
  const kustomization = join(root, cluster, 'flux-system', 'kustomization.yaml')
  const text = readFileSync(kustomization, 'utf8')
  writeFileSync(kustomization, text.replace('resources:\n', `${resources}- ../odd\n`))
  put(join(root, cluster, 'odd', 'kustomization.yaml'), odd)
  symlinkSync(join(outside, 'secret.yaml'), join(root, cluster, 'link.yaml'))
  symlinkSync(outside, join(root, cluster, 'linked'))
  symlinkSync('/etc/hostname', join(root, '.sourceignore'))
  symlinkSync('/etc/hostname', join(root, cluster, '.krmignore'))
  execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', join(root, cluster, 'pipe.yaml')])
}

const isIn = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`)
/** What Linux tells of itself and of the process; the environment, though it was there, is no runtime's business. */
const isKernel = (path: string) => /^\/(?:proc|sys)\//.test(path) && !path.endsWith('/environ')

describe.each(Object.entries(builds))('%s', (_, program) => {
  // what the runtime itself reads, whatever the program does
  const atRest = () => traced([...program, '--version'], { cwd: root }).read

  function expectConfined({ network, processes, read }: Traced): void {
    expect(network).toEqual([])
    expect(processes).toEqual([])
    const own = atRest()
    const others = [...read].filter((path) => !own.has(path) && !isKernel(path))
    expect(others.filter((path) => !isIn(root)(path))).toEqual([])
  }

  test('in a pipe asks for no file, no network and no other program', () => {
    const run = traced([...program, 'fn', multi], { cwd: root, stdin: release })
    expect(run.finished).toMatchObject({ exitCode: 0 })
    expectConfined(run)
    expect([...run.read].filter(isIn(base))).toEqual([])
    expect([...run.changed]).toEqual([])
  })

  test('reads what is in the repository and writes what is in the folder that was named', () => {
    const run = traced([...program, 'render', cluster, multi], { cwd: root })
    expect(run.finished).toMatchObject({ exitCode: 0 })
    expectConfined(run)
    const changed = [...run.changed]
    expect(changed.length).toBeGreaterThan(3)
    expect(changed.filter((path) => !isIn(join(root, cluster))(path))).toEqual([])
    expect([...run.read].filter(isIn(root)).length).toBeGreaterThan(10)
  })

  test.each(['check', 'render'])('%s follows nothing that leads out', (command) => {
    layTraps()
    const run = traced([...program, command, cluster, multi], { cwd: root })
    expect(run.finished.exitCode).toBe(1)
    expect(run.finished.stderr + run.finished.stdout).toContain('must be relative and inside')
    expectConfined(run)
    expect([...run.changed]).toEqual([])
  })
})

test('a program that does all of this is seen', () => {
  const file = join(base, 'made')
  const code = `
    const { readFileSync, writeFileSync } = require('fs')
    readFileSync('/etc/hostname')
    writeFileSync(${JSON.stringify(file)}, '')
    require('child_process').execFileSync('/bin/true')
    require('net').connect(1, '127.0.0.1').on('error', () => {})`
  const { network, processes, read, changed } = traced([process.execPath, '-e', code], {})
  expect(network.join('\n')).toContain('sin_addr=inet_addr("127.0.0.1")')
  expect(processes.join('\n')).toContain('execve("/bin/true"')
  expect([...read]).toContain('/etc/hostname')
  expect([...changed]).toEqual([file])
})
