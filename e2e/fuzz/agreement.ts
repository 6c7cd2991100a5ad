import type { GoReader } from '../hosts/reader.ts'
import {
  goReading,
  isObject,
  objectsOf,
  ourReading,
  parsedReading,
  type Reading,
  sameItems,
} from './readings.ts'

/** Two readers of one text who do not agree, and what each of them says. */
export interface Disagreement {
  readonly between: string
  readonly ours: Reading
  readonly theirs: Reading
}

/**
 * Asks all three readers. To refuse is no disagreement, unless we refuse with anything but a sentence, which is thrown; nor is what only Go
 * refuses, if `mayRefuse` has a reason for it. `ours` is what we read.
 */
export async function disagreementOn(
  text: string,
  reader: GoReader,
  mayRefuse: (error: string) => boolean,
  ours: Reading = ourReading(text),
): Promise<Disagreement | undefined> {
  if ('error' in ours || !ours.items.every(isObject)) return undefined
  const parsed = parsedReading(text)
  if (parsed && !sameItems(ours, parsed)) return { between: 'scan and parse', ours, theirs: parsed }
  const go = objectsOf(goReading(await reader.read(Buffer.from(text))))
  if ('error' in go && mayRefuse(go.error)) return undefined
  return sameItems(ours, go) ? undefined : { between: 'us and kustomize', ours, theirs: go }
}
