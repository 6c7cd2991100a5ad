import type { SecurityProfile } from '../api/security-profile.ts'
import { suggestion } from '../api/suggestion.ts'
import { InputError } from '../run/input-error.ts'
import { type CommandName, commandNames, commands } from './commands.ts'
import { namedShell } from './completion-scripts.ts'
import type { OptionName, OutputFormat } from './options.ts'
import type { Command, Configured } from './parsed-command.ts'
import { type OptionValues, optionValues, typedWords } from './typed-options.ts'

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
    case 'render': {
      const paths = namedPaths(name, rest)
      return paths
        ? { name, paths, dryRun: values['dry-run'] !== undefined, ...told(values) }
        : { name: 'fn', implied: false, ...streamed(values) }
    }
    case 'check': {
      const paths = namedPaths(name, rest)
      return { name, ...(paths && { paths }), ...told(values) }
    }
    case 'explain':
      if (rest[0] === 'tenant') return explainedTenant(rest.slice(1), values)
      if (values.config !== undefined) {
        throw new InputError('`explain` must be given `--config` only with `tenant NAME`.')
      }
      if (rest[1] !== undefined) {
        throw new InputError(
          `\`explain\` must be given one topic, and "${rest[1]}" is a second one.`,
        )
      }
      return { name, ...(rest[0] !== undefined && { topic: rest[0] }) }
    case 'completion':
      return { name, shell: namedShell(rest) }
  }
}

function commandName(word: string): CommandName {
  if (Object.hasOwn(commands, word)) return word as CommandName
  throw new InputError(`Unknown command "${word}"${suggestion(word, commandNames) || '.'}`)
}

function refuseForeignOptions(name: CommandName, values: OptionValues): void {
  const taken: readonly OptionName[] = commands[name].options
  const foreign = (Object.keys(values) as OptionName[]).find((option) => !taken.includes(option))
  if (foreign === undefined) return
  throw new InputError(
    name === 'fn' && foreign === 'output'
      ? streamsHaveResults('fn')
      : `\`${name}\` has no option \`--${foreign}\`.`,
  )
}

function streamsHaveResults(typed: string): string {
  return `\`${typed}\` must not be given \`--output\`: its stdout is the list, and the results of a ResourceList are in it.`
}

/** The folders and files of a command; undefined for stdin. */
function namedPaths(name: CommandName, paths: readonly string[]): readonly string[] | undefined {
  if (paths.length === 0) {
    throw new InputError(
      `\`${name}\` must be told what to read: folders or files, as in \`flux-tenancy ${name} clusters/production\`, or \`-\` for stdin.`,
    )
  }
  if (!paths.includes('-')) return paths
  if (paths.length === 1) return undefined
  throw new InputError(`\`${name}\` must be given either one "-", which is stdin, or paths.`)
}

function explainedTenant([tenant, ...typed]: readonly string[], values: OptionValues): Command {
  if (tenant === undefined) {
    throw new InputError(
      '`explain tenant` must be given the name of a Tenant, as in `flux-tenancy explain tenant team-a clusters/production`.',
    )
  }
  const paths = namedPaths('explain', typed.length > 0 ? typed : ['.'])
  const { config } = configured(values)
  return {
    ...{ name: 'explain tenant', tenant },
    ...(paths && { paths }),
    ...(config !== undefined && { config }),
  }
}

/** The options of a command that writes what it was given to stdout. */
function streamed(values: OptionValues): Configured {
  if (values.output !== undefined) throw new InputError(streamsHaveResults('render -'))
  if (values['dry-run'] === undefined) return configured(values)
  throw new InputError(
    '`render -` must not be given `--dry-run`: it writes to stdout and changes no file.',
  )
}

function told(values: OptionValues): Configured & { readonly output: OutputFormat } {
  return { output: (values.output ?? 'text') as OutputFormat, ...configured(values) }
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
