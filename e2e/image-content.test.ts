import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesOfImage, nothing, runPodman } from './hosts/containers.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { fluxTenancyImage, imageFor, imageLabels } from './hosts/image.ts'

const image = fluxTenancyImage()
const release = readFileSync(join('testdata', 'flux', 'v2.9.3.yaml'), 'utf8')
const libraries = ['libc.so.6', 'libdl.so.2', 'libm.so.6', 'libpthread.so.0']

interface Inspected {
  readonly Architecture: string
  readonly Os: string
  readonly Size: number
  readonly Config: Readonly<
    Record<'Cmd' | 'Entrypoint' | 'Env' | 'Labels' | 'User' | 'Volumes' | 'WorkingDir', unknown>
  >
}

function inspected(name: string): Inspected {
  const [found] = JSON.parse(runPodman(['image', 'inspect', name]).stdout)
  return found
}

/** `path type mode owner`, sorted. */
function filesOf(name: string): readonly string[] {
  return filesOfImage(name).trim().split('\n').sort()
}

const pathsOf = (files: readonly string[]) =>
  files.filter((file) => file.split(' ')[1] !== 'd').map((file) => file.split(' ')[0])
const loaders = { x64: 'ld-linux-x86-64.so.2', arm64: 'ld-linux-aarch64.so.1' }
const ownLoader = loaders[process.arch as keyof typeof loaders]

function contentWith(loader: string): readonly string[] {
  return [
    'LICENSE',
    'etc/group',
    'etc/passwd',
    'flux-tenancy',
    'flux-tenancy.cdx.json',
    ...[loader, ...libraries].map((file) => `lib/${file}`),
    `lib64/${loader}`,
  ].sort()
}

test('it holds the executable, its libraries, what it is made of, nobody, and nothing else', () => {
  const files = filesOf(image)
  expect(pathsOf(files)).toEqual(contentWith(ownLoader))
  // nobody may write anything
  expect(files.filter((file) => !/ [df] [0-7]?[0-7][0145][0145] root$/.test(file))).toEqual([])
})

test('it says what it is and runs the function with no arguments, as nobody by number', () => {
  const { Config, Size, Os } = inspected(image)
  expect(Config).toMatchObject({ Entrypoint: ['/flux-tenancy'], User: '65534:65534' })
  expect({ cmd: Config.Cmd, volumes: Config.Volumes, Os }).toEqual({
    cmd: undefined,
    volumes: undefined,
    Os: 'linux',
  })
  const { version, revision } = imageLabels
  expect(Config.Labels).toMatchObject({
    'org.opencontainers.image.title': 'flux-tenancy',
    'org.opencontainers.image.description': expect.stringMatching(/./),
    'org.opencontainers.image.licenses': 'Apache-2.0',
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.revision': revision,
  })
  expect(Size / 2 ** 20).toBeLessThan(120)
})

test.each([['nobody'], ['12345:12345'], ['0:0']])('as %s it locks, with nothing given', (user) => {
  const args = ['run', '--rm', '--interactive', ...nothing, '--user', user, image]
  const lock = ['--security-profile', 'multi-tenant']
  expect(runPodman([...args, ...lock], { stdin: release })).toEqual(
    fluxTenancy(['fn', ...lock], release),
  )
})

test('a check as a step of a pipeline fails for an install that is not locked', () => {
  const { stdout, exitCode } = runPodman(
    ['run', '--rm', '--interactive', ...nothing, image, 'check', '-'],
    { stdin: release },
  )
  expect({ stdout, exitCode }).toEqual({
    stdout: fluxTenancy(['check', '-'], release).stdout,
    exitCode: 1,
  })
})

test('it has no shell', () => {
  const { stderr, exitCode } = runPodman([
    'run',
    '--rm',
    ...nothing,
    '--entrypoint',
    '/bin/sh',
    image,
  ])
  expect(exitCode).toBe(127)
  expect(stderr).toContain('/bin/sh')
})

test('for arm64 the loader stands where that platform has it', () => {
  const folder = 'usr/lib/aarch64-linux-gnu'
  const other = imageFor(
    'arm64',
    [loaders.arm64, ...libraries].map((file) => `${folder}/${file}`),
  )
  expect(inspected(other)).toMatchObject({ Architecture: 'arm64', Os: 'linux' })
  expect(pathsOf(filesOf(other))).toEqual(contentWith(loaders.arm64))
})
