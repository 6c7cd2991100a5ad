import { readArguments } from '../flux/arguments.ts'
import { type FieldPath, valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import type { Patch } from '../kustomize/patch.ts'
import { bringsNewContainer } from './brought.ts'
import type { Finding } from './finding.ts'
import type { ControllerPlan } from './lock.ts'
import { mayExclude } from './not-applied.ts'
import { patchedContainer, patchesReaching, syncPatches } from './sync-patch.ts'
import { isAsWanted, isDoubtful, isInForce, type WantedFlag } from './wanted.ts'

/**
 * What the patches of a Flux object, in the fields `patches` and the like at `path`, do to controllers after everything in the input. Those
 * for which `counts` is false are not asked about.
 */
export function latePatchFindings(
  item: Item,
  path: FieldPath,
  plans: readonly ControllerPlan[],
  counts: (patch: Patch) => boolean = () => true,
): readonly Finding[] {
  const patches = syncPatches(mapAt(valueAt(item.object, path)))
  const field = [...path, 'patches']
  return plans.flatMap((plan): readonly Finding[] => {
    const { object } = plan.controller.item
    const reaching = patchesReaching(patches, plan.controller.item).filter(counts)
    const isOpen = (patch: Patch) =>
      mayExclude(patch.content) || bringsNewContainer(patch.content, object)
    if (reaching.some(isOpen)) return [changesLate(item, field, plan)]
    // then nothing of the profile is in its arguments
    if (plan.wanted.length === 0) return []
    const container = patchedContainer(plan.container, reaching, plan.controller)
    if (container === plan.container) return []
    if (container === 'unclear') return [changesLate(item, field, plan)]
    const args = readArguments(container, plan.controller.controller)
    const wanted = plan.wanted.filter(({ value }) => value !== undefined)
    const isUnclear = args.problem !== undefined || args.opaque.length > 0
    const isLeft = (flag: WantedFlag) => isInForce(args, flag) || !isDoubtful(args, flag)
    if (isUnclear || !wanted.every(isLeft)) return [changesLate(item, field, plan)]
    const [lost] = wanted.filter((flag) => !isAsWanted(args, flag))
    if (!lost) return []
    const message = `\`${field.join('.')}\` must leave \`--${lost.setting.id}\` of ${plan.controller.controller} as it is: Flux applies them last.`
    return [{ rule: 'sync-overrides', item, message, field: { path: field } }]
  })
}

/** That a field of a Flux object may change a controller after everything in the input. */
export function changesLate(
  item: Item,
  path: FieldPath,
  { controller: { controller } }: ControllerPlan,
): Finding {
  const message = `\`${path.join('.')}\` may change ${controller} after everything in the input: what is applied is sure only if it stands in the kustomization.yaml and \`kustomize build\` is checked.`
  return { rule: 'sync-changes', item, message, field: { path } }
}
