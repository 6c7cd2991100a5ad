import { fstatSync, readFileSync, type Stats } from 'node:fs'
import { InputError } from '../run/input-error.ts'
import type { Outcome } from '../run/outcome.ts'
import { stdinBytes, writeAtOnce } from './descriptors.ts'
import { hasCode, systemReason } from './system-error.ts'
import { decodeUtf8 } from './utf8.ts'

/** True where nobody pipes anything in: reading would wait for a person to type. */
export function stdinIsTerminal(): boolean {
  // the stream is made only for what may be a terminal
  return stdinStats()?.isCharacterDevice() === true && process.stdin.isTTY === true
}

/** All of stdin as text; a closed stdin is empty. Throws InputError for a terminal, for a folder and for what is not UTF-8. */
export async function readStdin(): Promise<string> {
  if (stdinIsTerminal()) {
    throw new InputError(
      'Stdin must be a pipe or a file, as in `kustomize build DIR | flux-tenancy fn`.',
    )
  }
  // Node reads a folder as if it were empty
  if (stdinStats()?.isDirectory()) {
    throw new InputError('Stdin must be a pipe or a file, and it is a folder.')
  }
  try {
    return decodeUtf8(await stdinBytes(), 'input')
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`Stdin cannot be read: ${systemReason(error)}.`)
  }
}

/** Undefined where it is closed, which is an empty stdin. */
function stdinStats(): Stats | undefined {
  try {
    return fstatSync(0)
  } catch {
    return undefined
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
  await written('stderr', outcome.stderr)
  if (outcome.stdout === undefined) return
  const problem = await written('stdout', outcome.stdout)
  if (problem === undefined) return
  process.exitCode = 2
  await written('stderr', `flux-tenancy: error: Stdout cannot be written: ${problem}.\n`)
}

/** Writes on stderr at once: what must be read before something is done. */
export async function tell(text: string): Promise<void> {
  await written('stderr', text)
}

/** Why `text` could not be written to its end; undefined for success and for a closed pipe. */
async function written(name: 'stdout' | 'stderr', text: string): Promise<string | undefined> {
  try {
    const rest = writeAtOnce(name === 'stdout' ? 1 : 2, text)
    if (rest.length > 0) await streamed(name === 'stdout' ? process.stdout : process.stderr, rest)
    return undefined
  } catch (error) {
    return hasCode(error, 'EPIPE') ? undefined : systemReason(error)
  }
}

function streamed(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    // a stream that fails tells its callback and emits the error too, which would end the process
    stream.on('error', () => {})
    stream.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}
