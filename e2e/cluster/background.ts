import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setpriv } from '../hosts/programs.ts'

/** A program that runs beside the test. */
export interface Background {
  /** Its exit code once it ended; -1 if a signal ended it. */
  readonly exited: Promise<number>
  isRunning(): boolean
  /** What it wrote to standard output and standard error. */
  log(): string
  /** Ends it, with its own clean-up if it has one and is quick about it. */
  stop(): Promise<void>
}

export interface BackgroundOptions {
  /** The file that takes its output. */
  readonly logFile: string
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

const patience = 5_000

/** Starts a program. It ends with this process, however that ends. */
export function startBackground(
  program: string,
  args: readonly string[],
  { logFile, env }: BackgroundOptions,
): Background {
  const output = openSync(logFile, 'w')
  const child = spawn(setpriv(), ['--pdeathsig', 'KILL', program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let isRunning = true
  const exited = new Promise<number>((resolve) => {
    child.on('error', () => resolve(-1))
    child.on('exit', (code) => resolve(code ?? -1))
  }).finally(() => {
    isRunning = false
  })
  return {
    exited,
    isRunning: () => isRunning,
    log: () => readFileSync(logFile, 'utf8'),
    stop: async () => {
      child.kill('SIGTERM')
      const impatient = setTimeout(() => child.kill('SIGKILL'), patience)
      await exited
      clearTimeout(impatient)
    },
  }
}
