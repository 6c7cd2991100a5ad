import { jsonOf } from '../krm/json.ts'
import { isMap } from '../krm/object.ts'
import { pointerSteps } from './json-pointer.ts'
import { added, removed, replaced, type StepFailure, valueBehind } from './json-steps.ts'
import type { Operation } from './operation.ts'
import { sameJson } from './same-json.ts'

/** What a JSON 6902 patch makes of an object. */
export type Applied =
  | { readonly kind: 'object'; readonly object: unknown }
  /** kustomize's build stops with an error. `message` is a sentence. */
  | { readonly kind: 'fails'; readonly message: string; readonly operation: number }
  /** Not evaluated: the position of the operation, from 0. */
  | { readonly kind: 'undecided'; readonly operation: number }

/**
 * Applies a list of operations as kustomize does (gopkg.in/evanphx/json-patch.v4), as far as that can be told with certainty. In a
 * workload's containers only `test`
 * and an `add` of single arguments are evaluated, and what concerns neither arguments, command, image nor name; around them, whatever
 * leaves the containers alone.
 */
export function applyOperations(object: unknown, operations: readonly Operation[]): Applied {
  let current = object
  for (const [index, operation] of operations.entries()) {
    const next = applyOne(current, operation)
    if (next === 'undecided') return { kind: 'undecided', operation: index }
    if ('failure' in next) return { kind: 'fails', message: next.failure, operation: index }
    current = next.value
  }
  return { kind: 'object', object: current }
}

type Step = { readonly value: unknown } | StepFailure | 'undecided'

function applyOne(object: unknown, operation: Operation): Step {
  const { op, path } = operation
  const steps = pointerSteps(path)
  if (!steps || steps.length === 0) return 'undecided'
  const hasValue = Object.hasOwn(operation, 'value')
  if (op === 'test') return hasValue ? tested(object, steps, operation) : 'undecided'
  if (!isMap(object) || reachesArguments(op, steps)) return 'undecided'
  if (op === 'add' && hasValue) return added(object, steps, operation.value)
  if (op === 'replace' && hasValue) return replaced(object, steps, operation.value)
  if (op === 'remove') return removed(object, steps)
  return 'undecided'
}

function tested(object: unknown, steps: readonly string[], { path, value }: Operation): Step {
  const found = valueBehind(object, steps)
  if (found === 'undecided' || 'failure' in found) return found
  const same = sameJson(found.value, value)
  if (same === 'undecided') return 'undecided'
  if (same) return { value: object }
  return {
    failure: `The value at "${path}" must be ${printed(value)}, but is ${printed(found.value)}.`,
  }
}

const containers = ['spec', 'template', 'spec', 'containers']
const decisive: ReadonlySet<string> = new Set(['args', 'command', 'image', 'name'])

/** True for a change to containers as a whole, or to what decides which program runs with which arguments, but an `add` of one argument. */
function reachesArguments(op: string, steps: readonly string[]): boolean {
  const shared = Math.min(steps.length, containers.length)
  if (!containers.slice(0, shared).every((step, index) => steps[index] === step)) return false
  if (steps.length <= containers.length + 1) return true
  const field = steps[containers.length + 1] ?? ''
  const isOneArgument = op === 'add' && field === 'args' && steps.length === containers.length + 3
  return decisive.has(field) && !isOneArgument
}

function printed(value: unknown): string {
  if (value === undefined) return 'absent'
  return jsonOf(value)
}
