import type { SecurityProfile } from '../api/security-profile.ts'
import { type FunctionKind, runFunction } from '../functions/registry.ts'
import { answer } from './answer.ts'
import { functionConfigOf } from './configuration.ts'
import { failure } from './failure.ts'
import type { Outcome } from './outcome.ts'
import { type ConfigFile, readInput } from './read-input.ts'

/** What the caller says of a run, beside the input. */
export interface ExecuteOptions {
  /** A configuration that counts in place of the list's functionConfig. */
  readonly config?: ConfigFile
  /** In place of the profile that the configuration says. */
  readonly securityProfile?: SecurityProfile
  /** The function that runs where the configuration does not tell: a ConfigMap, or none. */
  readonly defaultKind: FunctionKind
}

/**
 * Runs a function from text to text: a ResourceList gives a ResourceList, a stream of documents gives a stream of
 * documents. Never throws: an input that cannot be read is an outcome with exit code 2.
 */
export function execute(text: string, options: ExecuteOptions): Outcome {
  try {
    const source = readInput(text)
    const functionConfig = functionConfigOf(source, options)
    const { items } = source
    return answer(source, runFunction({ items, functionConfig, results: [] }, options.defaultKind))
  } catch (error) {
    return failure(error)
  }
}
