import { spawnSync } from 'node:child_process'

/** One program to be timed as a whole process, from start to exit. */
export interface Contender {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly input?: string
  /** How it has to end; 0 by default. */
  readonly exitCode?: number
}

/** Wall time in milliseconds: the median over all rounds, and the median of the ratio to the first contender, round by round. */
export interface Timing {
  readonly name: string
  readonly milliseconds: number
  readonly ratio: number
}

/**
 * Runs the contenders in turn, round by round, so that a drift of the machine's speed touches all alike.
 * The first round warms the disk's caches and is not counted. A contender that fails ends the bench.
 */
export function timings(contenders: readonly Contender[], rounds: number): readonly Timing[] {
  const measured = contenders.map(() => [] as number[])
  for (let round = 0; round <= rounds; round++) {
    contenders.forEach((contender, position) => {
      const took = wallTime(contender)
      if (round > 0) measured[position]?.push(took)
    })
  }
  const base = measured[0] ?? []
  return contenders.map(({ name }, position) => {
    const times = measured[position] ?? []
    return {
      name,
      milliseconds: median(times),
      ratio: median(times.map((time, round) => time / (base[round] ?? Number.NaN))),
    }
  })
}

/** The timings as a Markdown table; goals name the ratio to the first contender that is aimed at. */
export function timingTable(
  rows: readonly Timing[],
  goals: Readonly<Record<string, string>>,
): string {
  const lines = rows.map(
    ({ name, milliseconds, ratio }) =>
      `| ${name} | ${milliseconds.toFixed(0)} ms | ${ratio.toFixed(2)} | ${goals[name] ?? ''} |`,
  )
  return ['| process | median | ratio | goal |', '|---|---|---|---|', ...lines].join('\n')
}

function wallTime({ name, command: [program, ...args], input, exitCode = 0 }: Contender): number {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(program, args, { input, maxBuffer: 1 << 30 })
  const took = Number(process.hrtime.bigint() - start) / 1e6
  if (status !== exitCode) {
    throw new Error(`"${name}" must exit ${exitCode}, not ${status}: ${stderr}`)
  }
  return took
}

/** Of an empty list no number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}
