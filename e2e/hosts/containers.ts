import { resolve } from 'node:path'
import { buildah, podman, runc } from './programs.ts'
import { type Finished, outputOf, type RunOptions, run } from './run.ts'

/** What kustomize, kpt, buildah and podman need so that containers run on this machine. */
export const containerEnvironment = {
  CONTAINERS_CONF: resolve('e2e', 'hosts', 'containers.conf'),
  // the first name counts in kpt until v1.0.0-beta.58, the second one since
  KPT_FN_RUNTIME: 'podman',
  KRM_FN_RUNTIME: 'podman',
  PATH: `${resolve('e2e', 'hosts', 'bin')}:${process.env['PATH']}`,
}

/** What a pipeline that trusts nobody gives a container: nothing. The uid is one that no file knows. */
export const nothing = [
  ...['--network', 'none', '--read-only', '--read-only-tmpfs=false', '--cap-drop', 'all'],
  ...['--security-opt', 'no-new-privileges', '--user', '12345:12345'],
]

/**
 * Builds the Dockerfile of a folder into an image of this name. From nothing: with `--layers`, buildah 1.28 takes a label from an
 * older build though its argument has changed.
 */
export function buildImage(name: string, folder: string, args: readonly string[] = []): void {
  outputOf(
    buildah(),
    ['build', '--isolation', 'chroot', '--quiet', '--tag', name, ...args, folder],
    { env: containerEnvironment },
  )
}

/** The names of the images that are called `name`, by tag. */
export function imagesCalled(name: string): readonly string[] {
  const names = inBuildah([
    'images',
    '--format',
    '{{.Name}}:{{.Tag}}',
    '--filter',
    `reference=${name}`,
  ])
  return names.split('\n').filter((each) => each !== '')
}

export function removeImage(name: string): void {
  inBuildah(['rmi', '--force', name])
}

/** The files of an image, by path from its root: mode and owner, and what `find` calls its type. */
export function filesOfImage(name: string): string {
  const container = inBuildah(['from', '--pull-never', name])
  try {
    const root = inBuildah(['mount', container])
    return outputOf('find', [root, '-mindepth', '1', '-printf', '%P %y %m %u\n'])
  } finally {
    inBuildah(['rm', container])
  }
}

/** Runs podman to its end. */
export function runPodman(args: readonly string[], options: RunOptions = {}): Finished {
  runc()
  return run(podman(), args, { ...options, env: { ...containerEnvironment, ...options.env } })
}

function inBuildah(args: readonly string[]): string {
  return outputOf(buildah(), args, { env: containerEnvironment }).trim()
}
