import { isMap } from './object.ts'

/** Where a value stands in an object: keys of mappings and positions in lists. */
export type FieldPath = readonly (string | number)[]

const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/

/** Prints a path in the style of the KRM functions specification: `spec.containers[0].args`, `metadata.annotations["a.b/c"]`. */
export function formatFieldPath(path: FieldPath): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (plainKey.test(step)) text += text === '' ? step : `.${step}`
    else text += `[${JSON.stringify(step)}]`
  }
  return text
}

/** The value at `path`, or undefined where the path ends early. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  let current = value
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) {
      return undefined
    }
    current = (current as Record<string | number, unknown>)[step]
  }
  return current
}

/** `value` with `leaf` at `path`; all else is shared with the one before. What the path does not find stays as it is. */
export function withValue(value: unknown, [step, ...rest]: FieldPath, leaf: unknown): unknown {
  if (step === undefined) return leaf
  if (Array.isArray(value)) {
    return value.map((entry, index) => (index === step ? withValue(entry, rest, leaf) : entry))
  }
  return isMap(value) ? { ...value, [step]: withValue(value[step], rest, leaf) } : value
}
