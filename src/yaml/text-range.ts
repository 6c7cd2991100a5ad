import { positionAt, YamlError } from './yaml-error.ts'

/** A part of a text, by offsets. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** Runs a reader over the part of `text` that begins at `start`, so that positions in its errors count from the start of `text`. */
export function readAt<Value>(text: string, start: number, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof YamlError) || start === 0) throw error
    const origin = positionAt(text, start)
    throw new YamlError(error.message, {
      line: origin.line + error.line - 1,
      column: error.line === 1 ? origin.column + error.column - 1 : error.column,
    })
  }
}
