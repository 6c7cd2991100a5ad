import { mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { isClusterScoped, type TargetObject } from './identity.ts'
import type { Patch } from './patch.ts'
import { canTouch } from './touches.ts'

/** The object's identity once a change has reached it, as later selectors see it. */
export function identityAfter(object: TargetObject, patch: Patch): TargetObject {
  const { content, reaches, renames } = patch
  if (content.kind === 'other' && reaches === 'yes') {
    const value = content.value ?? {}
    if (content.what === 'labels') return withLabels(object, value)
    if (content.what === 'namespace') return inNamespace(object, stringAt(value['namespace']) ?? '')
    if (content.what === 'namePrefix' || content.what === 'nameSuffix') {
      return withAffix(object, content.what, stringAt(value[content.what]) ?? '')
    }
  }
  // kustomize puts name and namespace back after a strategic merge, unless it is told not to
  const isMerge = content.kind === 'other' && content.what === 'strategic merge'
  const id = isMerge ? renames === true : canTouch(content, ['metadata', 'name'])
  const type = changesType(patch)
  const namespace = !isMerge && canTouch(content, ['metadata', 'namespace'])
  const labels = ['labels', 'annotations'].some((field) => canTouch(content, ['metadata', field]))
  const unsure = object.unsure ?? { id: false, labels: false, type: false }
  return {
    ...object,
    unsure: {
      id: unsure.id || id || namespace,
      labels: unsure.labels || labels,
      type: unsure.type || type,
    },
  }
}

/** A kind that changes, and may change back, is met by selectors of both: with `allowKindChange` kustomize does not put it back. */
function changesType({ content, renames }: Patch): boolean {
  const isPutBack =
    content.kind === 'other' &&
    content.what !== 'replacements' &&
    !(content.what === 'strategic merge' && renames === true)
  return !isPutBack && (canTouch(content, ['kind']) || canTouch(content, ['apiVersion']))
}

function withLabels(object: TargetObject, value: PlainMap): TargetObject {
  const metadata = mapAt(value['metadata'])
  return {
    ...object,
    labels: { ...object.labels, ...mapAt(metadata['labels']) },
    annotations: { ...object.annotations, ...mapAt(metadata['annotations']) },
  }
}

/** Source: kubernetes-sigs/kustomize api/filters/namespace/namespace.go: a Namespace is renamed, every other object moved. */
function inNamespace(object: TargetObject, namespace: string): TargetObject {
  if (object.kind === 'Namespace' && object.group === '')
    return renamed(object, { name: namespace })
  return isClusterScoped(object) ? object : renamed(object, { namespace })
}

/** Source: kubernetes-sigs/kustomize api/internal/builtins/PrefixTransformer.go, prefixFieldSpecsToSkip. */
const unaffixed: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'Namespace'])

function withAffix(object: TargetObject, what: 'namePrefix' | 'nameSuffix', affix: string) {
  const isApiService = object.kind === 'APIService' && object.group === 'apiregistration.k8s.io'
  if (unaffixed.has(object.kind) || isApiService) return object
  const name = what === 'namePrefix' ? affix + object.name : object.name + affix
  return renamed(object, { name })
}

function renamed(object: TargetObject, to: { name: string } | { namespace: string }): TargetObject {
  const { name, namespace } = object
  return { ...object, ...to, earlier: [...(object.earlier ?? []), { name, namespace }] }
}
