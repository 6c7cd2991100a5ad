/** A value as JSON on one line. An integer beyond 2^53, which is a `bigint` here, is the text of its digits, as no reader of JSON keeps it. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, printable)
}

/** For JSON.stringify, which throws for a `bigint`. */
export function printable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
