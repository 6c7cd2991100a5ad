import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { PlatformName } from '../../src/tools/platforms.ts'
import { buildImage, imagesCalled, removeImage } from './containers.ts'
import { outputOf } from './run.ts'

const certificates = '/etc/ssl/certs/ca-certificates.crt'

/**
 * A base image of this machine's own files, where Debian has them, since no registry is reached: Node, npm with its settings, a
 * shell, and the libraries of all three. Returns its name.
 */
export function machineImage(): string {
  return imageOf('machine', [], (root) => {
    // since Debian 12 these are one folder each
    for (const folder of ['bin', 'lib', 'lib64']) symlinkSync(`usr/${folder}`, join(root, folder))
    for (const folder of ['usr/bin', 'usr/lib', 'usr/lib64', 'tmp', 'root'])
      mkdirSync(join(root, folder), { recursive: true })
    const programs = [
      [process.execPath, 'node'],
      ['/usr/bin/env', 'env'],
      ['/bin/sh', 'sh'],
    ] as const
    for (const [file, name] of programs) {
      copy(file, join(root, 'usr/bin', name))
      for (const library of librariesOf(file)) copy(library, join(root, library))
    }
    const npm = dirname(dirname(realpathSync(outputOf('sh', ['-c', 'command -v npm']).trim())))
    copy(npm, join(root, 'usr/lib/node_modules/npm'))
    symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/bin/npm'))
    copy(npmSettings('globalconfig'), join(root, 'usr/etc/npmrc'))
    copy(npmSettings('userconfig'), join(root, 'root/.npmrc'))
    copy(certificates, join(root, certificates))
  })
}

/** A base image of another platform that has files of the given names and nothing in them. Returns its name. */
export function emptyImage(platform: PlatformName, files: readonly string[]): string {
  return imageOf(`empty-${platform}`, ['--platform', `linux/${platform}`], (root) => {
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), '')
    }
  })
}

/** An image of nothing but a program of this machine, which it starts, and the program's libraries. Returns its name. */
export function programImage(file: string): string {
  const fill = (root: string) => {
    for (const each of [file, ...librariesOf(file)]) copy(each, join(root, each))
    // kustomize runs a container as this user, by its name
    mkdirSync(join(root, 'etc'))
    writeFileSync(join(root, 'etc/passwd'), 'nobody:x:65534:65534:nobody:/:/nonexistent\n')
  }
  return imageOf(basename(file), [], fill, [`ENTRYPOINT ["${file}"]`])
}

function imageOf(
  tag: string,
  args: readonly string[],
  fill: (root: string) => void,
  instructions: readonly string[] = [],
): string {
  const name = `localhost/flux-tenancy-base:${tag}`
  const context = mkdtempSync(join(tmpdir(), 'base-image-'))
  try {
    mkdirSync(join(context, 'root'))
    fill(join(context, 'root'))
    writeFileSync(
      join(context, 'Dockerfile'),
      `${['FROM scratch', 'COPY root /', ...instructions].join('\n')}\n`,
    )
    // one that only loses its name would stay
    for (const older of imagesCalled(name)) removeImage(older)
    buildImage(name, context, args)
    return name
  } finally {
    rmSync(context, { recursive: true, force: true })
  }
}

/** The libraries of a program, each where the loader looks for it and where it really is. */
function librariesOf(program: string): readonly string[] {
  const paths = outputOf('ldd', [program]).match(/\/\S+/g) ?? []
  return [...new Set(paths.flatMap((path) => [path, realpathSync(path)]))]
}

function npmSettings(which: 'globalconfig' | 'userconfig'): string {
  return outputOf('npm', ['config', 'get', which]).trim()
}

function copy(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, dereference: true })
}
