import { fstatSync, readFileSync } from 'node:fs'
import { InputError } from '../run/input-error.ts'
import type { Outcome } from '../run/outcome.ts'
import { hasCode, systemReason } from './system-error.ts'
import { decodeUtf8 } from './utf8.ts'

/** True where nobody pipes anything in: reading would wait for a person to type. */
export function stdinIsTerminal(): boolean {
  return process.stdin.isTTY === true
}

/** All of stdin as text; a closed stdin is empty. Throws InputError for a terminal, for a folder and for what is not UTF-8. */
export async function readStdin(): Promise<string> {
  if (stdinIsTerminal()) {
    throw new InputError(
      'Stdin must be a pipe or a file, as in `kustomize build DIR | flux-tenancy fn`.',
    )
  }
  // Node reads a folder as if it were empty
  if (stdinIsFolder()) throw new InputError('Stdin must be a pipe or a file, and it is a folder.')
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of process.stdin) chunks.push(chunk)
  } catch (error) {
    throw new InputError(`Stdin cannot be read: ${systemReason(error)}.`)
  }
  return decodeUtf8(Buffer.concat(chunks), 'input')
}

function stdinIsFolder(): boolean {
  try {
    return fstatSync(0).isDirectory()
  } catch {
    // closed: an empty stdin
    return false
  }
}

/** A file as text. Throws InputError where it cannot be read or is not UTF-8. */
export function readTextFile(path: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new InputError(`The file "${path}" cannot be read: ${systemReason(error)}.`)
  }
  return decodeUtf8(bytes, `file "${path}"`)
}

/**
 * Writes an outcome whole and sets the exit code. The process then ends by itself: `process.exit` would cut a pipe
 * after 64 KiB. A reader that has seen enough (`| head`) is no error.
 */
export async function writeOutcome(outcome: Outcome): Promise<void> {
  process.exitCode = outcome.exitCode
  await written(process.stderr, outcome.stderr)
  if (outcome.stdout === undefined) return
  const problem = await written(process.stdout, outcome.stdout)
  if (problem === undefined) return
  process.exitCode = 2
  await written(process.stderr, `flux-tenancy: error: Stdout cannot be written: ${problem}.\n`)
}

/** Writes on stderr at once: what must be read before something is done. */
export async function tell(text: string): Promise<void> {
  await written(process.stderr, text)
}

/** Why `text` could not be written to its end; undefined for success and for a closed pipe. */
function written(stream: NodeJS.WriteStream, text: string): Promise<string | undefined> {
  if (text === '') return Promise.resolve(undefined)
  return new Promise((resolve) => {
    // a stream that fails tells its callback and emits the error too, which would end the process
    stream.on('error', () => {})
    stream.write(text, (error) => {
      resolve(error && !hasCode(error, 'EPIPE') ? systemReason(error) : undefined)
    })
  })
}
