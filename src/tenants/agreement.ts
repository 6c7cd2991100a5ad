import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, listAt, mapAt } from '../krm/object.ts'
import { planOf, type TenantSettings } from './builders.ts'
import { ownMark } from './ownership.ts'
import { keyOf, keyOfItem } from './present.ts'
import type { TenantItem } from './tenant-item.ts'

/** What an install of Flux does with objects that name no account, once it is as its profile wants it. */
export interface InstallFacts {
  readonly namespace: string
  /** As whom kustomize-controller applies them; undefined: as itself, which is cluster-admin. */
  readonly fallbackAccount: string | undefined
}

/** What the controllers fall back to. */
export interface Fallbacks {
  readonly installs: readonly InstallFacts[]
  /** The default account of controllers that are not in the input, which are taken to be locked. */
  readonly configuredAccount: string
  /** Every namespace with a controller, or with a FluxInstance, which stands for some. */
  readonly installNamespaces: readonly string[]
}

/** Where the lock of the controllers and the Tenants do not agree. `items` has the Tenants expanded; without Tenants there is nothing to say. */
export function agreementFindings(
  items: readonly Item[],
  tenants: readonly TenantItem[],
  settings: TenantSettings & Fallbacks,
): readonly TenantFinding[] {
  if (tenants.length === 0) return []
  const { installs, configuredAccount } = settings
  const present = installs.flatMap(({ fallbackAccount }) => fallbackAccount ?? [])
  const fallbacks = [...new Set(installs.length === 0 ? [configuredAccount] : present)]
  return [
    ...installs.flatMap(unlockedFinding),
    ...tenants.flatMap((tenant) => accountFindings(tenant, settings, fallbacks)),
    ...missingFindings(items, tenants, settings, fallbacks),
    ...boundFindings(items, tenants, settings, fallbacks),
  ]
}

function unlockedFinding({ namespace, fallbackAccount }: InstallFacts): readonly TenantFinding[] {
  if (fallbackAccount !== undefined) return []
  const where = namespace === '' ? '' : ` in "${namespace}"`
  const message = `The controllers of Flux${where} must be locked where there are Tenants: without the profile "multi-tenant" every object that names no account is applied as cluster-admin.`
  return [{ rule: 'tenants-unlocked', message }]
}

function accountFindings(
  { item, tenant }: TenantItem,
  settings: TenantSettings,
  fallbacks: readonly string[],
): readonly TenantFinding[] {
  const { account } = planOf(tenant, settings)
  return fallbacks
    .filter((fallback) => fallback !== account)
    .map((fallback) => ({
      rule: 'account-not-default',
      item,
      message: `The account "${account}" of the Tenant "${tenant.name}" is not the default account "${fallback}" of the controllers: objects of the tenant must name it.`,
      field: { path: ['spec', 'serviceAccount'], currentValue: account },
    }))
}

function missingFindings(
  items: readonly Item[],
  tenants: readonly TenantItem[],
  settings: TenantSettings,
  fallbacks: readonly string[],
): readonly TenantFinding[] {
  const accounts = new Set(
    items.filter(({ kind }) => kind === account.kind).map((item) => keyOfItem(item)),
  )
  return tenants.flatMap(({ item, tenant }) =>
    planOf(tenant, settings).namespaces.flatMap(({ name }) =>
      fallbacks
        .filter((fallback) => !accounts.has(keyOf(account, name, fallback)))
        .map((fallback): TenantFinding => {
          const message = `The default account "${fallback}" of the controllers is not in the namespace "${name}" of the Tenant "${tenant.name}": objects there that name no account stop.`
          return { rule: 'default-account-missing', item, message }
        }),
    ),
  )
}

const account = { apiVersion: 'v1', kind: 'ServiceAccount' }

const bindingKinds: readonly string[] = ['RoleBinding', 'ClusterRoleBinding']

function boundFindings(
  items: readonly Item[],
  tenants: readonly TenantItem[],
  settings: TenantSettings & Fallbacks,
  fallbacks: readonly string[],
): readonly TenantFinding[] {
  const owned = new Set(
    tenants.flatMap(({ tenant }) => planOf(tenant, settings).namespaces.map(({ name }) => name)),
  )
  const bindings = items.filter(
    ({ kind, apiVersion }) =>
      bindingKinds.includes(kind) && groupOf(apiVersion) === 'rbac.authorization.k8s.io',
  )
  return bindings.flatMap((item) =>
    listAt(item.object['subjects']).flatMap((subject, index): TenantFinding[] => {
      const { kind, name, namespace } = mapAt(subject) as Subject
      if (kind !== account.kind || name === undefined) return []
      const field = { path: ['subjects', index], currentValue: subject }
      if (name === 'default') {
        const message = `The ${item.kind} must not bind the account "default" of "${namespace ?? ''}", as which every pod there runs.`
        return [{ rule: 'default-account-bound', item, message, field }]
      }
      const isTenants =
        owned.has(namespace ?? '') || ownMark(item, settings.installNamespaces) !== undefined
      if (!fallbacks.includes(name) || isTenants) return []
      const message = `The ${item.kind} must not bind the default account "${name}" of "${namespace ?? ''}", a namespace of no Tenant: every object there that names no account is applied with that role.`
      return [{ rule: 'default-account-bound', item, message, field }]
    }),
  )
}

interface Subject {
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
}
