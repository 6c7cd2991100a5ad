import type { SecurityProfile } from '../api/security-profile.ts'
import type { CommandName } from './commands.ts'
import type { namedShell } from './completion-scripts.ts'
import type { OutputFormat } from './options.ts'

/** What the command line asks for. */
export type Command =
  | { readonly name: 'help'; readonly of?: CommandName }
  | { readonly name: 'version' }
  | ({ readonly name: 'fn' } & FnCommand)
  | ({ readonly name: 'render' } & RenderCommand)
  | ({ readonly name: 'check' } & CheckCommand)
  | { readonly name: 'explain'; readonly topic?: string }
  | ({ readonly name: 'explain tenant' } & ExplainTenantCommand)
  | { readonly name: 'completion'; readonly shell: ReturnType<typeof namedShell> }

/** What commands that run a function take. */
export interface Configured {
  /** The file of `--config`. */
  readonly config?: string
  readonly securityProfile?: SecurityProfile
}

/** A run as a function, from stdin to stdout. */
interface FnCommand extends Configured {
  /** True where no command was typed. */
  readonly implied: boolean
}

/** Folders and files that are changed in place, or in a dry run shown as a diff. */
export interface RenderCommand extends Configured {
  readonly paths: readonly string[]
  readonly dryRun: boolean
  readonly output: OutputFormat
}

/** What is checked, and how it is told. */
export interface CheckCommand extends Configured {
  /** Folders and files; absent: stdin. */
  readonly paths?: readonly string[]
  readonly output: OutputFormat
}

/** The Tenant that is explained, and where it is. */
export interface ExplainTenantCommand extends Pick<Configured, 'config'> {
  /** Its name. */
  readonly tenant: string
  /** Folders and files; absent: stdin. */
  readonly paths?: readonly string[]
}
