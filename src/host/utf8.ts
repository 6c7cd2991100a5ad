import { InputError } from '../run/input-error.ts'

/** Byte order marks of the encodings that editors and shells of Windows write; the longer marks come first. */
const foreignMarks = [
  { bytes: [0xff, 0xfe, 0, 0], encoding: 'UTF-32' },
  { bytes: [0, 0, 0xfe, 0xff], encoding: 'UTF-32' },
  { bytes: [0xff, 0xfe], encoding: 'UTF-16' },
  { bytes: [0xfe, 0xff], encoding: 'UTF-16' },
] as const

/** The text of some bytes, or why they are none: a clause that goes on after "must be UTF-8, and". */
export type Decoded = { readonly text: string } | { readonly problem: string }

/**
 * The text of `bytes`; a UTF-8 byte order mark stays in it, so that it comes out as it went in. Anything but strict UTF-8 is a
 * problem, since a replaced character would be written back in place of what was there.
 */
export function utf8Text(bytes: Uint8Array): Decoded {
  const foreign = foreignMarks.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte))
  if (foreign) return { problem: `its byte order mark says ${foreign.encoding}` }
  const text = strictText(bytes)
  return text === undefined ? { problem: `line ${firstInvalidLine(bytes)} is not` } : { text }
}

/** As above. `source` names the bytes in sentences: `input`, or a file. Throws InputError for what is no UTF-8. */
export function decodeUtf8(bytes: Uint8Array, source: string): string {
  const decoded = utf8Text(bytes)
  if ('text' in decoded) return decoded.text
  throw new InputError(`The ${source} must be UTF-8, and ${decoded.problem}.`)
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function strictText(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Counted from 1. A line feed is never part of a longer UTF-8 sequence, so lines can be judged one by one. */
function firstInvalidLine(bytes: Uint8Array): number {
  let start = 0
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0 || strictText(bytes.subarray(start, end)) === undefined) return line
    start = end + 1
  }
}
