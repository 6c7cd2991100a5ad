import { isMap } from '../krm/object.ts'
import { listIndex } from './json-pointer.ts'

/** Why kustomize's build stops, as a sentence. */
export interface StepFailure {
  readonly failure: string
}

type Changed = { readonly value: unknown } | StepFailure | 'undecided'
type Change = (parent: unknown, key: string) => Changed

/** The value behind a pointer's steps; undefined for an absent key of a mapping. */
export function valueBehind(value: unknown, steps: readonly string[]): Changed {
  let current = value
  for (const [depth, step] of steps.entries()) {
    if (isMap(current)) {
      current = ownValue(current, step)
    } else if (Array.isArray(current)) {
      const index = listIndex(step)
      if (index === undefined) return 'undecided'
      if (index >= current.length) return missing(steps, depth + 1)
      current = current[index]
    } else {
      return missing(steps, depth)
    }
  }
  return { value: current }
}

/** `value` with `entry` put at the steps: a key set, or an entry of a list inserted. */
export function added(value: unknown, steps: readonly string[], entry: unknown): Changed {
  return changed(value, steps, (parent, key) => {
    if (isMap(parent)) return { value: withKey(parent, key, entry) }
    if (!Array.isArray(parent)) return missing(steps, steps.length - 1)
    const index = key === '-' ? parent.length : listIndex(key)
    if (index === undefined) return 'undecided'
    if (index > parent.length) return missing(steps, steps.length)
    return { value: parent.toSpliced(index, 0, entry) }
  })
}

/** `value` with `entry` in place of what stands at the steps; an absent key of a mapping is set, as kustomize does. */
export function replaced(value: unknown, steps: readonly string[], entry: unknown): Changed {
  return changed(value, steps, (parent, key) => {
    if (isMap(parent)) return { value: withKey(parent, key, entry) }
    return inList(parent, key, steps, (list, index) => list.with(index, entry))
  })
}

/** `value` without what stands at the steps. */
export function removed(value: unknown, steps: readonly string[]): Changed {
  return changed(value, steps, (parent, key) => {
    if (!isMap(parent)) return inList(parent, key, steps, (list, index) => list.toSpliced(index, 1))
    if (!Object.hasOwn(parent, key)) return missing(steps, steps.length)
    return { value: Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key)) }
  })
}

function changed(value: unknown, steps: readonly string[], change: Change, depth = 0): Changed {
  const step = steps[depth] ?? ''
  if (depth === steps.length - 1) return change(value, step)
  const inner = valueBehind(value, [step])
  if (inner === 'undecided') return inner
  if ('failure' in inner) return missing(steps, Array.isArray(value) ? depth + 1 : depth)
  const next = changed(inner.value, steps, change, depth + 1)
  if (next === 'undecided' || 'failure' in next) return next
  if (isMap(value)) return { value: withKey(value, step, next.value) }
  return { value: (value as readonly unknown[]).with(Number(step), next.value) }
}

function inList(
  parent: unknown,
  key: string,
  steps: readonly string[],
  change: (list: readonly unknown[], index: number) => unknown,
): Changed {
  if (!Array.isArray(parent)) return missing(steps, steps.length - 1)
  const index = listIndex(key)
  if (index === undefined) return 'undecided'
  return index < parent.length ? { value: change(parent, index) } : missing(steps, steps.length)
}

function ownValue(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

function withKey(map: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const isThere = Object.hasOwn(map, key)
  const entries = Object.entries(map).map(([name, each]) => [name, name === key ? value : each])
  return Object.fromEntries(isThere ? entries : [...entries, [key, value]])
}

function missing(steps: readonly string[], depth: number): StepFailure {
  return { failure: `There must be a value at "/${steps.slice(0, Math.max(depth, 1)).join('/')}".` }
}
