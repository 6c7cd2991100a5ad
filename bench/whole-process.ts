import { spawnSync } from 'node:child_process'
import { childrenSeconds } from './children-time.ts'

/** One program to be timed as a whole process, from start to exit. */
export interface Contender {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly input?: string
  readonly env?: NodeJS.ProcessEnv
  /** How it has to end; 0 by default. */
  readonly exitCode?: number
}

/** What the rounds of one contender took: wall time each, and the CPU time of all its processes, in milliseconds. */
export interface Timing {
  readonly name: string
  readonly wall: readonly number[]
  readonly cpu: readonly number[]
}

/**
 * Runs the contenders in turn, round by round, so that a drift of the machine's speed touches all alike.
 * The first round warms the disk's caches and is not counted. A contender that fails ends the bench. Linux only.
 */
export function timings(contenders: readonly Contender[], rounds: number): readonly Timing[] {
  const measured = contenders.map(({ name }) => ({
    name,
    wall: [] as number[],
    cpu: [] as number[],
  }))
  for (let round = 0; round <= rounds; round++) {
    contenders.forEach((contender, position) => {
      const before = childrenSeconds()
      const wall = wallTime(contender)
      if (round === 0) return
      measured[position]?.wall.push(wall)
      measured[position]?.cpu.push((childrenSeconds() - before) * 1000)
    })
  }
  return measured
}

/**
 * The timings as a Markdown table: the median of wall time, the mean of CPU time, which is counted in steps, and the ratios of both to the
 * first contender, that of wall time round by round. Goals say what is aimed at.
 */
export function timingTable(
  rows: readonly Timing[],
  goals: Readonly<Record<string, string>> = {},
): string {
  const [base] = rows
  const lines = rows.map((row) => {
    const [wall, cpu] = base ? [wallRatio(row, base), cpuRatio(row, base)] : []
    return `| ${row.name} | ${median(row.wall).toFixed(0)} ms | ${mean(row.cpu).toFixed(0)} ms | ${wall?.toFixed(2)} | ${cpu?.toFixed(2)} | ${goals[row.name] ?? ''} |`
  })
  const head = [
    '| process | wall | CPU | ratio, wall | ratio, CPU | goal |',
    '|---|---|---|---|---|---|',
  ]
  return [...head, ...lines].join('\n')
}

/** The median over the rounds, each beside the other of its round. */
export function wallRatio(one: Timing, other: Timing): number {
  return median(one.wall.map((time, round) => time / (other.wall[round] ?? Number.NaN)))
}

export function cpuRatio(one: Timing, other: Timing): number {
  return mean(one.cpu) / mean(other.cpu)
}

function wallTime(contender: Contender): number {
  const { name, command, input, exitCode = 0, env } = contender
  const [program, ...args] = command
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(program, args, {
    input,
    maxBuffer: 1 << 30,
    env: { ...process.env, ...env },
  })
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
