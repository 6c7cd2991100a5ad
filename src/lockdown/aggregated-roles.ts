import type { Item } from '../krm/item.ts'
import { groupOf, listAt, mapAt } from '../krm/object.ts'

/**
 * Whether admin or edit may write the status of Flux objects through an aggregated ClusterRole, in one sentence. Undefined
 * where the input has no ClusterRole over Flux objects, and so not the rights that Flux is installed with.
 * Source: fluxcd/flux2 manifests/rbac/edit.yaml and controller.yaml, whose names get the namespace of the install as suffix.
 */
export function aggregationIn(items: readonly Item[]): string | undefined {
  const roles = items.filter(
    (item) =>
      item.kind === 'ClusterRole' &&
      groupOf(item.apiVersion) === 'rbac.authorization.k8s.io' &&
      (item.mentions('fluxcd.io') || item.mentions('aggregate-to-')),
  )
  const overFlux = roles.filter((role) => rulesOf(role).some(isOverFlux))
  if (overFlux.length === 0) return undefined
  const names = overFlux
    .filter((role) => isAggregated(role) && rulesOf(role).some(writesStatus))
    .map(({ name }) => `"${name ?? ''}"`)
  if (names.length === 0) return 'No ClusterRole of this input is aggregated to them.'
  return `In this input that is ${names.join(' and ')}.`
}

function isAggregated({ object }: Item): boolean {
  const labels = mapAt(object.metadata?.labels)
  return ['admin', 'edit'].some(
    (role) => labels[`rbac.authorization.k8s.io/aggregate-to-${role}`] === 'true',
  )
}

function rulesOf({ object }: Item): readonly unknown[] {
  return listAt(object['rules'])
}

function isOverFlux(rule: unknown): boolean {
  return wordsOf(rule, 'apiGroups').some(
    (group) => group === '*' || /(^|\.)toolkit\.fluxcd\.io$/.test(group),
  )
}

function writesStatus(rule: unknown): boolean {
  return (
    isOverFlux(rule) &&
    wordsOf(rule, 'resources').some((name) => name === '*' || name.endsWith('/status')) &&
    wordsOf(rule, 'verbs').some((verb) => ['*', 'patch', 'update'].includes(verb))
  )
}

function wordsOf(rule: unknown, field: string): readonly string[] {
  return listAt(mapAt(rule)[field]).map(String)
}
