import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cached } from '../../src/tools/cache.ts'
import { type GoModuleName, goModules } from './go-modules.ts'
import { buildGoFolder, buildGoModule } from './go-program.ts'
import { run } from './run.ts'

/** The path of a program of the table, built from its public module the first time. */
export function goProgram(name: GoModuleName): string {
  const program = goModules[name]
  return cached(`${name}-${program.version}`, (out) => buildGoModule(program, out))
}

/** The path of a real kustomize. */
export function kustomize(): string {
  return goProgram('kustomize')
}

/** The path of the judge of e2e/judge. */
export function judgeProgram(): string {
  return ownProgram('judge')
}

/** The path of the program of e2e/reader, which reads YAML with kustomize's own libraries. */
export function readerProgram(): string {
  return ownProgram('reader')
}

/** The path of the program of e2e/built, which builds folders with Flux's own libraries. */
export function builtProgram(): string {
  return ownProgram('built')
}

/** A Go program of ours, built whenever its source differs. */
function ownProgram(name: string): string {
  const folder = join('e2e', name)
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)))
  return cached(`${name}-${hash.digest('hex').slice(0, 16)}`, (out) => buildGoFolder(folder, out))
}

/** The name of kpt on PATH, installed from the system's packages if it is not there. */
export function kpt(): string {
  return installed('kpt', 'google-cloud-cli-kpt')
}

/** The name of kubectl on PATH, installed from the system's packages if it is not there. */
export function kubectl(): string {
  return installed('kubectl', 'kubectl')
}

/** The name of setpriv on PATH, with which a program ends when the one that started it does. */
export function setpriv(): string {
  return installed('setpriv', 'util-linux')
}

/** The name of strace on PATH, which tells what a program asks of the system. */
export function strace(): string {
  return installed('strace', 'strace')
}

/** The name of buildah on PATH, which builds images. */
export function buildah(): string {
  return installed('buildah', 'buildah')
}

/** The name of podman on PATH, which runs containers. */
export function podman(): string {
  return installed('podman', 'podman')
}

/** The name of runc on PATH, with which podman runs them here. */
export function runc(): string {
  return installed('runc', 'runc')
}

/** The name of zsh on PATH. */
export function zsh(): string {
  return installed('zsh', 'zsh')
}

/** The name of fish on PATH. */
export function fish(): string {
  return installed('fish', 'fish')
}

const found = new Set<string>()

function installed(program: string, systemPackage: string): string {
  if (found.has(program)) return program
  for (const args of [['update'], ['install', '--yes', systemPackage]]) {
    if (!isOnPath(program) && isOnPath('apt-get')) run('apt-get', args)
  }
  if (!isOnPath(program)) {
    throw new Error(`${program} must be on PATH: it is not, and apt-get could not install it.`)
  }
  found.add(program)
  return program
}

function isOnPath(program: string): boolean {
  return run('sh', ['-c', `command -v ${program}`]).exitCode === 0
}
