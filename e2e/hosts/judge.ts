import { judgeProgram } from './programs.ts'
import { outputOf } from './run.ts'

/** A stream of documents or a ResourceList, and the Flux release whose controllers would run it. */
export interface JudgeRequest {
  readonly flux: string
  readonly text: string
}

/** What is in force in one controller container, as pflag reads its arguments. */
export interface Verdict {
  readonly namespace: string
  readonly workload: string
  readonly container: string
  readonly controller: string
  /** The tenancy flags that this controller knows in this release, with the values in force. */
  readonly values: Readonly<Record<string, string>>
  /** Why the controller would not start; empty if it would. */
  readonly failure: string
}

/** The judge's verdicts on each request, in the order of the text. */
export function judge(requests: readonly JudgeRequest[]): readonly (readonly Verdict[])[] {
  return JSON.parse(outputOf(judgeProgram(), [], { stdin: JSON.stringify(requests) }))
}

/** The values in force by controller, of a text where each controller runs once. Throws if one would not start. */
export function valuesInForce(flux: string, text: string): Record<string, Verdict['values']> {
  const verdicts = judge([{ flux, text }])[0] ?? []
  for (const { controller, failure } of verdicts) {
    if (failure !== '') throw new Error(`${controller} would not start: ${failure}`)
  }
  return Object.fromEntries(verdicts.map(({ controller, values }) => [controller, values]))
}
