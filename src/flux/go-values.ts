import type { FlagType } from './flags.ts'

const trueWords = ['1', 't', 'T', 'TRUE', 'true', 'True']
const falseWords = ['0', 'f', 'F', 'FALSE', 'false', 'False']

/** Reads a boolean as Go's `strconv.ParseBool` does; undefined for what that refuses, as `yes` and the empty text. */
export function isTrue(value: string): boolean | undefined {
  if (trueWords.includes(value)) return true
  return falseWords.includes(value) ? false : undefined
}

/** True if a flag of this type takes the value; any other value ends the controller's process at once. */
export function isValueOf(type: FlagType, value: string): boolean {
  return valueChecks[type](value)
}

/** What spf13/pflag and k8s.io/component-base accept for each type (Go's strconv, time and encoding/csv). */
const valueChecks: Readonly<Record<FlagType, (value: string) => boolean>> = {
  bool: (value) => isTrue(value) !== undefined,
  string: () => true,
  int: (value) => isIntegerIn(value, -(2n ** 63n), 2n ** 63n - 1n),
  int64: (value) => isIntegerIn(value, -(2n ** 63n), 2n ** 63n - 1n),
  // ParseUint knows no sign, not even a plus
  uint8: (value) => !/^[+-]/.test(value) && isIntegerIn(value, 0n, 2n ** 8n - 1n),
  uint16: (value) => !/^[+-]/.test(value) && isIntegerIn(value, 0n, 2n ** 16n - 1n),
  float32: isFloat32,
  duration: isDuration,
  stringSlice: isCsvRecord,
  stringArray: () => true,
  mapStringBool: (value) => readMapStringBool(value) !== undefined,
}

/**
 * Reads `A=true,B=false` as component-base's map flag does: spaces around names and values do not count,
 * empty pairs are passed over, a later pair wins. Undefined for what it refuses.
 */
export function readMapStringBool(value: string): ReadonlyMap<string, boolean> | undefined {
  const map = new Map<string, boolean>()
  for (const pair of value.split(',')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const state = isTrue(pair.slice(equals + 1).trim())
    if (equals < 0 || state === undefined) return undefined
    map.set(pair.slice(0, equals).trim(), state)
  }
  return map
}

const integer =
  /^([+-]?)(0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?[0-9])*)$/

/** ParseInt with base 0: prefixes `0x`, `0b`, `0o` and `0`, underscores between digits. */
function isIntegerIn(value: string, least: bigint, most: bigint): boolean {
  const match = integer.exec(value)
  if (!match) return false
  const digits = (match[2] ?? '').replaceAll('_', '').toLowerCase()
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)
  const number = match[1] === '-' ? -magnitude : magnitude
  return number >= least && number <= most
}

const decimalFloat =
  /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/
const hexFloat =
  /^[+-]?0x(?:(?:_?[\da-f])+(?:\.(?:[\da-f](?:_?[\da-f])*)?)?|\.[\da-f](?:_?[\da-f])*)p[+-]?\d(?:_?\d)*$/i
const namedFloat = /^(?:[+-]?inf|[+-]?infinity|nan)$/i

/** ParseFloat: an underscore may stand between digits. */
function isFloat32(value: string): boolean {
  if (decimalFloat.test(value)) {
    return Number.isFinite(Math.fround(Number(value.replaceAll('_', ''))))
  }
  return hexFloat.test(value) || namedFloat.test(value)
}

const durationUnits: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
}

/** time.ParseDuration: numbers with units, `1h30m`; only zero may stand without a unit. */
function isDuration(value: string): boolean {
  const unsigned = value.replace(/^[+-]/, '')
  if (unsigned === '0') return true
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(unsigned)) return false
  let nanoseconds = 0
  for (const [, count = '', unit = ''] of unsigned.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    nanoseconds += Number(count) * (durationUnits[unit] ?? 0)
  }
  return nanoseconds < 2 ** 63
}

/** One line of comma-separated values; a quote may stand only around a whole value. */
function isCsvRecord(value: string): boolean {
  return /^(?:"(?:[^"]|"")*"|[^",\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\n]*))*(?:\n|$)/.test(value)
}
