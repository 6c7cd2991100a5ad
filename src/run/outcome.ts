/**
 * How a run ended. 0: done. 1: an error result, or a check that falls short. 2: usage, or input that could not be read.
 * Orchestrators know only zero and the rest; the numbers are for people's scripts.
 */
export type ExitCode = 0 | 1 | 2

/** What a run leaves behind, as text: nothing has been written yet. */
export interface Outcome {
  /** Undefined: nothing may be written, since a part of an answer would be taken for the whole. */
  readonly stdout: string | undefined
  /** Lines for people, each ended by a newline; the first is the cause. Empty where there is nothing to say. */
  readonly stderr: string
  readonly exitCode: ExitCode
}
