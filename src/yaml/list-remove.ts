import type { Splice } from './edit-splice.ts'
import type { EntryLayout } from './entry-layout.ts'

/** An entry of a list and whether it goes. */
export interface RemovableEntry {
  readonly layout: EntryLayout
  readonly isGone: boolean
}

/** The splices that take entries out of a list in which others stay. */
export function removalSplices(entries: readonly RemovableEntry[]): readonly Splice[] {
  const [first] = entries
  const ranges =
    first?.layout.dashColumn === undefined
      ? flowRuns(entries)
      : entries.filter(({ isGone }) => isGone).map(({ layout }) => layout.whole)
  return ranges.map(({ start, end }) => ({ start, end, text: '' }))
}

/** Entries that go together with their commas: up to the next entry that stays, or from the last one that stays on. */
function flowRuns(entries: readonly RemovableEntry[]) {
  const runs: { start: number; end: number }[] = []
  let index = 0
  while (index < entries.length) {
    const start = index
    while (entries[index]?.isGone) index += 1
    if (index > start) {
      const next = entries[index]
      const first = entries[start]?.layout.own
      const last = entries[index - 1]?.layout.own
      const previous = entries[start - 1]?.layout.own
      runs.push({
        start: next ? (first?.start ?? 0) : (previous?.end ?? first?.start ?? 0),
        end: next ? next.layout.own.start : (last?.end ?? 0),
      })
    }
    index += 1
  }
  return runs
}
