/** Columns farther right are left to the parse: a search that counts them has a stack. */
export const lastColumn = 999

/**
 * The start of the first line behind `lineEnd` that holds more than blanks or a comment at `column` or left of it; the text's length where
 * there is none. One search, as most lines are deeper; `column` must not be beyond {@link lastColumn}.
 */
export function nextLineWithin(text: string, lineEnd: number, column: number): number {
  const line = linesWithin.get(column) ?? lineWithin(column)
  line.lastIndex = lineEnd
  return line.test(text) ? text.lastIndexOf('\n', line.lastIndex) + 1 : text.length
}

const linesWithin = new Map<number, RegExp>()

function lineWithin(column: number): RegExp {
  // most lines are deeper and told by the first look
  const blanks = column === 0 ? '' : `(?! {${column + 1}})[ \\t]{0,${column}}`
  const line = new RegExp(`\\n${blanks}(?=[^ \\t\\r\\n#]|\\r(?!\\n|$))`, 'g')
  linesWithin.set(column, line)
  return line
}
