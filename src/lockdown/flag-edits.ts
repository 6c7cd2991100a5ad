import {
  type Arguments,
  comparePositions,
  type EntryPosition,
  type FlagOccurrence,
} from '../flux/arguments.ts'
import { listAt, type PlainMap } from '../krm/object.ts'

/** A container whose flag has one value: the last occurrence is replaced, the others go; a new one goes to `args.place`. */
export function withFlag(
  container: PlainMap,
  args: Arguments,
  flag: string,
  value: string,
): PlainMap {
  const all = args.occurrences.filter(({ name }) => name === flag)
  const last = all.at(-1)
  const text = `--${flag}=${value}`
  if (!last || isOpaqueBehind(args, last)) {
    return edited(container, positionsOf(all), undefined, { at: args.place, text })
  }
  const gone = positionsOf(all).filter((position) => !isSame(position, last))
  return edited(container, gone, { at: last, text }, undefined)
}

/** A container without a flag. `args` that gets empty goes too, unless it `isKept`; nothing to remove gives the same container. */
export function withoutFlag(
  container: PlainMap,
  args: Arguments,
  flag: string,
  isKept: boolean,
): PlainMap {
  const gone = positionsOf(args.occurrences.filter(({ name }) => name === flag))
  if (gone.length === 0) return container
  const after = edited(container, gone, undefined, undefined)
  const [before, left] = [container, after].map((each) => listAt(each['args']).length)
  return before !== 0 && left === 0 && !isKept ? withoutKey(after, 'args') : after
}

/** True if an entry behind an occurrence may be any flag. */
export function isOpaqueBehind(args: Arguments, occurrence: EntryPosition): boolean {
  return args.opaque.some((position) => comparePositions(occurrence, position) < 0)
}

interface Placed {
  /** Undefined: at the end of `args`. */
  readonly at: EntryPosition | undefined
  readonly text: string
}

function edited(
  container: PlainMap,
  gone: readonly EntryPosition[],
  replaced: Placed | undefined,
  inserted: Placed | undefined,
): PlainMap {
  let result = container
  const removed = new Set(gone.map(keyOf))
  for (const field of ['command', 'args'] as const) {
    const before = (container[field] ?? []) as readonly string[]
    const isHere = (placed: Placed | undefined, index: number) =>
      placed?.at !== undefined && isSame(placed.at, { field, index })
    const after = before.flatMap((text, index) => {
      if (removed.has(keyOf({ field, index }))) return []
      if (isHere(replaced, index)) return [replaced?.text ?? text]
      return isHere(inserted, index) ? [inserted?.text ?? '', text] : [text]
    })
    if (inserted && !inserted.at && field === 'args') after.push(inserted.text)
    const isChanged = after.length !== before.length || after.some((text, i) => text !== before[i])
    if (isChanged) result = { ...result, [field]: after }
  }
  return result
}

function withoutKey(map: PlainMap, name: string): PlainMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name))
}

function positionsOf(occurrences: readonly FlagOccurrence[]): readonly EntryPosition[] {
  return occurrences.flatMap(({ field, index, entries, valueEntry }) =>
    entries === 2 ? [{ field, index }, valueEntry] : [{ field, index }],
  )
}

function isSame(a: EntryPosition, b: EntryPosition): boolean {
  return a.field === b.field && a.index === b.index
}

function keyOf({ field, index }: EntryPosition): string {
  return `${field} ${index}`
}
