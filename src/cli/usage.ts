import { apiVersion } from '../api/group.ts'
import { type ConfigKind, kinds } from '../api/schema.ts'
import { type CommandName, type CommandUsage, commandNames, commands } from './commands.ts'
import { fieldRows } from './kind-topics.ts'
import { definitions, page, section, wrapped } from './layout.ts'
import { type OptionName, type OptionUsage, options } from './options.ts'
import { version } from './version.ts'

const exitCodes = [
  ['0', 'done'],
  ['1', 'an error result, or a check that falls short'],
  ['2', 'usage, or input that could not be read'],
] as const

/** The help text: of everything, or of one command. Ends with a newline. */
export function helpText(name?: CommandName): string {
  return name === undefined ? overview() : commandHelp(name, commands[name])
}

/** How a command is typed: `flux-tenancy fn [--config FILE] [--security-profile PROFILE]`. */
export function synopsis(name: CommandName): string {
  const command: CommandUsage = commands[name]
  const typed = command.options.map((option) => `[${optionSyntax(option)}]`)
  return ['flux-tenancy', name, command.argument, ...typed].filter((part) => part).join(' ')
}

/**
 * The help text of an executable that is one function, a file of dist/ which the package installs no command for; `kpt fn doc` prints
 * it. As `exec` the command runs, which is every function.
 */
export function functionHelp(kind: ConfigKind): string {
  const program = kind.toLowerCase()
  return page([
    `${program} ${version}: ${kinds[kind].summary}`,
    section('Usage', [`node ${program}.js [CONFIG] < resource-list.yaml > changed.yaml`]),
    wrapped(
      'A KRM function for kustomize and kpt: a ResourceList or a stream of documents on stdin comes back on stdout, and what is not meant to change comes back byte for byte. CONFIG is a file whose object counts in place of the functionConfig. `flux-tenancy explain` tells what is set and found, and why.',
    ).join('\n'),
    section('Configuration', [
      `apiVersion: ${apiVersion}`,
      `kind: ${kind}`,
      'metadata:',
      '  name: production',
      '  annotations:',
      '    config.kubernetes.io/function: |',
      '      exec:',
      '        path: flux-tenancy',
      'spec:',
      '  securityProfile: multi-tenant',
    ]),
    fieldSection(kind),
    section('Exit codes', definitions(exitCodes)),
  ])
}

function overview(): string {
  return page([
    `flux-tenancy ${version}: makes a Flux cluster multi-tenant, before anything is committed or applied.`,
    section('Usage', commandNames.map(synopsis)),
    section('Commands', definitions(commandNames.map((name) => [name, commands[name].summary]))),
    section('Options', optionTable(Object.keys(options) as OptionName[])),
    section(
      'Examples',
      commandNames.flatMap((name) => commands[name].examples),
    ),
    section('Exit codes', definitions(exitCodes)),
    'Flux runs no functions itself: commit what this writes, or apply what it prints.',
  ])
}

function commandHelp(name: CommandName, command: CommandUsage): string {
  return page([
    `flux-tenancy ${name}: ${command.summary}`,
    section('Usage', [synopsis(name)]),
    ...command.notes.map((note) => wrapped(note).join('\n')),
    section('Options', optionTable([...command.options, 'help'])),
    ...(command.kind ? [fieldSection(command.kind)] : []),
    section('Examples', command.examples),
    section('Exit codes', definitions(exitCodes)),
  ])
}

function fieldSection(kind: ConfigKind): string {
  return section(`Fields of a ${kind}`, definitions(fieldRows(kind)))
}

function optionTable(names: readonly OptionName[]): readonly string[] {
  return definitions(
    names.map((name) => {
      const { short, values, summary }: OptionUsage = options[name]
      const allowed = values ? `${values.join(' or ')}: ` : ''
      return [`${short ? `-${short}, ` : ''}${optionSyntax(name)}`, `${allowed}${summary}`]
    }),
  )
}

function optionSyntax(name: OptionName): string {
  const { value }: OptionUsage = options[name]
  return value === undefined ? `--${name}` : `--${name} ${value}`
}
