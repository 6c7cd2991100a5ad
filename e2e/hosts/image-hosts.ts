import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { containerEnvironment, nothing, runPodman } from './containers.ts'
import { fromKustomize, type Host, kptFn } from './example-hosts.ts'
import { readResources } from './package.ts'
import { kustomize } from './programs.ts'
import { run } from './run.ts'

/** The hosts that run an example with an image in the place of the command on PATH; rows of functions/hosts.yaml that run it. */
export function imageHosts(image: string): Readonly<Record<string, Host>> {
  const build: Host = (folder) => {
    namesImage(folder, image)
    const args = ['build', '--enable-alpha-plugins', folder]
    return fromKustomize(run(kustomize(), args, { env: containerEnvironment }))
  }
  const kptWith = (folder: string, args: readonly string[]) => {
    namesImage(folder, image)
    return kptFn(folder, [...args, '--image-pull-policy', 'never'], containerEnvironment)
  }
  return {
    'kustomize transformers': build,
    'kustomize validators': build,
    'kpt fn render': (folder) => kptWith(folder, ['render']),
    'kpt fn eval': (folder) =>
      kptWith(folder, ['eval', '--image', image, '--fn-config', 'fn-config.yaml']),
    'podman run': (folder) => {
      readable(folder)
      const mount = ['--volume', `${folder}:/package:ro`, '--workdir', '/package']
      const args = ['run', '--rm', '--interactive', ...nothing, ...mount, image]
      const stdin = readResources(folder)
      return fromKustomize(runPodman([...args, 'fn', '--config', 'fn-config.yaml'], { stdin }))
    },
  }
}

/** Puts the image where the files of an example name the command. */
function namesImage(folder: string, image: string): void {
  replace(
    join(folder, 'fn-config.yaml'),
    /exec:\n( +)path: flux-tenancy$/m,
    `container:\n$1image: ${image}`,
  )
  replace(join(folder, 'Kptfile'), /exec: flux-tenancy$/m, `image: ${image}`)
}

function replace(file: string, what: RegExp, by: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(what, by))
}

// a temporary folder is its owner's alone
function readable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o755)
}
