import fc from 'fast-check'
import type { GoReader } from '../hosts/reader.ts'
import { type Disagreement, disagreementOn } from './agreement.ts'
import { answerDisagreement } from './answer.ts'
import { mayRefuse } from './go-refusals.ts'
import { ourReading } from './readings.ts'
import { smallest } from './smallest.ts'
import { texts } from './texts.ts'

/** A text on which the readers do not agree, made small. */
export interface Find extends Disagreement {
  /** Finds with the same words are the same mistake, most likely. */
  readonly kind: string
  readonly text: string
}

/** What a run came to. */
export interface Tally {
  readonly tried: number
  /** How many of them we did not refuse. */
  readonly read: number
}

/** Tries one text after the other until `end`, milliseconds since 1970, and tells at most `mostOfAKind` finds of each kind. */
export async function fuzz(
  reader: GoReader,
  { seed, end, mostOfAKind }: { seed: number; end: number; mostOfAKind: number },
  tell: (find: Find) => void,
): Promise<Tally> {
  const seen = new Map<string, number>()
  let tried = 0
  let read = 0
  for (let next = seed; Date.now() < end; next++) {
    for (const text of fc.sample(texts, { numRuns: 500, seed: next })) {
      tried += 1
      const { found, isRead } = await judged(text, reader)
      if (isRead) read += 1
      if (!found) continue
      const kind = kindOf(found)
      const count = (seen.get(kind) ?? 0) + 1
      seen.set(kind, count)
      if (count <= mostOfAKind) tell(await smallFind(text, kind, reader))
    }
  }
  return { tried, read }
}

async function smallFind(text: string, kind: string, reader: GoReader): Promise<Find> {
  const small = await smallest(text, async (smaller) => {
    const { found } = await judged(smaller, reader)
    return found !== undefined && kindOf(found) === kind
  })
  const { found } = await judged(small, reader)
  if (!found) throw new Error('A find must be one each time.')
  return { ...found, kind, text: small }
}

/** What the judges say of a text, and whether we read it without a find. */
async function judged(
  text: string,
  reader: GoReader,
): Promise<{ readonly found: Disagreement | undefined; readonly isRead: boolean }> {
  try {
    const ours = ourReading(text)
    const found =
      (await disagreementOn(text, reader, mayRefuse, ours)) ??
      (await answerDisagreement(text, reader, mayRefuse, ours))
    return { found, isRead: !found && 'items' in ours }
  } catch (error) {
    const { message, stack = '' } = error as Error
    const between = `us and nobody: ${message}`
    return { found: { between, ours: { error: stack }, theirs: { items: [] } }, isRead: false }
  }
}

function kindOf({ between, theirs }: Disagreement): string {
  const says =
    'error' in theirs ? theirs.error.replaceAll(/\d+|"[^"]*"|`[^`]*`/g, 'N') : 'other items'
  return `${between}: ${says}`
}
