import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump, safeLoad, safeLoadAll } from 'js-yaml'
import { Configs, type KubernetesObject } from 'kpt-functions'
import type { Example } from '../../functions/examples.ts'
import { execute } from '../../src/run/execute.ts'
import { toKptFunc } from '../../src/run/kpt-functions.ts'
import { fluxTenancy, withFluxTenancyOnPath } from './flux-tenancy.ts'
import { localDocuments, readKustomization, readResources, writeKustomization } from './package.ts'
import { kpt, kustomize } from './programs.ts'
import { type Finished, type RunOptions, run } from './run.ts'

/** What a host made of a package. */
export interface HostRun {
  readonly exitCode: number
  readonly stderr: string
  /** The objects as a stream of documents. */
  readonly text: string
  /** The function's results, where the host shows them. */
  readonly results?: readonly unknown[]
}

/** Runs the package in `folder`, a copy of `example`. */
export type Host = (folder: string, example: Example) => HostRun | Promise<HostRun>

export const fromKustomize = ({ stdout, stderr, exitCode }: Finished) => ({
  exitCode,
  stderr,
  text: stdout,
})

/** Builds a package whose kustomization may run functions. */
export function kustomizeBuild(folder: string): HostRun {
  const args = ['build', '--enable-alpha-plugins', '--enable-exec', folder]
  return withFluxTenancyOnPath((env) => fromKustomize(run(kustomize(), args, { env })))
}

/** Runs `kpt fn …` in place and reads back what it left. */
export function kptFn(
  folder: string,
  args: readonly string[],
  environment: RunOptions['env'] = {},
): HostRun {
  const resultsFolder = mkdtempSync(join(tmpdir(), 'results-'))
  try {
    const { stderr, exitCode } = withFluxTenancyOnPath((env) =>
      run(kpt(), ['fn', ...args, '--truncate-output=false', '--results-dir', resultsFolder], {
        env: { ...env, ...environment },
        cwd: folder,
      }),
    )
    const { items = [] } = safeLoad(readFileSync(join(resultsFolder, 'results.yaml'), 'utf8')) as {
      items?: readonly { results?: readonly unknown[] }[]
    }
    const results = items.flatMap((item) => item.results ?? [])
    return { exitCode, stderr, text: readResources(folder), results }
  } finally {
    rmSync(resultsFolder, { recursive: true, force: true })
  }
}

function pipe(folder: string): HostRun {
  const piped = (text: string) =>
    fromKustomize(fluxTenancy(['fn', '--config', join(folder, 'fn-config.yaml')], text))
  const written = readResources(folder)
  // kustomize leaves out what is for local use, as Tenants are
  if (localDocuments(written).length > 0) return piped(written)
  const { resources } = readKustomization(folder)
  writeKustomization(folder, { resources })
  const built = run(kustomize(), ['build', folder])
  return built.exitCode === 0 ? piped(built.stdout) : fromKustomize(built)
}

function library(folder: string, { config, kind }: Example): HostRun {
  const { stdout, stderr, exitCode } = execute(readResources(folder), {
    config: { name: 'fn-config.yaml', text: config },
    defaultKind: kind,
  })
  return { exitCode, stderr, text: stdout ?? '' }
}

async function kptFunc(folder: string, { config, kind }: Example): Promise<HostRun> {
  const configs = new Configs(
    safeLoadAll(readResources(folder)).filter(Boolean),
    safeLoad(config) as KubernetesObject,
  )
  await toKptFunc(kind)(configs)
  const results = configs.getResults()
  const errors = results.filter(({ severity }) => severity === 'error')
  const text = configs.getAll().map((object) => `---\n${dump(object, { lineWidth: -1 })}`)
  return {
    exitCode: errors.length > 0 ? 1 : 0,
    stderr: errors.map(({ message }) => message).join('\n'),
    text: text.join(''),
  }
}

/** The hosts of functions/hosts.yaml. */
export const hosts: Readonly<Record<string, Host>> = {
  'kustomize transformers': kustomizeBuild,
  'kustomize validators': kustomizeBuild,
  'kpt fn render': (folder) => kptFn(folder, ['render', '--allow-exec']),
  'kpt fn eval': (folder) =>
    kptFn(folder, ['eval', '--exec', 'flux-tenancy', '--fn-config', 'fn-config.yaml']),
  pipe,
  library,
  KptFunc: kptFunc,
}
