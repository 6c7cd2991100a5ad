/** What machines read on stdout: one JSON document, ended by a newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, printableNumber, 2)}\n`
}

/** Integers beyond 2^53 have no exact form in JSON readers: their digits are kept as text. */
function printableNumber(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
