import { readSync, writeSync } from 'node:fs'
import { hasCode } from './system-error.ts'

// Streams of Node cost more to make than a small run: what a descriptor gives or takes at once needs none.

/** Bytes at a time: more than a pipe holds, so that few calls are made, and few copies lie about. */
const chunkSize = 1 << 18

/** All bytes of stdin. Throws what the system says where it cannot be read. */
export async function stdinBytes(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  if (!readAtOnce(chunks)) {
    for await (const chunk of process.stdin) chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** False where whoever made the pipe wants no reader of it to wait: what has come so far is in `chunks`. */
function readAtOnce(chunks: Uint8Array[]): boolean {
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkSize)
    let end = 0
    try {
      for (let read = -1; read !== 0 && end < chunkSize; end += read) {
        read = readSync(0, chunk, end, chunkSize - end, null)
      }
    } catch (error) {
      if (!hasCode(error, 'EAGAIN')) throw error
      chunks.push(chunk.subarray(0, end))
      return false
    }
    chunks.push(chunk.subarray(0, end))
    if (end < chunkSize) return true
  }
}

/**
 * Writes `text` as UTF-8 as far as the descriptor takes it at once; gives what it does not take, which is nothing unless its pipe is one
 * on which no writer waits. Throws what the system says.
 */
export function writeAtOnce(descriptor: number, text: string): Uint8Array {
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = Math.min(start + chunkSize, text.length)
    // both halves of a character stay together
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1
    const bytes = Buffer.from(text.slice(start, end))
    let at = 0
    try {
      while (at < bytes.length) at += writeSync(descriptor, bytes, at)
    } catch (error) {
      if (!hasCode(error, 'EAGAIN')) throw error
      return Buffer.concat([bytes.subarray(at), Buffer.from(text.slice(end))])
    }
  }
  return Buffer.alloc(0)
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
