import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strace } from './programs.ts'
import { type Finished, type RunOptions, run } from './run.ts'

/** What a program asked of Linux, its threads included. Paths are absolute. */
export interface Traced {
  readonly finished: Finished
  /** Every call that makes or connects a socket, as strace prints it; what was handed over as standard output may be one. */
  readonly network: readonly string[]
  /** Every start of another program or process; threads are none. */
  readonly processes: readonly string[]
  /** What was opened to read. */
  readonly read: ReadonlySet<string>
  /** What was opened to write, made, renamed, removed or changed in its rights. */
  readonly changed: ReadonlySet<string>
}

const sockets = /^(?:socket|connect|bind|listen|accept)/
const starts = /^(?:execve|execveat|fork|vfork|clone3?)\(/
const thread = /CLONE_THREAD/
const opens = /^(?:open|openat|openat2|creat)\(/
const writes = /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|^creat/
const changes =
  /^(?:mkdir|rename|unlink|rmdir|link|symlink|mknod|truncate|chmod|fchmodat|chown|lchown|fchownat|utime|setxattr)/

/** Runs a program with an empty environment under strace. */
export function traced(
  program: readonly string[],
  { cwd = '.', stdin }: Pick<RunOptions, 'cwd' | 'stdin'>,
): Traced {
  const folder = mkdtempSync(join(tmpdir(), 'traced-'))
  try {
    const out = join(folder, 'calls')
    const kinds = 'trace=%network,%process,%file'
    const args = ['-f', '-qq', '-s', '4096', '-o', out, '-e', kinds, ...program]
    const finished = run(
      '/usr/bin/env',
      ['--ignore-environment', `/usr/bin/${strace()}`, ...args],
      {
        cwd,
        ...(stdin !== undefined && { stdin }),
      },
    )
    return { finished, ...judged(readFileSync(out, 'utf8'), cwd) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function judged(text: string, cwd: string): Omit<Traced, 'finished'> {
  // `PID call(…`; what another thread interrupts is resumed without its paths
  const calls = text.split('\n').map((line) => line.replace(/^\d+ +/, ''))
  const pathsOf = (call: string) =>
    Array.from(call.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, path = '']) => resolve(cwd, path))
  const paths = (isMeant: (call: string) => boolean) =>
    new Set(calls.filter(isMeant).flatMap(pathsOf))
  return {
    network: calls.filter((call) => sockets.test(call)),
    // the first is the program itself
    processes: calls.filter((call) => starts.test(call) && !thread.test(call)).slice(1),
    read: paths((call) => opens.test(call) && !writes.test(call)),
    changed: paths((call) => changes.test(call) || (opens.test(call) && writes.test(call))),
  }
}
