import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { childrenSeconds } from './children-time.ts'
import { type Contender, median } from './whole-process.ts'

/** What one process took, from start to exit. */
export interface Usage {
  /** Wall time in seconds. */
  readonly wall: number
  /** User and system time of the process and of all its threads, in seconds. */
  readonly cpu: number
  /** The most memory that was resident at once, in megabytes. */
  readonly peak: number
}

/** A contender whose input and output are files, so that no time of ours is measured. */
export type FileContender = Omit<Contender, 'input'> & {
  readonly inputFile: string
  readonly outputFile: string
}

const milliseconds = 20

/**
 * Runs a contender and tells what it used, as Linux counts it: CPU as the parent's account of its ended children, memory as the high-water
 * mark, which is read every 20 ms. Throws for one that fails.
 */
export async function usageOf(contender: FileContender): Promise<Usage> {
  const { name, command, inputFile, outputFile, exitCode = 0 } = contender
  const [program, ...args] = command
  const files = [openSync(inputFile, 'r'), openSync(outputFile, 'w')] as const
  try {
    const [before, start] = [childrenSeconds(), process.hrtime.bigint()]
    const child = spawn(program, args, { stdio: [...files, 'ignore'] })
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, highWater(child.pid))
    }, milliseconds)
    const [status] = await once(child, 'exit')
    const wall = Number(process.hrtime.bigint() - start) / 1e9
    clearInterval(watch)
    if (status !== exitCode) throw new Error(`"${name}" must exit ${exitCode}, not ${status}.`)
    return { wall, cpu: childrenSeconds() - before, peak }
  } finally {
    files.forEach(closeSync)
  }
}

/** The median of each part by itself. */
export function medianOf(usages: readonly Usage[]): Usage {
  const each = (part: keyof Usage) => median(usages.map((usage) => usage[part]))
  return { wall: each('wall'), cpu: each('cpu'), peak: each('peak') }
}

/** 0 for a process that has ended meanwhile. */
function highWater(pid: number | undefined): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0
  }
}
