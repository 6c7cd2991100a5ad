import type { Item } from '../krm/item.ts'
import { groupOf, mapAt } from '../krm/object.ts'
import { type FoundController, findControllers } from './find.ts'

/** True for what flux-operator made: edits of it have no effect. */
export function isOperated(item: Item): boolean {
  const label = mapAt(item.object.metadata?.labels)['app.kubernetes.io/managed-by']
  return label === 'flux-operator'
}

/** Each FluxInstance among `items`, in whose namespace flux-operator runs the controllers. */
export function fluxInstances<Kind extends Item>(items: readonly Kind[]): readonly Kind[] {
  return items.filter(
    ({ kind, apiVersion }) =>
      kind === 'FluxInstance' && groupOf(apiVersion) === 'fluxcd.controlplane.io',
  )
}

/** Every namespace with a controller, or with a FluxInstance, which stands for some; empty where the manifests name none. */
export function installNamespacesIn(
  items: readonly Item[],
  controllers: readonly Pick<FoundController, 'item'>[] = findControllers(items).controllers,
): readonly string[] {
  const installs = [...controllers.map(({ item }) => item), ...fluxInstances(items)]
  return [...new Set(installs.map(({ namespace }) => namespace ?? ''))]
}
