import { compareVersions, parseVersion } from '../flux/version.ts'
import type { Item } from '../krm/item.ts'
import { accountOf, applierOf } from './applied.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'
import { type ForeignReference, foreignReferences, referenceFields } from './references.ts'

const kindsWithReferences = new Set(referenceFields.map(({ kind }) => kind))

/**
 * A warning for each object that a locked install stops: those of other namespaces that name no account, and references from
 * one namespace to another. What stands beside the controllers and is applied is told by its account instead.
 */
export function stoppedFindings(
  items: readonly Item[],
  controllers: readonly Controller[],
  isPlatform: (item: Item) => boolean,
): readonly Finding[] {
  return items
    .filter(({ kind }) => kindsWithReferences.has(kind))
    .flatMap((item) => {
      const isApplied = applierOf(item) !== undefined
      if (isApplied && isPlatform(item)) return []
      const references = foreignReferences(item)
        .filter((reference) => isRefused(reference, controllers))
        .map(refusedReference)
      return isApplied && accountOf(item) === undefined
        ? [withoutAccount(item), ...references]
        : references
    })
}

function isRefused({ field }: ForeignReference, controllers: readonly Controller[]): boolean {
  const since = parseVersion(field.since ?? '')
  if (!since) return true
  const versions = controllers.flatMap(({ controller, version }) =>
    controller === field.controller && version ? [version] : [],
  )
  return versions.length === 0 || versions.some((version) => compareVersions(version, since) >= 0)
}

function refusedReference({ item, path, namespace, field }: ForeignReference): Finding {
  const message = `The reference to namespace "${namespace}" must stay in the namespace of the object: a locked ${field.controller} refuses it.`
  return {
    rule: 'stops-across-namespaces',
    item,
    message,
    field: { path, currentValue: namespace },
  }
}

function withoutAccount(item: Item): Finding {
  const message =
    '`spec.serviceAccountName` must be set: without it the object is applied as the default account of its namespace, and stops if that has no rights.'
  return {
    rule: 'stops-without-account',
    item,
    message,
    field: { path: ['spec', 'serviceAccountName'] },
  }
}
