import { builtProgram, goProgram, judgeProgram, kpt, kustomize } from './programs.ts'
import { outputOf } from './run.ts'

/** Builds what the tests run, so that a missing host fails them all at once and by its name. */
export default function setup(): void {
  outputOf('npm', ['run', '--silent', 'build'])
  kustomize()
  kpt()
  judgeProgram()
  builtProgram()
  goProgram('flux')
}
