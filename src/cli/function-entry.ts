import type { FunctionKind } from '../functions/registry.ts'
import { failure } from '../run/failure.ts'
import { InputError } from '../run/input-error.ts'
import type { Outcome } from '../run/outcome.ts'
import { fn } from './fn.ts'
import type { Inputs } from './inputs.ts'
import { functionHelp } from './usage.ts'
import { version } from './version.ts'

/**
 * An executable that is one function, for `exec:` and containers: stdin through the function of `defaultKind`. It takes
 * one argument, the file of a configuration, which is how kustomize calls a legacy exec plugin.
 */
export async function runFunctionEntry(
  defaultKind: FunctionKind,
  argv: readonly string[],
  inputs: Inputs,
): Promise<Outcome> {
  try {
    if (argv.includes('--help') || argv.includes('-h')) return printed(functionHelp(defaultKind))
    if (argv.includes('--version') || argv.includes('-v')) return printed(`${version}\n`)
    const [config, second] = argv
    if (config?.startsWith('-') || second !== undefined) {
      throw new InputError(
        `"${second ?? config}" must not be given: the only argument is the file of a configuration.`,
      )
    }
    return await fn({ ...(config !== undefined && { config }) }, inputs, defaultKind)
  } catch (error) {
    return failure(error)
  }
}

function printed(stdout: string): Outcome {
  return { stdout, stderr: '', exitCode: 0 }
}
