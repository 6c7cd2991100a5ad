import { stderrText } from '../run/answer.ts'
import { checkText } from '../run/check.ts'
import type { Outcome } from '../run/outcome.ts'
import type { Configured } from './args.ts'
import { checkPage } from './check-page.ts'
import { given } from './fn.ts'
import type { Inputs } from './inputs.ts'
import type { OutputFormat } from './options.ts'

/** `flux-tenancy check -`: what is locked, as a page for people or as one JSON document for machines. */
export async function check(
  command: Configured & { readonly output: OutputFormat },
  inputs: Inputs,
): Promise<Outcome> {
  const options = given(command, inputs)
  const report = checkText(await inputs.readStdin(), options)
  const exitCode = report.passed ? 0 : 1
  if (command.output === 'text') return { stdout: checkPage(report), stderr: '', exitCode }
  // stdout is for a machine then, so people are told the cause apart
  const errors = report.results.filter(({ severity }) => severity === 'error')
  const stdout = `${JSON.stringify(report, printableNumber, 2)}\n`
  return { stdout, stderr: stderrText(errors), exitCode }
}

/** Integers beyond 2^53 have no exact form in JSON readers: their digits are kept as text. */
function printableNumber(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
