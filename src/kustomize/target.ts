import { mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { effectiveNamespace, type ObjectId, type TargetObject } from './identity.ts'
import { meetsSelector } from './label-selector.ts'
import { both, either, matchesPattern, type Verdict } from './pattern.ts'

/** A `target:` of a patch. An empty field selects everything. */
export interface Selector {
  readonly by: 'selector'
  /** These five are regular expressions over the whole value. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly labelSelector: string
  readonly annotationSelector: string
}

/** What a strategic merge patch without `target:` names by its own header: letter for letter, under any name that the object ever had. */
interface NamedTarget {
  readonly by: 'id'
  readonly id: ObjectId
}

export type Target = Selector | NamedTarget

/** Reads a `target:`. */
export function readSelector(target: unknown): Selector {
  const fields: PlainMap = mapAt(target)
  const text = (name: string) => stringAt(fields[name]) ?? ''
  return {
    by: 'selector',
    group: text('group'),
    version: text('version'),
    kind: text('kind'),
    name: text('name'),
    namespace: text('namespace'),
    labelSelector: text('labelSelector'),
    annotationSelector: text('annotationSelector'),
  }
}

/** Whether kustomize applies what has this target to the object; without a target to every object. */
export function targets(target: Target | undefined, object: TargetObject): Verdict {
  if (!target) return 'yes'
  return target.by === 'id' ? isNamed(target.id, object) : isSelected(target, object)
}

/** Source: kubernetes-sigs/kustomize api/resmap/reswrangler.go, Select. */
function isSelected(selector: Selector, object: TargetObject): Verdict {
  const [original] = object.earlier ?? []
  const names = [object.name, original?.name ?? object.name]
  const namespaces = [object, { ...object, ...original }].map(effectiveNamespace)
  const ids = both(
    either(...names.map((name) => matchesPattern(selector.name, name))),
    either(...namespaces.map((namespace) => matchesPattern(selector.namespace, namespace))),
  )
  const labels = both(
    meetsSelector(selector.labelSelector, object.labels),
    meetsSelector(selector.annotationSelector, object.annotations),
  )
  const selectsLabels = selector.labelSelector !== '' || selector.annotationSelector !== ''
  const selectsType = [selector.group, selector.version, selector.kind].some((each) => each !== '')
  const type = both(
    matchesPattern(selector.group, object.group),
    matchesPattern(selector.version, object.version),
    matchesPattern(selector.kind, object.kind),
  )
  return both(
    // what was one of the kind may be none any more, and the other way round
    object.unsure?.type && selectsType ? 'undecided' : type,
    object.unsure?.id && ids === 'no' ? 'undecided' : ids,
    object.unsure?.labels && selectsLabels ? 'undecided' : labels,
  )
}

/** Source: kubernetes-sigs/kustomize api/resmap/reswrangler.go, GetById and GetMatchingResourcesByAnyId. */
function isNamed(id: ObjectId, object: TargetObject): Verdict {
  const hasType =
    id.group === object.group && id.version === object.version && id.kind === object.kind
  if (!hasType && !object.unsure?.type) return 'no'
  const isAny = [object, ...(object.earlier ?? [])].some(
    ({ name, namespace }) =>
      name === id.name && effectiveNamespace({ ...object, namespace }) === effectiveNamespace(id),
  )
  if (isAny) return hasType && !object.unsure?.type ? 'yes' : 'undecided'
  return object.unsure?.id ? 'undecided' : 'no'
}
