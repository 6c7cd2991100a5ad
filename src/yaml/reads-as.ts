import { isMap } from '../krm/object.ts'

/**
 * True if `read`, a value that the reader gave, is what `meant` says: `undefined` in lists and mappings stands for nothing, and prototypes
 * do not count, so that values of another realm may be meant. `-0` is not `0`, and NaN is itself.
 */
export function readsAs(read: unknown, meant: unknown): boolean {
  if (Array.isArray(meant)) return Array.isArray(read) && isListAsMeant(read, meant)
  if (!isMap(meant)) return Object.is(read, meant)
  if (!isMap(read)) return false
  let count = 0
  for (const key of Object.keys(meant)) {
    const value = meant[key]
    if (value === undefined) continue
    if (!Object.hasOwn(read, key) || !readsAs(read[key], value)) return false
    count += 1
  }
  return Object.keys(read).length === count
}

function isListAsMeant(read: readonly unknown[], meant: readonly unknown[]): boolean {
  let count = 0
  for (const value of meant) {
    if (value === undefined) continue
    if (count >= read.length || !readsAs(read[count], value)) return false
    count += 1
  }
  return count === read.length
}
