import type { Step } from './argument-step.ts'

/**
 * What the ways to read a list of arguments have in common. There are several where a bare flag is in no table: a release that has it
 * takes the next entry as its value, whatever that looks like, unless the flag is boolean. Positions count from 0 in `steps`.
 */
export interface Readings {
  /** Where some reading looks for a flag, in order. */
  readonly reached: readonly number[]
  /** True if every reading looks for a flag at a position, none having taken it as a value or ended before it. */
  isSure(position: number): boolean
  /** The last position at which an entry can be inserted that every reading looks at; `steps.length` for the end. */
  readonly place: number
}

/** All ways to read `steps`, where each is what pflag makes of that entry and the one behind it if it looks for a flag there. */
export function readingsOf(steps: readonly Step[]): Readings {
  const reached = new Set([0])
  const taken = new Set<number>()
  let end = steps.length
  for (const [position, step] of steps.entries()) {
    if (!reached.has(position)) continue
    if (step.kind === 'terminator') end = Math.min(end, position)
    for (const length of lengthsOf(step)) {
      reached.add(position + length)
      if (length === 2) taken.add(position + 1)
    }
  }
  const isSure = (position: number) =>
    reached.has(position) && !taken.has(position) && position <= end
  // no step leads behind one that was reached before it, so these are in order
  const positions = [...reached].filter((position) => position <= steps.length)
  return {
    reached: positions.filter((position) => position < steps.length),
    isSure,
    place: positions.findLast(isSure) ?? 0,
  }
}

/** How many entries a step may take; none where it ends the flags or the process. */
function lengthsOf(step: Step): readonly number[] {
  if (step.kind === 'terminator' || step.kind === 'problem') return []
  if (step.kind !== 'flag') return [1]
  return step.flag.mayTakeNext ? [1, 2] : [step.flag.entries]
}
