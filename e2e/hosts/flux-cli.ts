import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { goProgram } from './programs.ts'
import { type Finished, run } from './run.ts'

/** Runs the real `flux` with a home of its own, so that it finds no cluster and no settings of whoever runs the tests. */
export function flux(args: readonly string[]): Finished {
  const home = mkdtempSync(join(tmpdir(), 'flux-'))
  try {
    return run(goProgram('flux'), args, { env: { HOME: home, KUBECONFIG: join(home, 'none') } })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
