import type { PlainMap } from '../krm/object.ts'
import {
  comparePositions,
  type Entry,
  type EntryPosition,
  type GivenFlag,
  positionOf,
  type Step,
  stepAt,
} from './argument-step.ts'
import type { ControllerName } from './controllers.ts'
import { flagsStart } from './entrypoint.ts'
import { readingsOf } from './readings.ts'
import { expandEntry } from './variables.ts'

export { comparePositions, type EntryPosition } from './argument-step.ts'
export { isTrue } from './go-values.ts'

/** One time that a flag is given. `field` and `index` are those of the entry with its name. */
export interface FlagOccurrence extends GivenFlag {
  /** False where a bare flag in no table before it may take this entry as its value, or the `--` before it. */
  readonly isSure: boolean
}

/** A container's flags as its controller reads them. A bare flag in no table is taken to stand alone, but for what says otherwise. */
export interface Arguments {
  /** In order, up to the terminator, all fields and repeats included. */
  readonly occurrences: readonly FlagOccurrence[]
  /** Those that are given only if a bare flag in no table takes the entry behind it as its value. */
  readonly possible: readonly FlagOccurrence[]
  /** The bare `--` that ends the flags. */
  readonly terminator: EntryPosition | undefined
  /** One sentence, if the flags cannot be read or the controller cannot parse them; `occurrences` is then what stood before. */
  readonly problem: string | undefined
  /** Entries that may be any flag, or `--`, or none, since a `$(NAME)` stands where the flag's name would. */
  readonly opaque: readonly EntryPosition[]
  /** A flag that is inserted before this entry counts, whatever bare flags take; undefined: at the end of `args`. */
  readonly place: EntryPosition | undefined
}

/**
 * Reads `command` and `args` of a container as spf13/pflag reads them: one list, no shorthands, and a flag that is not
 * boolean takes the next entry, whatever that looks like, if it has no `=value`.
 */
export function readArguments(container: PlainMap, controller: ControllerName): Arguments {
  const entries: Entry[] = []
  for (const field of ['command', 'args'] as const) {
    const list = container[field] ?? []
    if (!Array.isArray(list))
      return unreadable(`The container's \`${field}\` must be a list of strings.`)
    for (const [index, entry] of list.entries()) {
      if (typeof entry !== 'string') {
        return unreadable(`The container's \`${field}[${index}]\` must be a string; quote it.`)
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

/** Every occurrence of a flag, in order, those that are not sure among them. */
export function allOccurrences(
  { occurrences, possible }: Arguments,
  flag: string,
): readonly FlagOccurrence[] {
  return [...occurrences, ...possible].filter(({ name }) => name === flag).sort(comparePositions)
}

/** The occurrences of a flag of which one counts, whatever bare flags in no table take; undefined among them: it may not be given. */
export function countingOccurrences(
  args: Arguments,
  flag: string,
): readonly (FlagOccurrence | undefined)[] {
  const all = allOccurrences(args, flag)
  const sure = all.findLastIndex(({ isSure }) => isSure)
  return sure < 0 ? [undefined, ...all] : all.slice(sure)
}

function parseEntries(entries: readonly Entry[], controller: ControllerName): Arguments {
  const steps = entries.map((entry, i) => stepAt(entry, entries[i + 1], controller))
  const { reached, isSure, place } = readingsOf(steps)
  const path = pathThrough(steps)
  const last = steps[path.at(-1) ?? steps.length]
  const at = (position: number | undefined) => {
    const entry = position === undefined ? undefined : entries[position]
    return entry && positionOf(entry)
  }
  const flagAt = (position: number): readonly FlagOccurrence[] => {
    const step = steps[position]
    return step?.kind === 'flag' ? [{ ...step.flag, isSure: isSure(position) }] : []
  }
  const isOnPath = new Set(path)
  return {
    occurrences: path.flatMap(flagAt),
    possible: reached.filter((position) => !isOnPath.has(position)).flatMap(flagAt),
    terminator: last?.kind === 'terminator' ? at(path.at(-1)) : undefined,
    problem: last?.kind === 'problem' ? last.problem : undefined,
    opaque: reached.flatMap((position) =>
      steps[position]?.kind === 'opaque' ? (at(position) ?? []) : [],
    ),
    place: at(place),
  }
}

/** Where pflag looks for a flag if every bare flag in no table stands alone, up to what ends the flags or the process. */
function pathThrough(steps: readonly Step[]): readonly number[] {
  const path: number[] = []
  for (let position = 0; position < steps.length; ) {
    const step = steps[position]
    path.push(position)
    if (step?.kind === 'terminator' || step?.kind === 'problem') break
    position += step?.kind === 'flag' ? step.flag.entries : 1
  }
  return path
}

function unreadable(problem: string): Arguments {
  return {
    occurrences: [],
    possible: [],
    terminator: undefined,
    problem,
    opaque: [],
    place: undefined,
  }
}
