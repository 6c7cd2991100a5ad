import { spawn } from 'node:child_process'
import { readdirSync, watch } from 'node:fs'
import { join } from 'node:path'

/** How long a run took, in milliseconds: until it replaced the first file, and from there to the last. */
export interface Moments {
  readonly first: number
  readonly replacing: number
}

/** Runs `program` on a folder to its end, and tells when it replaced files. Throws where it fails. */
export function wholeRun(program: string, folder: string): Promise<Moments> {
  return new Promise((resolve, reject) => {
    const replaced: number[] = []
    const start = performance.now()
    const child = spawn(process.execPath, [program, folder], { stdio: 'ignore' })
    const close = onChange(folder, (isReplaced) => {
      if (isReplaced) replaced.push(performance.now() - start)
    })
    child.on('close', (code) => {
      close()
      const [first = Number.NaN, last = Number.NaN] = [replaced[0], replaced.at(-1)]
      if (code === 0) resolve({ first, replacing: last - first })
      else reject(new Error(`The run must exit 0, not ${code}.`))
    })
  })
}

/** What a killed run has done when its time begins to count. */
export type Since = 'started' | 'wrote a temporary file' | 'replaced a file'

/** Runs `program` on a folder and kills it, `delay` milliseconds after it has done something. */
export function killedRun(
  program: string,
  folder: string,
  since: Since,
  delay: number,
): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, folder], { stdio: 'ignore' })
    let isCounting = false
    const count = () => {
      if (!isCounting) setTimeout(() => child.kill('SIGKILL'), delay)
      isCounting = true
    }
    if (since === 'started') count()
    const close = onChange(folder, (isReplaced) => {
      if (isReplaced === (since === 'replaced a file')) count()
    })
    child.on('close', () => {
      close()
      resolve()
    })
  })
}

/** Calls `changed` for what happens in the folders of `folder`: hidden files are temporary, others get their name when they are replaced. */
function onChange(folder: string, changed: (isReplaced: boolean) => void): () => void {
  const watchers = readdirSync(folder).map((name) =>
    watch(join(folder, name), (_, file) => {
      if (file) changed(!file.startsWith('.'))
    }),
  )
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}
