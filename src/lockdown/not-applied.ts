import type { FieldPath } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { jsonOf } from '../krm/json.ts'
import { mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import type { PatchContent } from '../kustomize/patch.ts'
import { canTouch } from '../kustomize/touches.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'
import { settingsOf } from './settings.ts'

/** Labels or annotations, upper case or lower, with which Flux leaves an object as the cluster has it (fluxcd/kustomize-controller, apply). */
const exclusions: readonly { readonly key: string; readonly value: string }[] = [
  { key: 'kustomize.toolkit.fluxcd.io/reconcile', value: 'disabled' },
  { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'Ignore' },
  { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'IfNotPresent' },
]

const sections = ['annotations', 'labels'] as const

/** Where an object may say that Flux leaves it alone. */
export const exclusionPaths: readonly FieldPath[] = sections.flatMap((section) =>
  [...new Set(exclusions.map(({ key }) => key))].map((key) => ['metadata', section, key]),
)

/** The first label or annotation of `metadata` with which Flux leaves an object as the cluster has it. */
export function exclusionIn(metadata: PlainMap) {
  for (const section of sections) {
    const values = mapAt(metadata[section])
    for (const { key, value } of exclusions) {
      const found = stringAt(values[key])
      if (found?.toLowerCase() === value.toLowerCase()) return { section, key, found }
    }
  }
  return undefined
}

/** True if a change may set one of them. */
export function mayExclude(content: PatchContent): boolean {
  return exclusionPaths.some((path) => canTouch(content, path)) && !isHarmless(content)
}

/** What a change sets as it stands there is harmless without one of the words, and without a variable. */
function isHarmless(content: PatchContent): boolean {
  if (content.kind === 'other') return content.value !== undefined && !holdsWord(content.value)
  return content.operations.every(
    ({ op, value }) =>
      op === 'test' || op === 'remove' || (/^(?:add|replace)$/.test(op) && !holdsWord(value)),
  )
}

function holdsWord(value: unknown): boolean {
  const text = jsonOf(value ?? null).toLowerCase()
  return text.includes('${') || exclusions.some((each) => text.includes(each.value.toLowerCase()))
}

/** A finding for each workload of a controller that Flux does not apply again: an edit of it in Git changes nothing. Those of flux-operator are told apart. */
export function notAppliedFindings(controllers: readonly Controller[]): readonly Finding[] {
  const owned = controllers.filter(
    ({ controller, isOperated }) => !isOperated && settingsOf(controller).length > 0,
  )
  return [...new Set(owned.map(({ item }) => item))].flatMap((item) => exclusionOf(item) ?? [])
}

function exclusionOf(item: Item): Finding | undefined {
  const exclusion = exclusionIn(mapAt(item.object.metadata))
  if (!exclusion) return undefined
  const { section, key, found } = exclusion
  return {
    rule: 'not-applied',
    item,
    message: `\`${key}\` must not be "${found}" on a controller: Flux leaves the workload as the cluster has it, whatever stands here.`,
    field: { path: ['metadata', section, key], currentValue: found },
  }
}
