import { valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { jsonOf } from '../krm/json.ts'
import { isMap, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { type TargetObject, targetObject } from '../kustomize/identity.ts'
import { applyOperations } from '../kustomize/json6902.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Patch } from '../kustomize/patch.ts'
import { patchesOn } from '../kustomize/patches.ts'
import { kustomizationAsSynced } from '../kustomize/synced.ts'
import { canTouch } from '../kustomize/touches.ts'
import type { FoundController } from './find.ts'
import { withContainer } from './with-container.ts'

const patchFields = ['patches', 'patchesStrategicMerge', 'patchesJson6902'] as const

/** The patches of a Flux Kustomization's `spec`, also those of the fields that v1 does not have any more. */
export function syncPatches(spec: PlainMap): KustomizationFile {
  const patches = Object.fromEntries(
    patchFields.map((field) => [field, listAt(spec[field]).map(withWideTarget)]),
  )
  const placeOf = () => ({ path: '', line: 1 })
  return kustomizationAsSynced('', undefined, { spec: patches, placeOf })
}

/**
 * A patch with a target that what is built may have met before it was built: the folder's own kustomization moves objects to its namespace, and gives them
 * labels, after the patches of `spec`.
 */
function withWideTarget(entry: unknown): unknown {
  if (!isMap(entry) || !isMap(entry['target'])) return entry
  const { namespace: _, labelSelector, ...target } = entry['target'] as Record<string, unknown>
  // labels only come, so what asks for one is met by what is built too
  const isNegative = typeof labelSelector === 'string' && /!|\bnotin\b/.test(labelSelector)
  return { ...entry, target: isNegative ? target : { ...target, labelSelector } }
}

/** Those that reach a workload or may, in the order in which kustomize applies them. */
export function patchesReaching(patches: KustomizationFile, item: Item): readonly Patch[] {
  const object = targetObject(item.object)
  const { name } = object
  // patches come before the namespace of the folder's own kustomization
  const mentioned = jsonOf(patches.value).matchAll(/namespace: *\\?"?([\w.-]+)/g)
  const namespaces = [undefined, ...[...mentioned].map(([, each]) => each)]
  const earlier: TargetObject['earlier'] = namespaces.map((namespace) => ({ name, namespace }))
  return patchesOn({ kustomizations: new Map() }, new Map(), [patches], { ...object, earlier })
    .patches
}

/** True if the patch means an object by its name and not just everything of a kind. */
export function isAimed({ target }: Patch): boolean {
  if (target?.by !== 'selector') return target !== undefined
  return target.name !== '' && !/^\.[*+]$/.test(target.name)
}

/** The fields of a container that say what it runs. */
export const programFields = ['command', 'args', 'image'] as const

/**
 * What patches make of a controller's container, the same one if nothing that it runs is changed; `unclear` where one of them may change
 * that and cannot be evaluated with certainty.
 */
export function patchedContainer(
  container: PlainMap,
  patches: readonly Patch[],
  { item, path, isInit }: FoundController,
): PlainMap | 'unclear' {
  let object: unknown = withContainer(item.object, path, container)
  let isTouched = false
  // kustomize may put a container that a merge brings before the others
  let isMoved = isInit
  for (const { content, reaches } of patches) {
    const known = isMoved ? undefined : object
    const touches = programFields.some((field) => canTouch(content, [...path, field], known))
    const isEvaluated = content.kind === 'json6902' && reaches === 'yes' && !isMoved
    const applied = isEvaluated ? applyOperations(object, content.operations) : undefined
    if (applied?.kind === 'object') {
      object = applied.object
      isTouched ||= touches
    } else if (touches) return 'unclear'
    else isMoved ||= canTouch(content, path.slice(0, -1))
  }
  return isTouched ? mapAt(valueAt(object, path)) : container
}
