import { securityProfiles } from '../api/security-profile.ts'

/** An option of the command line: how it is typed, and the line that help shows. */
export interface OptionUsage {
  /** What stands for its value in help; undefined for a switch. */
  readonly value?: string
  /** All values that it takes; undefined where any text will do. */
  readonly values?: readonly string[]
  /** Its one-letter form. */
  readonly short?: string
  readonly summary: string
}

/** Every option, by its name without the dashes. The parser, the help text and the tests read this table. */
export const options = {
  config: {
    value: 'FILE',
    summary:
      'a FluxTenancy, TenancyCheck or ConfigMap; it counts in place of the functionConfig, or of the one among the files',
  },
  'security-profile': {
    value: 'PROFILE',
    values: securityProfiles,
    summary: 'in place of what the configuration says',
  },
  output: {
    value: 'FORMAT',
    values: ['text', 'json'],
    summary: 'what is printed on stdout; text is the default',
  },
  'dry-run': { summary: 'print a unified diff for `git apply` and write nothing' },
  help: { short: 'h', summary: 'print help and exit; nothing is read' },
  version: { short: 'v', summary: 'print the version and exit; nothing is read' },
} as const satisfies Record<string, OptionUsage>

export type OptionName = keyof typeof options

/** The formats of `--output`. */
export type OutputFormat = (typeof options.output.values)[number]
