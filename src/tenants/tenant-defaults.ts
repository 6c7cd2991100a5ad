import { isMap } from '../krm/object.ts'

/**
 * `value` with `defaults` under it, as JSON merge patch (RFC 7386) has it: mappings merge, lists and scalars replace, null removes. What is
 * left has no null in its mappings.
 */
export function mergedOver(defaults: unknown, value: unknown): unknown {
  if (value === undefined) return mergedOver(undefined, defaults ?? {})
  if (!isMap(value)) return value
  const under = isMap(defaults) ? defaults : {}
  const keys = new Set([...Object.keys(under), ...Object.keys(value)])
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const own = Object.hasOwn(value, key) ? value[key] : under[key]
      if (own === null || own === undefined) return []
      return [[key, mergedOver(Object.hasOwn(value, key) ? under[key] : undefined, own)]]
    }),
  )
}
