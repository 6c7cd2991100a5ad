import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { executable } from './executable.ts'
import { type Finished, run } from './run.ts'

/** The path of the command line as one file for Node, which the test set-up builds. */
export const built = resolve('dist', 'flux-tenancy.js')

/** How the two builds of the same source are started. */
export const builds = {
  'the bundle': [process.execPath, built],
  'the executable': [executable()],
} as const

/** Runs the built command line on `stdin`. */
export function fluxTenancy(args: readonly string[], stdin: string): Finished {
  return run(process.execPath, [built, ...args], { stdin })
}

/** Runs the built command line in a folder, with nothing piped in. */
export function fluxTenancyIn(folder: string, args: readonly string[]): Finished {
  return run(process.execPath, [built, ...args], { cwd: folder })
}

/** Runs `work` with an environment where `flux-tenancy` is on PATH, as after an installation. */
export function withFluxTenancyOnPath<Value>(work: (env: { PATH: string }) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'flux-tenancy-'))
  try {
    symlinkSync(built, join(folder, 'flux-tenancy'))
    return work({ PATH: `${folder}:${process.env['PATH']}` })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
