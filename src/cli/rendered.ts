import type { WriteReport } from '../host/folder-write.ts'
import type { Files } from '../krm/files.ts'
import { type Result, severities } from '../krm/result.ts'
import type { Outcome } from '../run/outcome.ts'
import type { PackageOutcome } from '../run/package-types.ts'
import { printable } from '../run/result-lines.ts'
import { jsonText } from './json-text.ts'
import type { ShownPath } from './shown-results.ts'
import { unifiedDiff } from './unified-diff.ts'

/** A run of `render` that is over. */
export interface Rendered {
  /** The texts that were read. */
  readonly files: Files
  readonly outcome: PackageOutcome
  readonly report: WriteReport
  readonly isDryRun: boolean
}

/** For people: on stdout a line for each file that was written, or the diff; on stderr what went wrong and the counts. */
export function renderedText(rendered: Rendered, shown: ShownPath): Outcome {
  const { files, outcome, report, isDryRun } = rendered
  const lines = report.written.map(
    (path) => `${changeOf(files, outcome, path)} ${printable(shown(path))}\n`,
  )
  return {
    stdout: isDryRun ? diffOf(rendered, shown) : lines.join(''),
    stderr: `${problemText(report)}flux-tenancy: ${summary(rendered)}.\n`,
    exitCode: exitCodeOf(rendered),
  }
}

/** For machines: one JSON document, whose paths start at the repository's root. */
export function renderedJson(rendered: Rendered, shown: ShownPath): Outcome {
  const { files, outcome, report, isDryRun } = rendered
  const changes = [...outcome.changes.keys()].map((path) => ({
    path,
    change: changeOf(files, outcome, path),
    written: report.written.includes(path),
  }))
  const { results, leftAlone } = outcome
  const diff = isDryRun ? { diff: diffOf(rendered, shown) } : {}
  const stdout = jsonText({ changes, ...diff, leftAlone, results })
  return { stdout, stderr: problemText(report), exitCode: exitCodeOf(rendered) }
}

function changeOf(files: Files, { changes }: PackageOutcome, path: string) {
  if (changes.get(path) === null) return 'removed'
  return files.has(path) ? 'changed' : 'added'
}

/** With names as from where the user stands, so that `git apply` takes it there; `..` it takes nowhere. */
function diffOf({ files, outcome }: Rendered, shown: ShownPath): string {
  const paths = [...outcome.changes.keys()]
  const isBelow = paths.every((path) => !shown(path).startsWith('../'))
  return unifiedDiff(files, outcome.changes, isBelow ? shown : (path) => path)
}

function problemText({ problem }: WriteReport): string {
  return problem === undefined ? '' : `flux-tenancy: error: ${printable(problem)}\n`
}

function exitCodeOf({ outcome, report }: Rendered): Outcome['exitCode'] {
  return report.problem === undefined ? outcome.exitCode : 2
}

/** `2 files changed; 1 error, 3 warnings; 12 files left alone, since they are no KRM YAML`. */
function summary({ outcome, report, isDryRun }: Rendered): string {
  const { changes, results, leftAlone } = outcome
  const written = report.written.length
  const ofAll = report.problem === undefined ? '' : ` of ${changes.size}`
  const files = isDryRun
    ? `${count(changes.size, 'file')} to change`
    : `${count(written, 'file', ofAll)} changed`
  const others = `${count(leftAlone, 'file')} left alone, since ${leftAlone === 1 ? 'it is' : 'they are'} no KRM YAML`
  return [files, resultCounts(results), leftAlone > 0 ? others : ''].filter(Boolean).join('; ')
}

function resultCounts(results: readonly Result[]): string {
  return severities
    .map((severity) => [severity, results.filter((each) => each.severity === severity)] as const)
    .filter(([, found]) => found.length > 0)
    .map(([severity, found]) => count(found.length, severity))
    .join(', ')
}

function count(number: number, what: string, ofAll = ''): string {
  return `${number}${ofAll} ${what}${number === 1 && ofAll === '' ? '' : 's'}`
}
