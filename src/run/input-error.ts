/** Why the input, a file or the command line could not be read, or a file not be written: one sentence for the user, exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** Why a function that is not ours failed: one sentence for the user, exit code 1. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError'
}
