import type { SecurityProfile } from '../api/security-profile.ts'
import { suggestion } from '../api/suggestion.ts'
import { InputError } from '../run/input-error.ts'
import type { OptionName, OutputFormat } from './options.ts'
import { type OptionValues, optionValues, typedWords } from './typed-options.ts'
import { type CommandName, commandNames, commands } from './usage.ts'

/** What the command line asks for. */
export type Command =
  | { readonly name: 'help'; readonly of?: CommandName }
  | { readonly name: 'version' }
  | ({
      readonly name: 'fn' /** True where no command was typed. */
      readonly implied: boolean
    } & Configured)
  | ({ readonly name: 'check'; readonly output: OutputFormat } & Configured)
  | { readonly name: 'explain'; readonly topic?: string }

/** What commands that run a function take. */
export interface Configured {
  /** The file of `--config`. */
  readonly config?: string
  readonly securityProfile?: SecurityProfile
}

/** Commands of the design that this version does not have, and what to type instead. */
const laterCommands: ReadonlyMap<string, string> = new Map([
  [
    'render',
    '`render` is not in this version: use `kustomize build DIR | flux-tenancy fn --security-profile multi-tenant`.',
  ],
])

/** Reads a command line (without the program). Throws InputError with one sentence for what it cannot take. */
export function parseCommand(argv: readonly string[]): Command {
  const { tokens, positionals } = typedWords(argv)
  const [word, ...rest] = positionals
  // help wins over everything else on the line: who asks for it may not know how to write the rest
  if (tokens.some(({ name, value }) => name === 'help' && value === undefined)) return helpFor(word)
  const values = optionValues(tokens)
  if (values.version !== undefined) return { name: 'version' }
  if (word === 'help') return helpFor(rest[0])
  const name = word === undefined ? 'fn' : commandName(word)
  refuseForeignOptions(name, values)
  switch (name) {
    case 'fn':
      if (rest[0] !== undefined) {
        throw new InputError(`\`fn\` reads stdin and must not be given the argument "${rest[0]}".`)
      }
      return { name, implied: word === undefined, ...configured(values) }
    case 'check':
      refuseFolders(rest)
      return { name, output: (values.output ?? 'text') as OutputFormat, ...configured(values) }
    case 'explain':
      if (rest[1] !== undefined) {
        throw new InputError(
          `\`explain\` must be given one topic, and "${rest[1]}" is a second one.`,
        )
      }
      return { name, ...(rest[0] !== undefined && { topic: rest[0] }) }
  }
}

function commandName(word: string): CommandName {
  if (Object.hasOwn(commands, word)) return word as CommandName
  throw new InputError(
    laterCommands.get(word) ?? `Unknown command "${word}"${suggestion(word, commandNames) || '.'}`,
  )
}

function refuseForeignOptions(name: CommandName, values: OptionValues): void {
  const taken: readonly OptionName[] = commands[name].options
  const foreign = (Object.keys(values) as OptionName[]).find((option) => !taken.includes(option))
  if (foreign === undefined) return
  throw new InputError(
    name === 'fn' && foreign === 'output'
      ? '`fn` must not be given `--output`: its stdout is the list, and the results of a ResourceList are in it.'
      : `\`${name}\` has no option \`--${foreign}\`.`,
  )
}

function refuseFolders(paths: readonly string[]): void {
  const [path, second] = paths
  if (path === '-' && second === undefined) return
  throw new InputError(
    path === undefined
      ? '`check` must be told what to read: `kustomize build DIR | flux-tenancy check -`.'
      : `\`check\` reads no files or folders in this version: use \`kustomize build ${path === '-' ? second : path} | flux-tenancy check -\`.`,
  )
}

function helpFor(word: string | undefined): Command {
  return word !== undefined && Object.hasOwn(commands, word)
    ? { name: 'help', of: word as CommandName }
    : { name: 'help' }
}

function configured({ config, 'security-profile': profile }: OptionValues): Configured {
  return {
    ...(config !== undefined && { config }),
    ...(profile !== undefined && { securityProfile: profile as SecurityProfile }),
  }
}
