import type { ControllerName } from '../flux/controllers.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, mapAt, type PlainMap, stringAt } from '../krm/object.ts'

/** The kinds that Flux applies as a ServiceAccount, by the controller that does. */
const appliers: Readonly<
  Record<string, { readonly group: string; readonly controller: ControllerName }>
> = {
  Kustomization: { group: 'kustomize.toolkit.fluxcd.io', controller: 'kustomize-controller' },
  HelmRelease: { group: 'helm.toolkit.fluxcd.io', controller: 'helm-controller' },
}

/** The controller that applies an item with an account; undefined for all other kinds. */
export function applierOf(item: Pick<Item, 'kind' | 'apiVersion'>): ControllerName | undefined {
  const applier = Object.hasOwn(appliers, item.kind) ? appliers[item.kind] : undefined
  // what a person wrote, or a patch left, need not have a type
  const group = groupOf(stringAt(item.apiVersion) ?? '')
  return applier?.group === group ? applier.controller : undefined
}

/** The account that an applied item names; undefined for none, as for an empty one. */
export function accountOf(item: Item): string | undefined {
  return stringAt(specOf(item)['serviceAccountName']) || undefined
}

/** True if an applied item goes to a remote cluster. */
export function isRemote(item: Item): boolean {
  const { kubeConfig } = specOf(item) as { readonly kubeConfig?: unknown }
  return kubeConfig !== undefined && kubeConfig !== null
}

function specOf(item: Item): PlainMap {
  return mapAt(item.object['spec'])
}
