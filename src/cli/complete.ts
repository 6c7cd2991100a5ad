import { type CommandName, type CommandUsage, commandNames, commands } from './commands.ts'
import { type OptionName, type OptionUsage, options } from './options.ts'
import { topics } from './topics.ts'

/** The word that shells, and the Flux CLI for its plugins, put before a command line that is being typed. */
export const completeCommand = '__complete'

/** What is offered for a word: a candidate with a line about it, or files. */
type Offer =
  | { readonly words: readonly Candidate[] }
  /** The shell's own completion of files; of those with an extension, if any is named. */
  | { readonly extensions: readonly string[] }

type Candidate = readonly [word: string, summary?: string]

/** Bits of the last line of an answer. Source: spf13/cobra completions.go, ShellCompDirective. */
const noFiles = 4
const filesByExtension = 8

/**
 * The answer to `__complete WORD… LAST`: a line for each candidate that begins with LAST, which may be empty, with a tab before
 * what is said of it; then `:` and what the shell is to do. For `--option=` the candidates are values.
 * Source: spf13/cobra completions.go; fluxcd/flux2 internal/plugin/completion.go reads stdout of a plugin so.
 */
export function completionAnswer(typed: readonly string[]): string {
  const last = typed.at(-1) ?? ''
  const [, option, value = ''] = /^--([^=]+)=(.*)$/.exec(last) ?? []
  const offer = offerFor(typed.slice(0, -1), last, option)
  if ('extensions' in offer) {
    return answer(offer.extensions, offer.extensions.length > 0 ? filesByExtension : 0)
  }
  const prefix = option === undefined ? last : value
  const lines = offer.words
    .filter(([word]) => word.startsWith(prefix))
    .map(([word, summary]) => (summary === undefined ? word : `${word}\t${summary}`))
  return answer(lines, noFiles)
}

function answer(lines: readonly string[], directive: number): string {
  return [...lines, `:${directive}`, ''].join('\n')
}

function offerFor(before: readonly string[], last: string, assigned: string | undefined): Offer {
  const { positionals, given, pending, ended } = readBefore(before)
  if (assigned !== undefined && !ended) return valuesOf(assigned)
  if (pending !== undefined) return valuesOf(pending)
  const [name, ...rest] = positionals
  if (last.startsWith('-') && !ended) return optionsOf(name ?? 'fn', given)
  if (name === undefined) return { words: [...commandWords, ['help', 'help on a command']] }
  if (name === 'help') return { words: rest.length === 0 ? commandWords : [] }
  return Object.hasOwn(commands, name) ? argumentOf(name as CommandName, rest, last) : { words: [] }
}

/** What was typed before the word: a line that need not be right yet. */
function readBefore(words: readonly string[]) {
  const positionals: string[] = []
  const given = new Set<string>()
  let pending: string | undefined
  let ended = false
  for (const word of words) {
    if (pending !== undefined) pending = undefined
    else if (ended || !word.startsWith('-') || word === '-') positionals.push(word)
    else if (word === '--') ended = true
    else {
      const [name = '', value] = word.replace(/^--?/, '').split('=')
      given.add(name)
      if (value === undefined && optionNamed(name)?.value !== undefined) pending = name
    }
  }
  return { positionals, given, pending, ended }
}

const commandWords = commandNames.map((name): Candidate => [name, commands[name].summary])

function optionNamed(name: string): OptionUsage | undefined {
  return Object.hasOwn(options, name) ? options[name as OptionName] : undefined
}

function valuesOf(name: string): Offer {
  const option = optionNamed(name)
  if (option?.values) return { words: option.values.map((value) => [value]) }
  return option?.value === undefined ? { words: [] } : { extensions: ['yaml', 'yml', 'json'] }
}

function optionsOf(name: string, given: ReadonlySet<string>): Offer {
  const command: CommandUsage | undefined = commands[name as CommandName]
  const names: readonly OptionName[] = [...(command?.options ?? []), 'help', 'version']
  return {
    words: names
      .filter((option) => !given.has(option))
      .map((option) => [`--${option}`, options[option].summary]),
  }
}

function argumentOf(name: CommandName, before: readonly string[], last: string): Offer {
  const { completes }: CommandUsage = commands[name]
  if (completes === 'files') return { extensions: [] }
  if (completes === 'topics') return topicsOf(before, last)
  return { words: before.length === 0 ? (completes ?? []).map((word) => [word]) : [] }
}

/** Topics; what is in them once a letter is typed, since that is a long list. */
function topicsOf([topic, ...rest]: readonly string[], last: string): Offer {
  if (topic === 'tenant') return rest.length > 0 ? { extensions: [] } : { words: [] }
  if (topic !== undefined) return { words: [] }
  const entries = last === '' ? [] : topics.flatMap((each) => each.entries())
  const named = new Map([...topics, ...entries].map(({ name, summary }) => [name, summary]))
  return { words: [...named, ['tenant', 'what counts for one Tenant, and where it is from']] }
}
