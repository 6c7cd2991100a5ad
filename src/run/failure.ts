import { YamlError } from '../yaml/yaml-error.ts'
import { FunctionError, InputError } from './input-error.ts'
import type { ExitCode, Outcome } from './outcome.ts'
import { printable } from './result-lines.ts'

/**
 * The outcome of a run that threw: nothing on stdout, one sentence on stderr. Only what no user can have caused, a
 * bug, shows its stack below the sentence.
 */
export function failure(error: unknown): Outcome {
  if (error instanceof InputError) return failed(2, error.message)
  if (error instanceof YamlError) return failed(2, withPosition(error, 'Input'))
  if (error instanceof FunctionError) return failed(1, error.message)
  const stack = error instanceof Error ? `${error.stack}\n` : ''
  const outcome = failed(1, `Internal error: ${error instanceof Error ? error.message : error}`)
  return { ...outcome, stderr: outcome.stderr + stack }
}

/** A YamlError's sentence with its place in `source`, lines and columns from 1. */
export function withPosition({ message, line, column }: YamlError, source: string): string {
  return `${source}, line ${line}, column ${column}: ${message}`
}

function failed(exitCode: ExitCode, message: string): Outcome {
  return { stdout: undefined, stderr: `flux-tenancy: error: ${printable(message)}\n`, exitCode }
}
