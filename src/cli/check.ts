import { stderrText } from '../run/answer.ts'
import { type CheckReport, checkText } from '../run/check.ts'
import type { Outcome } from '../run/outcome.ts'
import { checkPackage, wantedPaths } from '../run/package.ts'
import type { PackageReport } from '../run/package-types.ts'
import { checkPage, packagePage } from './check-page.ts'
import { given } from './fn.ts'
import type { CommandInputs } from './inputs.ts'
import { jsonText } from './json-text.ts'
import type { CheckCommand } from './parsed-command.ts'
import { type ShownPath, withShownFiles } from './shown-results.ts'

/** `flux-tenancy check PATH…|-`: what is locked, as a page for people or as one JSON document for machines. */
export async function check(command: CheckCommand, inputs: CommandInputs): Promise<Outcome> {
  const options = given(command, inputs)
  if (command.paths === undefined) {
    const report = checkText(await inputs.readStdin(), options)
    return told(report, command, checkPage, (path) => path)
  }
  const { root, input } = inputs.readPackage(command.paths, wantedPaths)
  const report = checkPackage(input, options)
  return told(report, command, packagePage, (path) => inputs.shownPath(root, path))
}

function told<Report extends CheckReport | PackageReport>(
  report: Report,
  { output }: CheckCommand,
  pageOf: (report: Report, shown: ShownPath) => string,
  shown: ShownPath,
): Outcome {
  const exitCode = report.passed ? 0 : 1
  const results = withShownFiles(report.results, shown)
  if (output === 'text') {
    return { stdout: pageOf({ ...report, results }, shown), stderr: '', exitCode }
  }
  // stdout is for a machine then, so people are told the cause apart
  const errors = results.filter(({ severity }) => severity === 'error')
  return { stdout: jsonText(report), stderr: stderrText(errors), exitCode }
}
