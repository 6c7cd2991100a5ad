import type {
  ControllerStatus,
  FlagState,
  FlagStatus,
  InstallStatus,
} from '../functions/tenancy-status.ts'
import type { Result } from '../krm/result.ts'
import type { CheckReport } from '../run/check.ts'
import type { PackageReport } from '../run/package-types.ts'
import { printable, resultLine, sortedResults } from '../run/result-lines.ts'
import { definitions, page, section, table } from './layout.ts'
import type { ShownPath } from './shown-results.ts'

/**
 * What `check` prints for people of a stream: the flags of each controller by install, what was found, what stays open, and in
 * the last line the verdict.
 */
export function checkPage(report: CheckReport): string {
  const { installs, profile } = report
  return reportPage(
    report,
    installs,
    installs.map((install) => installText(install, profile, 'Flux')),
  )
}

/** The same of a repository: by cluster, and how many files were passed over. */
export function packagePage(report: PackageReport, shown: ShownPath): string {
  const { clusters, profile, leftAlone } = report
  const tables = clusters.flatMap(({ folder, installs }) =>
    installs.map((install) => installText(install, profile, `Flux of ${printable(shown(folder))}`)),
  )
  const others = `${leftAlone} ${leftAlone === 1 ? 'file is' : 'files are'} no KRM YAML and not checked.`
  return reportPage(
    report,
    clusters.flatMap(({ installs }) => installs),
    tables,
    leftAlone > 0 ? [others] : [],
  )
}

function reportPage(
  report: Verdict,
  installs: readonly InstallStatus[],
  tables: readonly string[],
  notes: readonly string[] = [],
): string {
  const findings = sortedResults(report.results).filter((result) => !isOpenPath(result))
  const open = openPathRows(installs)
  return page([
    ...tables,
    ...(findings.length > 0 ? [section('Findings', findings.map(resultLine))] : []),
    ...(open.length > 0
      ? [
          section(
            'No flag closes these (`flux-tenancy explain open-paths` tells what does)',
            definitions(open),
          ),
        ]
      : []),
    ...notes,
    verdict(report, installs.length > 0),
  ])
}

/** What the two reports have in common. */
type Verdict = Pick<CheckReport, 'passed' | 'profile' | 'results'>

function installText(
  { namespace, controllers }: InstallStatus,
  profile: CheckReport['profile'],
  name: string,
): string {
  const place = namespace === '' ? 'without a namespace' : `in namespace "${printable(namespace)}"`
  const head = ['CONTROLLER', 'VERSION', 'FLAG', 'WANTED', 'PRESENT', 'STATE']
  return section(
    `${name} ${place}, ${profile ?? 'no profile'}`,
    table([head, ...controllers.flatMap(controllerRows)]),
  )
}

/** One row a flag; the controller is named in the first. */
function controllerRows(status: ControllerStatus): readonly (readonly string[])[] {
  const { flags } = status
  const rows = flags.length > 0 ? flags.map(flagCells) : [['-', '-', '-', 'no flag of the profile']]
  return rows.map((cells, at) => [...(at === 0 ? controllerCells(status) : ['', '']), ...cells])
}

function controllerCells(status: ControllerStatus): readonly string[] {
  const { controller, resourceRef, version, versionOrigin, isOperated } = status
  const name = resourceRef.name === controller ? controller : `${controller} (${resourceRef.name})`
  const origin = versionOrigin && ` (${versionOrigin})`
  return [
    printable(isOperated ? `${name}, by flux-operator` : name),
    `${version ?? 'unknown'}${origin ?? ''}`,
  ]
}

function flagCells(flag: FlagStatus): readonly string[] {
  const { wanted, present, state, since } = flag
  const why = since === undefined ? '' : `, but since Flux ${since}`
  return [`--${flag.flag}`, wanted ?? '-', printable(present ?? '-'), stateTexts[state] + why]
}

/** Each state, with the reason where the word alone is not one. */
const stateTexts: Readonly<Record<FlagState, string>> = {
  'in-force': 'in force',
  missing: 'missing',
  'other-value': 'another value',
  uncertain: 'uncertain: it depends on what another argument is',
  unwanted: 'must not be set',
  'not-in-this-version': 'not in this version',
  unknown: 'unknown: the version or the arguments cannot be read',
}

/** Every path once, however many installs have it. */
function openPathRows(installs: readonly InstallStatus[]): readonly (readonly [string, string])[] {
  const paths = new Map(
    installs.flatMap(({ openPaths }) => openPaths.map((path) => [path.id, path])),
  )
  return [...paths.values()].map(({ id, what, here, until }) => [
    id,
    [what, here && printable(here), until && `Closed in Flux ${until}.`]
      .filter((part) => part)
      .join(' '),
  ])
}

function isOpenPath({ tags }: Result): boolean {
  return tags?.['rule'] === 'open-path'
}

function verdict({ passed, profile, results }: Verdict, hasControllers: boolean): string {
  if (passed && !hasControllers) {
    return 'pass: all that was there is as it has to be; no controller was there to check.'
  }
  if (passed) return `pass: every controller is as ${profile} wants it.`
  const errors = results.filter(({ severity }) => severity === 'error').length
  const count = errors === 1 ? '1 error' : `${errors} errors`
  return profile === undefined
    ? `fail: ${count}, and nothing was checked.`
    : `fail: ${count}, so this is not known to be what ${profile} wants.`
}
