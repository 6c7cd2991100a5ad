import type { ControllerName } from './controllers.ts'
import { flags } from './flags.ts'
import type { ExpandedEntry } from './variables.ts'

/** One entry of a container's `command` or `args`; `index` counts from 0 in that list. */
export interface EntryPosition {
  readonly field: 'command' | 'args'
  readonly index: number
}

/** An entry as the container's process gets it. */
export type Entry = EntryPosition & ExpandedEntry

/** A flag that an entry gives where pflag looks for one. */
export interface GivenFlag extends EntryPosition {
  /** Without the dashes. */
  readonly name: string
  /** As the controller gets it; `true` for a bare boolean, empty for a bare flag that is in no table. */
  readonly value: string
  /** True if the value holds a `$(NAME)` that Kubernetes fills in: then it is known only in part. */
  readonly isVariable: boolean
  /** True for a bare flag in no table: what release has it may take the next entry, also one that is added later, as its value. */
  readonly mayTakeNext: boolean
  /** 2 if the value is an entry of its own, the next one: in the same field, or `args` 0 behind the end of `command`. */
  readonly entries: 1 | 2
  /** The entry that holds the value. */
  readonly valueEntry: EntryPosition
}

/** What pflag makes of an entry where it looks for a flag. */
export type Step =
  | { readonly kind: 'flag'; readonly flag: GivenFlag }
  /** A bare `--`. */
  | { readonly kind: 'terminator' }
  /** A `$(NAME)` stands where the flag's name would: it may be any flag, or `--`, or none. */
  | { readonly kind: 'opaque' }
  /** A word that no flag takes. */
  | { readonly kind: 'positional' }
  /** The controller does not start; one or two sentences. */
  | { readonly kind: 'problem'; readonly problem: string }

/** Reads an entry, with the one behind it. Source: spf13/pflag flag.go, parseArgs, parseLongArg, parseShortArg. */
export function stepAt(entry: Entry, next: Entry | undefined, controller: ControllerName): Step {
  const { text } = entry
  if (mayBeAnyFlag(entry)) return { kind: 'opaque' }
  if (text === '--') return { kind: 'terminator' }
  if (text.length < 2 || !text.startsWith('-')) return { kind: 'positional' }
  const flag = readFlag(entry, next)
  return typeof flag === 'string'
    ? { kind: 'problem', problem: `${flag} ${controller} would not start.` }
    : { kind: 'flag', flag }
}

/** The flag that starts at `entry`, or a sentence that says what is wrong with it. */
function readFlag(entry: Entry, next: Entry | undefined): GivenFlag | string {
  const { text } = entry
  if (!text.startsWith('--')) return `The argument "${text}" must start with two dashes.`
  const equals = text.indexOf('=')
  const name = text.slice(2, equals < 0 ? undefined : equals)
  if (name === '' || name.startsWith('-')) return `The argument "${text}" must name a flag.`
  if (name === 'help') return 'The flag `--help` must not be set: it prints a text and exits.'
  const position = positionOf(entry)
  const alone = { name, ...position, mayTakeNext: false, entries: 1, valueEntry: position } as const
  if (equals >= 0) {
    return { ...alone, value: text.slice(equals + 1), isVariable: entry.variableAt !== undefined }
  }
  const type = flags.get(name)?.type
  if (type === 'bool') return { ...alone, value: 'true', isVariable: false }
  if (type === undefined) return { ...alone, value: '', isVariable: false, mayTakeNext: true }
  if (!next) return `The flag \`--${name}\` must have a value, but it is the last argument.`
  const isVariable = next.variableAt !== undefined
  return { ...alone, value: next.text, isVariable, entries: 2, valueEntry: positionOf(next) }
}

/** True if a variable stands where a flag's name, or the dashes before it, would. */
function mayBeAnyFlag({ text, variableAt }: Entry): boolean {
  if (variableAt === undefined) return false
  const before = text.slice(0, variableAt)
  return before === '' || (before.startsWith('-') && !before.includes('='))
}

/** Where an entry stands, without the entry. */
export function positionOf({ field, index }: EntryPosition): EntryPosition {
  return { field, index }
}

/** The order of entries: `command` and `args` are one list. */
export function comparePositions(a: EntryPosition, b: EntryPosition): number {
  if (a.field !== b.field) return a.field === 'command' ? -1 : 1
  return a.index - b.index
}
