import { execFile } from 'node:child_process'
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { safeLoad } from 'js-yaml'
import { goModules } from './hosts/go-modules.ts'
import { goProgram } from './hosts/programs.ts'
import { outputOf } from './hosts/run.ts'

/** The manifest of the catalogue, as the real Flux CLI reads it, and what it installs with it. */
const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
const published = join('dist', 'plugin')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
let server: Server
let url: string

beforeAll(async () => {
  server = createServer(({ url: path = '' }, response) => {
    createReadStream(join(published, basename(path)))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  outputOf('npm', ['run', '--silent', 'catalogue', '--', '--url', url])
})
afterAll(() => server.close())
afterAll(() => rmSync(folder, { recursive: true }))

async function flux(...args: readonly string[]): Promise<string> {
  const plugins = join(folder, 'plugins')
  mkdirSync(plugins, { recursive: true })
  const env = { ...process.env, HOME: folder, FLUXCD_PLUGINS: plugins, FLUXCD_PLUGIN_CATALOG: url }
  const { stdout, stderr } = await promisify(execFile)(goProgram('flux'), args, { env })
  return stdout + stderr
}

test('`flux plugin install tenancy` installs what the manifest names', async () => {
  await flux('plugin', 'install', 'tenancy')
  expect(await flux('plugin', 'list')).toMatch(new RegExp(`^tenancy\\s+${version}\\s`, 'm'))
  expect(await flux('tenancy', '--version')).toBe(`${version}\n`)
  expect(await flux('plugin', 'update', 'tenancy')).toContain('already up to date')
})

test('a file that is not the one of the manifest is not installed', async () => {
  server.removeAllListeners('request').on('request', ({ url: path = '' }, response) => {
    if (path.endsWith('.yaml')) createReadStream(join(published, basename(path))).pipe(response)
    else response.end('#!/bin/sh\n')
  })
  await flux('plugin', 'uninstall', 'tenancy')
  await expect(flux('plugin', 'install', 'tenancy')).rejects.toThrow('checksum verification failed')
})

/** The JSON names of the fields of a Go struct. */
function fieldsOf(source: string, type: string): readonly string[] {
  const [, body = ''] =
    new RegExp(`^type ${type} struct \\{([\\s\\S]*?)^\\}`, 'm').exec(source) ?? []
  return [...body.matchAll(/json:"(\w+)/g)].map(([, name = '']) => name)
}

test('the manifest has no field but those of the real type', () => {
  const { module, version: fluxVersion } = goModules.flux
  const { Dir } = JSON.parse(
    outputOf('go', ['mod', 'download', '-json', `${module}@${fluxVersion}`], { cwd: folder }),
  )
  const source = readFileSync(join(Dir, 'pkg', 'plugin', 'types.go'), 'utf8')
  const manifest = safeLoad(readFileSync(join(published, 'tenancy.yaml'), 'utf8')) as {
    readonly versions: readonly { readonly platforms: readonly object[] }[]
  }
  const [release] = manifest.versions
  const [platform] = release?.platforms ?? []
  for (const [type, value] of Object.entries({
    Manifest: manifest,
    Version: release,
    Platform: platform,
  })) {
    const known = fieldsOf(source, type)
    expect(known.length).toBeGreaterThan(1)
    expect(Object.keys(value ?? {}).filter((key) => !known.includes(key))).toEqual([])
  }
  expect(source).toContain('APIVersion = "cli.fluxcd.io/v1beta1"')
  expect(manifest).toMatchObject({
    apiVersion: 'cli.fluxcd.io/v1beta1',
    kind: 'Plugin',
    name: 'tenancy',
  })
})
