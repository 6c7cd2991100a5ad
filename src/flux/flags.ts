import type { ControllerName } from './controllers.ts'
import { flagTable } from './flag-table.ts'
import { type Ranges, readRanges, type Unsupported, unsupportedIn } from './support.ts'
import { absentFlagReason } from './tenancy-flags.ts'
import type { Version } from './version.ts'

/** The value types of spf13/pflag that Flux uses. All but `bool` take the next entry if they have no `=value`. */
export const flagTypes = [
  'bool',
  'string',
  'int',
  'int64',
  'uint8',
  'uint16',
  'float32',
  'duration',
  'stringSlice',
  'stringArray',
  'mapStringBool',
] as const
export type FlagType = (typeof flagTypes)[number]

/** One flag: a name has the same type on every controller and version that has it. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string
  readonly type: FlagType
  readonly ranges: Ranges
}

export type FlagSupport = { readonly kind: 'known'; readonly type: FlagType } | Unsupported

/** All flags by name. */
export const flags: ReadonlyMap<string, Flag> = new Map(flagTable.trim().split('\n').map(readRow))

/** Whether a controller's version can parse a flag, given without dashes. What it cannot parse ends its process at once. */
export function flagSupport(
  controller: ControllerName,
  version: Version,
  name: string,
): FlagSupport {
  const flag = flags.get(name)
  if (flag) {
    return unsupportedIn(flag.ranges, controller, version) ?? { kind: 'known', type: flag.type }
  }
  const reason = absentFlagReason(name)
  return reason === undefined ? { kind: 'unknown' } : { kind: 'never', reason }
}

function readRow(line: string): [string, Flag] {
  const [name = '', type = '', ...cells] = line.split(/ +/)
  if (!isFlagType(type)) throw new Error(`The table of Flux flags is broken: ${line}.`)
  let ranges: Ranges | undefined
  const flag: Flag = {
    name,
    type,
    // few flags are asked for in one run
    get ranges() {
      ranges ??= readRanges(cells)
      return ranges
    },
  }
  return [name, flag]
}

function isFlagType(type: string): type is FlagType {
  return (flagTypes as readonly string[]).includes(type)
}
