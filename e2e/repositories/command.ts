import { fluxTenancyIn } from '../hosts/flux-tenancy.ts'
import type { Finished } from '../hosts/run.ts'
import type { ExpectedError } from './verdicts.ts'

/** A result of `check --output json`, as far as it is read here. */
export interface CheckedResult {
  readonly message: string
  readonly severity: string
  readonly file?: { readonly path: string; readonly line?: number }
  readonly tags?: Readonly<Record<string, string>>
}

export interface Checked {
  readonly exitCode: number
  readonly stderr: string
  readonly errors: readonly CheckedResult[]
  /** How many files were passed over because they are no KRM YAML. */
  readonly leftAlone: number
}

/** Runs `check PATH` in the repository. Without JSON on stdout, there are no errors to show. */
export function check(root: string, path: string): Checked {
  const { stdout, stderr, exitCode } = fluxTenancyIn(root, ['check', path, '--output=json'])
  const { results = [], leftAlone = 0 } = stdout.startsWith('{')
    ? (JSON.parse(stdout) as { results?: readonly CheckedResult[]; leftAlone?: number })
    : {}
  const errors = results.filter(({ severity }) => severity === 'error')
  return { exitCode, stderr, errors, leftAlone }
}

/** Runs `render PATH` in the repository, in place. */
export function render(
  root: string,
  path: string,
  profile: 'multi-tenant' | 'single-tenant' = 'multi-tenant',
): Finished {
  return fluxTenancyIn(root, ['render', path, `--security-profile=${profile}`])
}

/** True if a result is the error that was expected. */
export function isExpected(
  expected: ExpectedError,
  { message, file, tags }: CheckedResult,
): boolean {
  const line = file?.line ?? 0
  const [first, last] = expected.lines ?? [line, line]
  return (
    oneOf(expected.class).includes(tags?.['class'] ?? '') &&
    new RegExp(expected.says, 'i').test(message) &&
    (expected.file === undefined ||
      oneOf(expected.file).some((path) => `${file?.path}/`.startsWith(`${path}/`))) &&
    line >= first &&
    line <= last
  )
}

function oneOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value
}
