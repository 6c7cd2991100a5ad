import { printable } from '../krm/json.ts'

/** What machines read on stdout: one JSON document, ended by a newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, printable, 2)}\n`
}
