/** How wide a line of text may be, in characters. */
const width = 100

/** Rows with all columns but the last padded; no blanks at the end of a line. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Two columns; the second is broken between words and stays in its column. */
export function definitions(rows: readonly (readonly [string, string])[]): readonly string[] {
  const left = Math.max(...rows.map(([term]) => term.length)) + 2
  return rows.flatMap(([term, text]) =>
    wrapped(text, left + 2).map((line, at) => (at === 0 ? term : '').padEnd(left) + line),
  )
}

/** `text` broken between words so that no line is wider than a page with `indent` blanks before it, where that can be. */
export function wrapped(text: string, indent = 0): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width - indent) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** A title and its lines below it, two blanks in. */
export function section(title: string, lines: readonly string[]): string {
  return `${title}:\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}`
}

/** Parts with an empty line between them; ends with a newline. */
export function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}
