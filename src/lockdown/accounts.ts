import type { SecurityProfile } from '../api/security-profile.ts'
import type { ControllerName } from '../flux/controllers.ts'
import type { Item } from '../krm/item.ts'
import { isMap, type KubernetesObject, mapAt } from '../krm/object.ts'
import { accountOf, applierOf, isRemote } from './applied.ts'
import type { HasRights } from './bindings.ts'
import type { Finding } from './finding.ts'
import { foreignReferences } from './references.ts'

/** What is to be done with one Kustomization or HelmRelease beside the controllers. */
export interface AccountPlan {
  readonly item: Item
  /** The object as the profile wants it; the same one if nothing is to be done. */
  readonly object: KubernetesObject
  readonly edits: readonly Finding[]
  readonly findings: readonly Finding[]
}

export interface AccountOptions {
  readonly profile: SecurityProfile
  /** `spec.flux.platformServiceAccount`; empty or absent: the controller's own account. */
  readonly platformAccount: string | undefined
  readonly hasRights: HasRights
  /** As Reading has it. */
  hasOwnAccount(item: Item): boolean | undefined
}

/**
 * The account of one Kustomization or HelmRelease in an install's namespace. An account that is there stays; one is not given
 * to what is applied to a remote cluster or takes its source from another namespace. Undefined for other kinds. Pure.
 */
export function planAccount(item: Item, options: AccountOptions): AccountPlan | undefined {
  const controller = applierOf(item)
  if (!controller || !isMap(item.object['spec'])) return undefined
  return options.profile === 'multi-tenant'
    ? givenAccount(item, controller, options)
    : takenAccount(item, controller, options)
}

function givenAccount(
  item: Item,
  controller: ControllerName,
  { platformAccount, hasRights }: AccountOptions,
): AccountPlan {
  const present = accountOf(item)
  const [foreign] = foreignReferences(item)
  const findings: Finding[] = []
  if (foreign) {
    const message = `The source must be in the namespace of the object, and it is in "${foreign.namespace}": the lock refuses it${present === undefined ? ', and no account of the platform is given to it' : ''}.`
    const { path, namespace } = foreign
    findings.push({
      rule: 'foreign-source',
      item,
      message,
      field: { path, currentValue: namespace },
    })
  }
  if (present === undefined && isRemote(item)) {
    const message =
      '`spec.serviceAccountName` must be set by hand: with `spec.kubeConfig` the account is impersonated in the remote cluster, and which one is there cannot be told.'
    findings.push({ rule: 'remote-cluster', item, message, field: { path: accountPath } })
  }
  const isGiven = present === undefined && !foreign && !isRemote(item)
  const account = isGiven ? platformAccount || controller : present
  if (
    account !== undefined &&
    !isRemote(item) &&
    hasRights(item.namespace ?? '', account) === false
  ) {
    const message = `No binding in the input grants anything to the account "${account}" of this object.`
    const field = { path: accountPath, ...(present !== undefined && { currentValue: present }) }
    findings.push({ rule: 'account-without-rights', item, message, field })
  }
  if (!isGiven) return { item, object: item.object, edits: [], findings }
  const message = `\`spec.serviceAccountName\` must be set, since the default account of the tenants has no rights here.`
  const edit: Finding = {
    rule: 'account-missing',
    item,
    message,
    field: { path: accountPath, proposedValue: account },
  }
  return { item, object: withAccount(item.object, account), edits: [edit], findings }
}

function takenAccount(
  item: Item,
  controller: ControllerName,
  { platformAccount, hasOwnAccount }: AccountOptions,
): AccountPlan {
  const present = accountOf(item)
  const isMarked = hasOwnAccount(item)
  const isOurs =
    isMarked ??
    (present === (platformAccount || controller) &&
      !isRemote(item) &&
      foreignReferences(item).length === 0)
  if (!isOurs) return { item, object: item.object, edits: [], findings: [] }
  const message = `\`spec.serviceAccountName\` is "${present}", which multi-tenant sets, and is taken away.`
  const edit: Finding = {
    rule: isMarked ? 'account-left' : 'account-removed',
    item,
    message,
    field: { path: accountPath, currentValue: present },
  }
  return { item, object: withAccount(item.object, undefined), edits: [edit], findings: [] }
}

const accountPath = ['spec', 'serviceAccountName'] as const

/** An object with another account, or without one; null keeps the key. */
export function withAccount(
  object: KubernetesObject,
  account: string | null | undefined,
): KubernetesObject {
  const spec: Record<string, unknown> = { ...mapAt(object['spec']) }
  if (account === undefined) delete spec['serviceAccountName']
  else spec['serviceAccountName'] = account
  return { ...object, spec }
}
