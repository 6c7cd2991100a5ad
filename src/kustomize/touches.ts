import type { FieldPath } from '../krm/field-path.ts'
import { isMap, listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { listIndex, pointerSteps } from './json-pointer.ts'
import type { PatchContent } from './patch.ts'

/**
 * True if a change may alter the value at `path` of an object that it reaches, or what holds that value. Positions in lists are told apart
 * only with `object`, which is what the change is applied to: without it a change to one container may be a change to any.
 */
export function canTouch(content: PatchContent, path: FieldPath, object?: unknown): boolean {
  if (content.kind === 'json6902') {
    const changing = content.operations.filter(({ op }) => op !== 'test')
    return changing.some(({ path: to, from }) =>
      [to, from].some(
        (pointer) => pointer !== undefined && pointerMeets(pointer, path, object !== undefined),
      ),
    )
  }
  switch (content.what) {
    case 'strategic merge':
      return content.value === undefined || mergeMeets(content.value, path, object)
    case 'replacements':
      return content.fieldPaths?.some((each) => fieldPathMeets(each, path)) ?? true
    case 'configurations':
      return content.fieldSpecs?.some((each) => fieldSpecMeets(each, path)) ?? true
    case 'images':
      return meets(['spec', 'template', 'spec', 'containers', 0, 'image'], path)
    case 'labels':
      if (isPairOfMetadata(path) && content.value) return mergeMeets(content.value, path, object)
      return meets(['metadata'], path) || path.includes('labels') || path.includes('matchLabels')
    case 'namespace':
    case 'namePrefix':
    case 'nameSuffix':
      if (isPairOfMetadata(path)) return false
      // names, and references to names: an account's among them
      return meets(['metadata'], path) || path.some((step) => /name/i.test(String(step)))
    default:
      return true
  }
}

/** True for one label or annotation of the object itself. */
function isPairOfMetadata([first, second, key]: FieldPath): boolean {
  return (
    first === 'metadata' && (second === 'labels' || second === 'annotations') && key !== undefined
  )
}

function pointerMeets(pointer: string, path: FieldPath, isExact: boolean): boolean {
  const steps = pointerSteps(pointer)
  return !steps || (meets(steps, path) && !(isExact && isBeside(steps, path)))
}

/** True for a pointer into another entry of a list that `path` leads through, or to a new one behind all. */
function isBeside(steps: readonly string[], path: FieldPath): boolean {
  return path.some((step, index) => {
    const other = steps[index]
    if (typeof step !== 'number' || other === undefined) return false
    // an entry that comes or goes moves those behind it
    if (index === steps.length - 1) return other === '-'
    const position = listIndex(other)
    return position !== undefined && position !== step
  })
}

function fieldPathMeets(fieldPath: string, path: FieldPath): boolean {
  // a dot inside brackets or behind a backslash does not separate
  const steps = fieldPath.match(/(?:\[[^\]]*\]|\\.|[^.])+/g) ?? []
  return meets(
    steps.map((step) => step.replaceAll('\\.', '.')),
    path,
  )
}

// kustomize walks through lists by itself, with and without `[]`
function fieldSpecMeets(fieldSpec: string, path: FieldPath): boolean {
  const steps = fieldSpec.match(/(?:\\.|[^/])+/g) ?? []
  return meets(
    steps.map((step) => step.replaceAll('\\/', '/').replace(/\[\]$/, '')),
    path.filter((step) => typeof step === 'string'),
  )
}

/** True if one of the two leads to the other; a position as Go may read it, `-`, `*` and a condition in brackets may be any position. */
function meets(steps: FieldPath, path: FieldPath): boolean {
  const length = Math.min(steps.length, path.length)
  return path.slice(0, length).every((step, index) => {
    const other = steps[index]
    if (other === '*') return true
    // brackets keep the dots of a key together
    if (typeof step !== 'number') return String(other) === step || other === `[${step}]`
    return typeof other === 'number' || /^(?:-|[-+]?[0-9]\w*|\[.*\])$/.test(other ?? '')
  })
}

function mergeMeets(patch: PlainMap, path: FieldPath, object: unknown): boolean {
  if (hasDirective(patch)) return true
  const [step, ...rest] = path
  if (step === undefined) return true
  const value = Object.hasOwn(patch, step) ? patch[step] : undefined
  if (typeof step === 'string' && !Object.hasOwn(patch, step)) return false
  if (rest.length === 0) return true
  const own = mapAt(object)[step]
  if (Array.isArray(value) && typeof rest[0] === 'number') {
    const [position, ...inner] = rest
    const ownEntry = listAt(own)[position]
    return value.some(
      (entry) =>
        !isMap(entry) ||
        inner.length === 0 ||
        (!isOtherEntry(step, entry, ownEntry) && mergeMeets(entry, inner, ownEntry)),
    )
  }
  return !isMap(value) || mergeMeets(value, rest, own)
}

/** The lists of a pod whose entries are merged by name. Source: kubernetes/api core/v1/types.go, patchMergeKey. */
const mergedByName: ReadonlySet<string | number> = new Set(['containers', 'initContainers'])

function isOtherEntry(list: string | number, entry: PlainMap, own: unknown): boolean {
  const [name, ownName] = [stringAt(entry['name']), stringAt(mapAt(own)['name'])]
  const isTold = mergedByName.has(list) && name !== undefined && ownName !== undefined
  return isTold && name !== ownName && !hasDirective(entry)
}

function hasDirective(patch: PlainMap): boolean {
  return Object.keys(patch).some((key) => key.startsWith('$'))
}
