import { execute } from '../../src/run/execute.ts'
import type { GoReader } from '../hosts/reader.ts'
import type { Disagreement } from './agreement.ts'
import { goReading, isObject, objectsOf, ourReading, type Reading, sameItems } from './readings.ts'

const options = { securityProfile: 'multi-tenant', defaultKind: 'FluxTenancy' } as const

/**
 * Locks a text down and expands its Tenants, and asks whether the answer means to kustomize what it means to us, and whether another run
 * changes nothing. `before` is what we read of the text. A bug that the function reports is thrown.
 */
export async function answerDisagreement(
  text: string,
  reader: GoReader,
  mayRefuse: (error: string) => boolean,
  before: Reading,
): Promise<Disagreement | undefined> {
  // what no function changes comes out as it came in, also where it means nothing
  if ('error' in before || !before.items.every(isObject)) return undefined
  const { stdout, stderr, exitCode } = execute(text, options)
  if (/internal error/i.test(stderr)) throw new Error(stderr)
  if (exitCode !== 0 || stdout === undefined || stdout === text) return undefined
  const ours = ourReading(stdout)
  const again = execute(stdout, options).stdout
  if (again !== stdout) {
    return { between: 'one run and the next', ours, theirs: ourReading(again ?? '') }
  }
  const theirs = objectsOf(goReading(await reader.read(Buffer.from(stdout))))
  if ('error' in theirs && mayRefuse(theirs.error)) return undefined
  return sameItems(objectsOf(ours), theirs)
    ? undefined
    : { between: 'the answer and kustomize', ours, theirs }
}
