import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, mapAt, stringAt } from '../krm/object.ts'
import { type FoundController, findControllers } from './find.ts'
import type { Finding } from './finding.ts'

/** What flux-operator sets where `tenantDefaultServiceAccount` is empty (api/v1/fluxinstance_types.go). */
const operatorDefault = 'default'

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

/** What a FluxInstance among `items` lacks for the profile; undefined if there is none. */
export function instanceFindings(
  items: readonly Item[],
  { securityProfile, flux }: TenancyCheckSpec,
): readonly Finding[] | undefined {
  const instances = fluxInstances(items)
  if (instances.length === 0) return undefined
  const isMultiTenant = securityProfile === 'multi-tenant'
  return instances.flatMap((item): readonly Finding[] => {
    const cluster = mapAt(mapAt(item.object['spec'])['cluster'])
    if ((cluster['multitenant'] === true) !== isMultiTenant) {
      const message = `The controllers belong to flux-operator: \`spec.cluster.multitenant\` must be "${isMultiTenant}".`
      return [finding(item, message, 'multitenant', cluster['multitenant'], isMultiTenant)]
    }
    const account = stringAt(cluster['tenantDefaultServiceAccount']) || operatorDefault
    const wanted = flux.defaultServiceAccount
    if (!isMultiTenant || wanted === undefined || account === wanted) return []
    const message = `The controllers belong to flux-operator: \`spec.cluster.tenantDefaultServiceAccount\` must be "${wanted}", and "${account}" holds.`
    return [finding(item, message, 'tenantDefaultServiceAccount', account, wanted)]
  })
}

function finding(
  item: Item,
  message: string,
  key: string,
  currentValue: unknown,
  proposedValue: unknown,
): Finding {
  return {
    rule: 'managed-by-flux-operator',
    item,
    message,
    field: {
      path: ['spec', 'cluster', key],
      ...(currentValue !== undefined && { currentValue }),
      proposedValue,
    },
  }
}
