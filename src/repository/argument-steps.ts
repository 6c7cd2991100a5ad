import { type Arguments, readArguments } from '../flux/arguments.ts'
import { valueAt } from '../krm/field-path.ts'
import { mapAt } from '../krm/object.ts'
import type { Origin } from '../kustomize/origin.ts'
import type { ControllerPlan } from '../lockdown/lock.ts'
import { isAsWanted, type WantedFlag } from '../lockdown/wanted.ts'
import type { Built } from './built.ts'
import { builtOf, type ClusterPlan } from './cluster-plan.ts'

/** The controllers of a cluster, each with what is built of its workload. */
export function controllersOf(plan: ClusterPlan): readonly (readonly [ControllerPlan, Built])[] {
  return plan.lockdown.installs.flatMap(({ controllers }) =>
    controllers.flatMap((each) => {
      const built = builtOf(plan, each.controller.item)
      return built ? [[each, built] as const] : []
    }),
  )
}

/** What one patch makes of a controller's arguments. */
interface Step {
  readonly origin: Origin
  readonly before: Arguments
  readonly after: Arguments
}

/** The patches on a controller, in order. */
export function stepsOf({ controller }: ControllerPlan, { item, steps }: Built): readonly Step[] {
  const argumentsOf = (object: unknown) =>
    readArguments(mapAt(valueAt(object, controller.path)), controller.controller)
  let before = argumentsOf(item.origin.object)
  return steps.map(({ origin, object }) => {
    const step = { origin, before, after: argumentsOf(object) }
    before = step.after
    return step
  })
}

/** The last patch that makes a flag other than it is wanted. */
export function blamedFor(
  controller: ControllerPlan,
  built: Built,
  flag: WantedFlag,
): Origin | undefined {
  const steps = stepsOf(controller, built)
  const broke = steps.findLast(
    ({ before, after }) => isAsWanted(before, flag) && !isAsWanted(after, flag),
  )
  const touched = steps.findLast(
    ({ before, after }) => count(before, flag.setting.id) !== count(after, flag.setting.id),
  )
  return (broke ?? touched)?.origin
}

/** How many times a flag is given. */
export function count({ occurrences }: Arguments, name: string): number {
  return occurrences.filter((each) => each.name === name).length
}
