import { spawnSync } from 'node:child_process'

/** What a finished process left. `exitCode` is -1 if a signal ended it. */
export interface Finished {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface RunOptions {
  /** Standard input; without it the process finds it closed. */
  readonly stdin?: string
  readonly cwd?: string
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

const largestOutput = 1 << 28

/** Runs a program to its end. Throws only if it cannot be started. */
export function run(
  program: string,
  args: readonly string[],
  { stdin, cwd, env }: RunOptions = {},
): Finished {
  const { stdout, stderr, status, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: largestOutput,
    input: stdin ?? '',
    ...(cwd !== undefined && { cwd }),
  })
  if (error) throw new Error(`${program} cannot be run: ${error.message}`)
  return { stdout, stderr, exitCode: status ?? -1 }
}

/** Standard output of a program that has to succeed. Throws with its standard error if it does not. */
export function outputOf(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): string {
  const { stdout, stderr, exitCode } = run(program, args, options)
  if (exitCode !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with exit code ${exitCode}: ${stderr}`)
  }
  return stdout
}
