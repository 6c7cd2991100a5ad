import { isMap } from '../krm/object.ts'

/** How one list becomes another; indexes of `from` count in the list before, those of `to` in the one after. */
export interface ListDifference {
  /** Entries that stay, with other contents. */
  readonly changed: readonly { readonly from: number; readonly to: number }[]
  /** Entries that go. */
  readonly removed: readonly number[]
  /** The entries `to` up to `end`, not included, come before the entry `from`. */
  readonly inserted: readonly { readonly from: number; readonly to: number; readonly end: number }[]
}

interface Hunk {
  readonly from: number
  readonly fromEnd: number
  readonly to: number
  readonly toEnd: number
}

// above this many comparisons only the common head and tail count
const mostComparisons = 250_000

/**
 * The longest common subsequence of equal entries stays. Between its entries, those with the same
 * name, and then one for one, are taken for changed; the rest goes and comes.
 */
export function listDifference(
  before: readonly unknown[],
  after: readonly unknown[],
): ListDifference {
  const changed: { from: number; to: number }[] = []
  const removed: number[] = []
  const inserted: { from: number; to: number; end: number }[] = []
  const head = sameHead(before, after)
  const [left, coming] = [before.length - head, after.length - head]
  // appended to, or one entry changed at the end: told without a look into any entry
  if (left === 1 && coming === 1) return { changed: [{ from: head, to: head }], removed, inserted }
  if (left === 0 && coming > 0) inserted.push({ from: head, to: head, end: after.length })
  if (left === 0) return { changed, removed, inserted }
  const whole = { from: 0, fromEnd: before.length, to: 0, toEnd: after.length }
  const alike = { before: before.map(likeness), after: after.map(likeness) }
  for (const hunk of hunksBetween(before.map(fingerprint), after.map(fingerprint), whole)) {
    const hunks = hunksBetween(alike.before, alike.after, hunk, (from, to) =>
      changed.push({ from, to }),
    )
    for (const rest of hunks) settle(rest)
  }
  return { changed, removed, inserted }

  function settle({ from, fromEnd, to, toEnd }: Hunk): void {
    const isOneForOne = fromEnd - from === toEnd - to
    if (isOneForOne) {
      for (let i = 0; from + i < fromEnd; i++) changed.push({ from: from + i, to: to + i })
      return
    }
    for (let i = from; i < fromEnd; i++) removed.push(i)
    if (to < toEnd) inserted.push({ from: fromEnd, to, end: toEnd })
  }
}

/** How many entries at the start are the very same. */
function sameHead(before: readonly unknown[], after: readonly unknown[]): number {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && Object.is(before[head], after[head])) head++
  return head
}

/** The stretches of `hunk` between the entries that both lists share, in order; each pair shared is told to `onShared`. */
function hunksBetween(
  before: readonly string[],
  after: readonly string[],
  hunk: Hunk,
  onShared: (from: number, to: number) => void = () => {},
): readonly Hunk[] {
  let { from, fromEnd, to, toEnd } = hunk
  for (; from < fromEnd && to < toEnd && before[from] === after[to]; from++, to++)
    onShared(from, to)
  const tail: [number, number][] = []
  while (from < fromEnd && to < toEnd && before[fromEnd - 1] === after[toEnd - 1]) {
    tail.push([--fromEnd, --toEnd])
  }
  const hunks: Hunk[] = []
  const ends = { from, to }
  for (const [i, j] of commonPairs(before.slice(from, fromEnd), after.slice(to, toEnd))) {
    onShared(from + i, to + j)
    add(from + i, to + j)
    ends.from = from + i + 1
    ends.to = to + j + 1
  }
  add(fromEnd, toEnd)
  for (const [i, j] of tail.reverse()) onShared(i, j)
  return hunks

  function add(fromStop: number, toStop: number): void {
    if (ends.from === fromStop && ends.to === toStop) return
    hunks.push({ from: ends.from, fromEnd: fromStop, to: ends.to, toEnd: toStop })
  }
}

/**
 * The pairs of a longest common subsequence, in order. Of equally long ones the one with the fewest edits between its pairs,
 * where an entry that becomes another is one edit; of equal choices the last entries.
 */
function commonPairs(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1
  if (before.length * after.length > mostComparisons) return []
  // one pair more outweighs all edits
  const weight = before.length + width
  // scores[i * width + j]: the best for the first i and the first j entries
  const scores = new Int32Array((before.length + 1) * width)
  const score = (i: number, j: number): number => scores[i * width + j] ?? 0
  for (let i = 0; i <= before.length; i++) scores[i * width] = -i
  for (let j = 0; j <= after.length; j++) scores[j] = -j
  for (let i = 1; i <= before.length; i++) {
    for (let j = 1; j <= after.length; j++) {
      scores[i * width + j] =
        before[i - 1] === after[j - 1]
          ? score(i - 1, j - 1) + weight
          : Math.max(score(i - 1, j - 1), score(i - 1, j), score(i, j - 1)) - 1
    }
  }
  const pairs: [number, number][] = []
  let i = before.length
  let j = after.length
  while (i > 0 && j > 0) {
    if (before[i - 1] === after[j - 1]) pairs.push([--i, --j])
    else if (score(i, j) === score(i - 1, j - 1) - 1) [i, j] = [i - 1, j - 1]
    else if (score(i, j) === score(i - 1, j) - 1) i--
    else j--
  }
  return pairs.reverse()
}

/** A text that is equal for equal values only; the order of keys does not count, `undefined` is absent. */
export function fingerprint(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(fingerprint).join()}]`
  if (isMap(value)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined)
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${fingerprint(value[key])}`)
      .join()}}`
  }
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  return Object.is(value, -0) ? '-0' : `${value}`
}

/** What makes two entries the same one, changed: a mapping's name, else that both are mappings, lists or scalars. */
function likeness(entry: unknown): string {
  if (Array.isArray(entry)) return 'list'
  if (!isMap(entry)) return 'scalar'
  return typeof entry['name'] === 'string' ? `name ${entry['name']}` : 'map'
}
