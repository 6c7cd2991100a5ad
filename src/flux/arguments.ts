import type { PlainMap } from '../krm/object.ts'
import type { ControllerName } from './controllers.ts'
import { flagsStart } from './entrypoint.ts'
import { flags } from './flags.ts'
import { type ExpandedEntry, expandEntry } from './variables.ts'

export { isTrue } from './go-values.ts'

/** One entry of a container's `command` or `args`; `index` counts from 0 in that list. */
export interface EntryPosition {
  readonly field: 'command' | 'args'
  readonly index: number
}

/** One time that a flag is given. `field` and `index` are those of the entry with its name. */
export interface FlagOccurrence extends EntryPosition {
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

/** A container's flags as its controller reads them. */
export interface Arguments {
  /** In order, up to the terminator, all fields and repeats included. */
  readonly occurrences: readonly FlagOccurrence[]
  /** The bare `--` that ends the flags. */
  readonly terminator: EntryPosition | undefined
  /** One sentence, if the flags cannot be read or the controller cannot parse them; `occurrences` is then what stood before. */
  readonly problem: string | undefined
  /** Entries that may be any flag, or `--`, or none, since a `$(NAME)` stands where the flag's name would. */
  readonly opaque: readonly EntryPosition[]
}

/**
 * Reads `command` and `args` of a container as spf13/pflag reads them: one list, no shorthands, and a flag that is not
 * boolean takes the next entry, whatever that looks like, if it has no `=value`. A flag in no table is taken to stand alone.
 * Source: spf13/pflag flag.go, parseArgs, parseLongArg, parseShortArg.
 */
export function readArguments(container: PlainMap, controller: ControllerName): Arguments {
  const entries: Entry[] = []
  for (const field of ['command', 'args'] as const) {
    const list = container[field] ?? []
    if (!Array.isArray(list))
      return unreadable(`The container's \`${field}\` must be a list of strings.`)
    for (const [index, entry] of list.entries()) {
      if (typeof entry !== 'string') {
        return unreadable(
          `The entry ${index} of the container's \`${field}\` must be a string; quote it.`,
        )
      }
      entries.push({ field, index, ...expandEntry(entry) })
    }
  }
  if (entries[0]?.field !== 'command') return parseEntries(entries, controller)
  const start = flagsStart(
    entries.map((entry) => entry.text),
    controller,
  )
  if (typeof start === 'string') return unreadable(start)
  return parseEntries(entries.slice(start), controller)
}

/** The occurrence of a flag that counts: the last. Not for `--feature-gates`, whose values add up. */
export function effectiveValue(args: Arguments, flag: string): FlagOccurrence | undefined {
  return args.occurrences.findLast((occurrence) => occurrence.name === flag)
}

type Entry = EntryPosition & ExpandedEntry

function parseEntries(entries: readonly Entry[], controller: ControllerName): Arguments {
  const occurrences: FlagOccurrence[] = []
  const opaque: EntryPosition[] = []
  const end = (problem?: string, terminator?: EntryPosition): Arguments => ({
    occurrences,
    terminator,
    problem,
    opaque,
  })
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Entry
    const position = positionOf(entry)
    if (mayBeAnyFlag(entry)) opaque.push(position)
    else if (entry.text === '--') return end(undefined, position)
    else if (entry.text.length > 1 && entry.text.startsWith('-')) {
      const occurrence = readFlag(entry, entries[i + 1])
      if (typeof occurrence === 'string') return end(`${occurrence} ${controller} would not start.`)
      occurrences.push(occurrence)
      i += occurrence.entries - 1
    }
  }
  return end()
}

/** The flag that starts at `entry`, or a sentence that says what is wrong with it. */
function readFlag(entry: Entry, next: Entry | undefined): FlagOccurrence | string {
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

function positionOf({ field, index }: EntryPosition): EntryPosition {
  return { field, index }
}

function unreadable(problem: string): Arguments {
  return { occurrences: [], terminator: undefined, problem, opaque: [] }
}
