import { types } from 'node:util'

/** Node's message without its call: `ENOENT: no such file or directory`. */
export function systemReason(error: unknown): string {
  return types.isNativeError(error) ? error.message.replace(/, \w+( '.*')?$/s, '') : String(error)
}

/** True for an error of the system with one of these codes, as `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return types.isNativeError(error) && 'code' in error && codes.includes(String(error.code))
}
