import type { FieldPath } from '../krm/field-path.ts'
import { isMap, type PlainMap } from '../krm/object.ts'
import { pointerSteps } from './json-pointer.ts'
import type { PatchContent } from './patch.ts'

/**
 * True if a change may alter the value at `path` of an object that it reaches, or what holds that value. Positions in lists are not told
 * apart:
 * a change to one container may be a change to any.
 */
export function canTouch(content: PatchContent, path: FieldPath): boolean {
  if (content.kind === 'json6902') {
    const changing = content.operations.filter(({ op }) => op !== 'test')
    return changing.some(({ path: to, from }) =>
      [to, from].some((pointer) => pointer !== undefined && pointerMeets(pointer, path)),
    )
  }
  switch (content.what) {
    case 'strategic merge':
      return content.value === undefined || mergeMeets(content.value, path)
    case 'replacements':
      return content.fieldPaths?.some((each) => fieldPathMeets(each, path)) ?? true
    case 'configurations':
      return content.fieldSpecs?.some((each) => fieldSpecMeets(each, path)) ?? true
    case 'images':
      return meets(['spec', 'template', 'spec', 'containers', 0, 'image'], path)
    case 'labels':
      return meets(['metadata'], path) || path.includes('labels') || path.includes('matchLabels')
    case 'namespace':
    case 'namePrefix':
    case 'nameSuffix':
      // names, and references to names: an account's among them
      return meets(['metadata'], path) || path.some((step) => /name/i.test(String(step)))
    default:
      return true
  }
}

function pointerMeets(pointer: string, path: FieldPath): boolean {
  const steps = pointerSteps(pointer)
  return !steps || meets(steps, path)
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

/** True if one of the two leads to the other; a position, `-`, `*` and a condition in brackets may be any position. */
function meets(steps: FieldPath, path: FieldPath): boolean {
  const length = Math.min(steps.length, path.length)
  return path.slice(0, length).every((step, index) => {
    const other = steps[index]
    if (other === '*') return true
    if (typeof step !== 'number') return String(other) === step
    return typeof other === 'number' || /^(?:-|-?[0-9]+|\[.*\])$/.test(other ?? '')
  })
}

function mergeMeets(patch: PlainMap, path: FieldPath): boolean {
  if (Object.keys(patch).some((key) => key.startsWith('$'))) return true
  const [step, ...rest] = path
  if (step === undefined) return true
  const value = Object.hasOwn(patch, step) ? patch[step] : undefined
  if (typeof step === 'string' && !Object.hasOwn(patch, step)) return false
  if (rest.length === 0) return true
  if (Array.isArray(value) && typeof rest[0] === 'number') {
    const [, ...inner] = rest
    return value.some((entry) => !isMap(entry) || inner.length === 0 || mergeMeets(entry, inner))
  }
  return !isMap(value) || mergeMeets(value, rest)
}
