import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { readerProgram } from './programs.ts'

/** What kustomize's own libraries read: the items, or why there are none. A string begins with `=`, a number is `#` and its digits. */
export type GoReading = { readonly items: readonly unknown[] } | { readonly error: string }

/** A running reader of e2e/reader, asked one text after the other. */
export interface GoReader {
  read(bytes: Uint8Array): Promise<GoReading>
  close(): Promise<void>
}

/** Starts the reader. It has to be closed. */
export function startReader(): GoReader {
  const child = spawn(readerProgram(), [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    read: async (bytes) => {
      child.stdin.write(`${Buffer.from(bytes).toString('base64')}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('The reader must answer each text, and it ended.')
      const { items, error } = JSON.parse(value) as { items: unknown[]; error?: string }
      return error === undefined ? { items } : { error }
    },
    close: async () => {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
