import type { TenancyCheckSpec } from '../api/schema.ts'
import { controllerNames } from '../flux/controllers.ts'
import type { Item } from '../krm/item.ts'
import { mapAt, stringAt } from '../krm/object.ts'
import { readController } from './controller.ts'
import { findControllers } from './find.ts'
import type { Finding } from './finding.ts'
import { latePatchFindings } from './late-patches.ts'
import { planController } from './lock.ts'
import { madeController } from './made-controller.ts'
import { fluxInstances } from './operator.ts'

/** What flux-operator sets where `tenantDefaultServiceAccount` is empty (api/v1/fluxinstance_types.go). */
const operatorDefault = 'default'

const reconcile = 'fluxcd.controlplane.io/reconcile'

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
    const marks = mapAt(item.object.metadata?.annotations)
    if (stringAt(marks[reconcile])?.toLowerCase() === 'disabled') {
      const message = `\`${reconcile}\` must not be "disabled": flux-operator leaves the controllers as the cluster has them.`
      const field = { path: ['metadata', 'annotations', reconcile], currentValue: marks[reconcile] }
      return [{ rule: 'managed-by-flux-operator', item, message, field }]
    }
    if ((cluster['multitenant'] === true) !== isMultiTenant) {
      const message = `The controllers belong to flux-operator: \`spec.cluster.multitenant\` must be "${isMultiTenant}".`
      return [finding(item, message, 'multitenant', cluster['multitenant'], isMultiTenant)]
    }
    const account = stringAt(cluster['tenantDefaultServiceAccount']) || operatorDefault
    const wanted = flux.defaultServiceAccount
    if (!isMultiTenant) return []
    if (wanted === undefined || account === wanted) return patchFindings(item, account)
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

/** What the patches of a FluxInstance do to the controllers that flux-operator makes, locked, which they run over at the end. */
function patchFindings(instance: Item, account: string): readonly Finding[] {
  const made = controllerNames.map((name) => madeController(name, instance.namespace ?? ''))
  const plans = findControllers(made).controllers.map((found) =>
    planController(readController(found, undefined), {
      profile: 'multi-tenant',
      account,
      configuredAccount: account,
    }),
  )
  const path = ['spec', 'kustomize']
  const [first] = latePatchFindings(instance, path, plans)
  if (!first) return []
  const what =
    first.rule === 'sync-overrides'
      ? 'must leave the flags of the profile as flux-operator sets them'
      : 'may change a controller in a way that is not evaluated here'
  const message = `The controllers belong to flux-operator: \`spec.kustomize.patches\` ${what}.`
  return [
    {
      rule: 'managed-by-flux-operator',
      item: instance,
      message,
      field: { path: [...path, 'patches'] },
    },
  ]
}
