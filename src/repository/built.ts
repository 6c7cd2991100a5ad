import { isDeepStrictEqual } from 'node:util'
import { type FieldPath, valueAt, withValue } from '../krm/field-path.ts'
import { jsonOf } from '../krm/json.ts'
import { isMap, type KubernetesObject, listAt, mapAt, type PlainMap } from '../krm/object.ts'
import { targetObject } from '../kustomize/identity.ts'
import { withImage } from '../kustomize/images.ts'
import { type Applied, applyOperations } from '../kustomize/json6902.ts'
import type { Origin } from '../kustomize/origin.ts'
import { isDeletion, type Patch } from '../kustomize/patch.ts'
import { patchesOn } from '../kustomize/patches.ts'
import { canTouch } from '../kustomize/touches.ts'
import { applierOf } from '../lockdown/applied.ts'
import { bringsNewContainer } from '../lockdown/brought.ts'
import type { Chain } from './chains.ts'
import type { Repository } from './repository.ts'
import { type BuiltItem, builtItem, type RepositoryItem } from './repository-item.ts'

/** What is built of an object, and what cannot be told of it. */
export interface Built {
  readonly item: BuiltItem
  readonly chain: Chain
  /** All that reaches it, or may, evaluated or not. */
  readonly patches: readonly Patch[]
  /** True if a patch deletes it. */
  readonly isDeleted: boolean
  /** The object behind each patch that was evaluated, in order. */
  readonly steps: readonly { readonly origin: Origin; readonly object: KubernetesObject }[]
  /** What may change one of the fields that were asked for; `step` is how many steps come before it. */
  readonly unclear: readonly { readonly patch: Patch; readonly step: number }[]
  /** What stops the build. */
  readonly failures: readonly { readonly origin: Origin; readonly message: string }[]
}

/** What of an object counts, and which changes are to be left out. */
export interface BuildQuestion {
  fieldsOf(object: KubernetesObject): readonly FieldPath[]
  /** True for a patch that is not there in the world that is asked about. */
  isLeftOut(origin: Origin): boolean
}

/**
 * Follows an object through a chain of kustomizations. Only JSON 6902 patches that surely reach it and consist of what can be evaluated are
 * evaluated; any other change that may touch a field that was asked for is `unclear`.
 */
export function built(
  { tree, files }: Repository,
  chain: Chain,
  origin: RepositoryItem,
  question: BuildQuestion,
): Built {
  const { patches, object: identity } = patchesOn(
    tree,
    files,
    chain.kustomizations,
    targetObject(origin.object),
  )
  const steps: { origin: Origin; object: KubernetesObject }[] = []
  const unclear: { patch: Patch; step: number }[] = []
  const failures: { origin: Origin; message: string }[] = []
  let isDeleted = false
  let object = origin.object
  for (const patch of patches) {
    if (question.isLeftOut(patch.origin)) continue
    const { reaches } = patch
    const applied = evaluated(patch, object)
    if (applied?.kind === 'fails') {
      failures.push({ origin: patch.origin, message: applied.message })
    } else if (applied?.kind === 'object') {
      if (applied.object !== object) {
        object = applied.object as KubernetesObject
        steps.push({ origin: patch.origin, object })
      }
    } else if (isDeletion(patch)) {
      isDeleted = true
    } else {
      if (mayChange(patch, object, question.fieldsOf(object))) {
        unclear.push({ patch, step: steps.length })
      }
      if (reaches === 'yes') object = withNewContainers(object, patch)
    }
  }
  const { name, namespace } = identity
  const item = builtItem(origin, object, { name, namespace })
  return { item, chain, patches, isDeleted, steps, unclear, failures }
}

/** What a patch makes of an object, if that is evaluated at all. */
function evaluated({ content, reaches }: Patch, object: KubernetesObject): Applied | undefined {
  if (content.kind === 'json6902') {
    const applied = reaches === 'yes' ? applyOperations(object, content.operations) : undefined
    return applied?.kind === 'undecided' ? undefined : applied
  }
  if (content.what === 'strategic merge') {
    return reaches === 'yes' ? mergedApplied(object, content.value) : undefined
  }
  if (content.what !== 'images') return undefined
  const after = withImage(object, content.value ?? {})
  return after && { kind: 'object', object: isDeepStrictEqual(after, object) ? object : after }
}

/**
 * A merge into an object of Flux. Its kinds have no merge keys, so lists are replaced, as kustomize does for every kind that Kubernetes has not built
 * in. One with directives is not evaluated.
 */
function mergedApplied(object: KubernetesObject, value: PlainMap | undefined): Applied | undefined {
  if (!applierOf(object) || !value || hasDirective(value)) return undefined
  const { metadata: _, apiVersion: __, kind: ___, ...rest } = value as Record<string, unknown>
  return { kind: 'object', object: merged(object, rest) }
}

function merged(before: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch
  // no assignment to a name of the patch: `__proto__` would pass fields off that the object does not have
  const after = new Map(Object.entries(mapAt(before)))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) after.delete(key)
    else after.set(key, merged(after.get(key), value))
  }
  return Object.fromEntries(after)
}

function hasDirective(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasDirective)
  if (!isMap(value)) return false
  return Object.entries(value).some(([key, each]) => key.startsWith('$') || hasDirective(each))
}

/** What a merge makes of the containers: kustomize puts new ones in front, where the Component then finds another one than it tests for. */
function withNewContainers(object: KubernetesObject, { content }: Patch): KubernetesObject {
  if (content.kind !== 'other' || content.what !== 'strategic merge') return object
  const path = ['spec', 'template', 'spec', 'containers']
  const own = listAt(valueAt(object, path))
  const names = new Set(own.map((each) => mapAt(each)['name']))
  const added = listAt(valueAt(content.value, path)).filter(
    (each) => !names.has(mapAt(each)['name']),
  )
  if (added.length === 0 || own.length === 0) return object
  return withValue(object, path, [...added, ...own]) as KubernetesObject
}

function mayChange(
  { content }: Patch,
  object: KubernetesObject,
  fields: readonly FieldPath[],
): boolean {
  if (content.kind === 'other') {
    switch (content.what) {
      case 'postBuild':
        // it replaces variables, and the text of these fields holds none
        return fields.some((path) => jsonOf(valueAt(object, path) ?? '').includes('${'))
      case 'configMapGenerator':
      case 'secretGenerator':
      // they rename references to what they make, which none of the fields is
      case 'namespace':
      case 'namePrefix':
      case 'nameSuffix':
        // kustomize renames the references that it knows, and those of Flux to accounts are none
        return false
      default:
        break
    }
  }
  return (
    fields.some((path) => canTouch(content, path, object)) || bringsNewContainer(content, object)
  )
}
