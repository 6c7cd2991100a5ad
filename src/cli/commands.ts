import type { ConfigKind } from '../api/schema.ts'
import { shells } from './completion-scripts.ts'
import type { OptionName } from './options.ts'
import { nameable, topics } from './topics.ts'

/** A command as help shows it. */
export interface CommandUsage {
  /** What stands for its argument in help; undefined where it takes none. */
  readonly argument?: string
  readonly summary: string
  /** What a shell offers for its argument: paths, topics of `explain`, or these words; absent: nothing. */
  readonly completes?: 'files' | 'topics' | readonly string[]
  readonly options: readonly OptionName[]
  /** The kind that configures it, whose fields its help page lists; absent where another page does. */
  readonly kind?: ConfigKind
  /** Paragraphs for the command's own help page. */
  readonly notes: readonly string[]
  /** Lines that can be pasted. */
  readonly examples: readonly string[]
}

/** Every command. The parser, the help text and the tests read this table. */
export const commands = {
  fn: {
    summary: 'run as a KRM function: a list on stdin, the changed list on stdout',
    options: ['config', 'security-profile'],
    kind: 'FluxTenancy',
    notes: [
      'A ResourceList comes back as a ResourceList, a stream of documents as a stream of documents; what is not meant to change comes back byte for byte. This is also what runs when something is piped in and no command is given.',
      'On an error nothing is changed: a ResourceList comes back with its results, for a stream nothing is printed. Results go to stderr; those of a ResourceList are in the list, and only its errors go to stderr too, unless kustomize asks, which shows no others.',
    ],
    examples: [
      'kustomize build clusters/production | flux-tenancy fn --security-profile multi-tenant > locked.yaml',
      'kpt fn source . | flux-tenancy fn --config fn-config.yaml | kpt fn sink out',
    ],
  },
  render: {
    argument: 'PATH…|-',
    summary: 'lock the Flux installs in folders, in place, or take the lock back',
    completes: 'files',
    options: ['config', 'security-profile', 'dry-run', 'output'],
    notes: [
      'PATH is a folder or a file. Reads the YAML files of the repository around it (the nearest `.git`, else PATH itself), hidden ones too, as Flux does. Left out are `.git`, `.github`, `.circleci`, `node_modules`, files of CI services such as `.travis.yml`, and what `.krmignore` names; what is left out is read where it is PATH, or where a kustomization names it. Only files in PATH are written.',
      'On an error nothing is written. Otherwise each file that changes is replaced whole, and no other is touched. What was written stands on stdout, what was found on stderr, with paths as from where you stand. In JSON paths start at the root of the repository.',
      'With `-` it is `fn`: a stream on stdin, the changed stream on stdout.',
    ],
    examples: [
      'flux-tenancy render clusters/production --security-profile multi-tenant',
      'flux-tenancy render clusters/production --security-profile multi-tenant --dry-run',
      'flux-tenancy render clusters/production --security-profile single-tenant',
    ],
  },
  check: {
    argument: 'PATH…|-',
    summary: 'say whether folders, or manifests on stdin, are locked, controller by controller',
    completes: 'files',
    options: ['config', 'security-profile', 'output'],
    notes: [
      'Reads folders and files as `render` does and writes nothing; with `-` a ResourceList or a stream of documents. Without a profile and without a FluxTenancy among the objects it checks for multi-tenant.',
    ],
    examples: [
      'flux-tenancy check clusters/production',
      'kustomize build clusters/production | flux-tenancy check -',
      'flux install --export | flux-tenancy check - --output json',
    ],
  },
  explain: {
    argument: '[TOPIC | tenant NAME [PATH…|-]]',
    summary: 'tell what is set, found and left open, why, and since which version',
    completes: 'topics',
    options: ['config'],
    notes: [
      `Topics: ${topics.map(({ name }) => name).join(', ')}; or the name of ${nameable}.`,
      'With `tenant NAME` it tells every value that counts for that Tenant, and where it is from: the Tenant itself, `tenantDefaults` of the configuration, or a default. It reads folders and files as `render` does, the current folder where none is named; with `-` a ResourceList or a stream of documents.',
    ],
    examples: [
      'flux-tenancy explain rules',
      'flux-tenancy explain no-cross-namespace-refs',
      'flux-tenancy explain tenant team-a clusters/production',
    ],
  },
  completion: {
    argument: shells.join('|'),
    summary: 'print the script by which a shell completes what is typed',
    completes: shells,
    options: [],
    notes: [
      'The script asks the program, so it need not be made anew for a new version. In zsh `compinit` must have run before. As a plugin of the Flux CLI the program is completed by the script of `flux completion`, which asks it too.',
    ],
    examples: [
      'source <(flux-tenancy completion bash)',
      'source <(flux-tenancy completion zsh)',
      'flux-tenancy completion fish | source',
    ],
  },
} as const satisfies Record<string, CommandUsage>

export type CommandName = keyof typeof commands

export const commandNames = Object.keys(commands) as readonly CommandName[]
