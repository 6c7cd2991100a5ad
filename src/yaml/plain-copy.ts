import { isMap } from '../krm/object.ts'

/** The value as the reader would give it back: without `undefined`, and without prototypes of others, such as those of another realm. */
export function plainCopy(value: unknown): unknown {
  if (Array.isArray(value)) {
    // the methods of a list of another realm make lists of that realm
    return Array.from(value)
      .filter((entry) => entry !== undefined)
      .map(plainCopy)
  }
  if (!isMap(value)) return value
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(entries.map(([key, entry]) => [key, plainCopy(entry)]))
}

/** A list without entries that stand for nothing: itself where there are none. */
export function present(list: readonly unknown[]): readonly unknown[] {
  return list.includes(undefined) ? list.filter((entry) => entry !== undefined) : list
}
