import type { Item } from '../krm/item.ts'
import { mapAt, stringAt } from '../krm/object.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'
import { settingsOf } from './settings.ts'

/** Labels or annotations, upper case or lower, with which Flux leaves an object as the cluster has it (fluxcd/kustomize-controller, apply). */
const exclusions: readonly { readonly key: string; readonly value: string }[] = [
  { key: 'kustomize.toolkit.fluxcd.io/reconcile', value: 'disabled' },
  { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'Ignore' },
  { key: 'kustomize.toolkit.fluxcd.io/ssa', value: 'IfNotPresent' },
]

/** A finding for each workload of a controller that Flux does not apply again: an edit of it in Git changes nothing. Those of flux-operator are told apart. */
export function notAppliedFindings(controllers: readonly Controller[]): readonly Finding[] {
  const owned = controllers.filter(
    ({ controller, isOperated }) => !isOperated && settingsOf(controller).length > 0,
  )
  return [...new Set(owned.map(({ item }) => item))].flatMap((item) => exclusionOf(item) ?? [])
}

function exclusionOf(item: Item): Finding | undefined {
  for (const section of ['annotations', 'labels'] as const) {
    const values = mapAt(item.object.metadata?.[section])
    for (const { key, value } of exclusions) {
      const found = stringAt(values[key])
      if (found?.toLowerCase() !== value.toLowerCase()) continue
      return {
        rule: 'not-applied',
        item,
        message: `\`${key}\` must not be "${found}" on a controller: Flux leaves the workload as the cluster has it, whatever stands here.`,
        field: { path: ['metadata', section, key], currentValue: found },
      }
    }
  }
  return undefined
}
