/** Text that cannot be read as what it has to be. `message` is one sentence without the position. */
export class YamlError extends Error {
  override readonly name = 'YamlError'
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number

  constructor(message: string, position: Position) {
    super(message)
    this.line = position.line
    this.column = position.column
  }
}

/** A place in a text, both from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The line and column of an offset; a line ends with LF. */
export function positionAt(text: string, offset: number): Position {
  let line = 1
  let lineStart = 0
  for (;;) {
    const lineEnd = text.indexOf('\n', lineStart)
    if (lineEnd < 0 || lineEnd >= offset) return { line, column: offset - lineStart + 1 }
    line += 1
    lineStart = lineEnd + 1
  }
}

/** An error at `offset` of `text`. */
export function yamlErrorAt(message: string, text: string, offset: number): YamlError {
  return new YamlError(message, positionAt(text, offset))
}
