import { defaultRole, type Tenant } from '../api/tenant-schema.ts'
import { apiVersionOf } from '../flux/api-versions.ts'
import { isForceHonoured } from '../flux/force.ts'
import type { Version } from '../flux/version.ts'
import type { PlainMap } from '../krm/object.ts'

/** What the objects of a Tenant depend on beside it. */
export interface TenantSettings {
  /** The release of Flux that is to read them. */
  readonly flux: Version
  /** The account of a Tenant that names none. */
  readonly defaultAccount: string
}

/** A Tenant with nothing left open. */
export interface Plan {
  readonly tenant: string
  readonly flux: Version
  readonly account: string
  readonly role: string
  readonly namespaces: readonly { readonly name: string; readonly create: boolean }[]
  /** Where source and sync live: the first namespace. */
  readonly home: string
  readonly git: PlainMap & { readonly url?: string }
  readonly hasSource: boolean
  readonly kustomization: PlainMap
}

/** An object without the metadata that all have. */
export interface Built {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** Absent for a Namespace. */
  readonly namespace?: string
  readonly annotations?: PlainMap
  readonly fields: PlainMap
}

export function planOf({ name, spec }: Tenant, { flux, defaultAccount }: TenantSettings): Plan {
  const namespaces = (spec.namespaces ?? [{ name, create: true }]).map((each) => ({
    name: each.name,
    create: each.create ?? true,
  }))
  return {
    tenant: name,
    flux,
    account: spec.serviceAccount ?? defaultAccount,
    role: spec.role ?? defaultRole,
    namespaces,
    home: namespaces[0]?.name ?? name,
    git: spec.git ?? {},
    hasSource: spec.git !== undefined,
    kustomization: spec.kustomization ?? {},
  }
}

/** Group and kind of all that Tenants stand for. */
export const builtKinds: ReadonlySet<string> = new Set([
  '|Namespace',
  '|ServiceAccount',
  'rbac.authorization.k8s.io|RoleBinding',
  'source.toolkit.fluxcd.io|GitRepository',
  'kustomize.toolkit.fluxcd.io|Kustomization',
])

type Builder = (plan: Plan) => readonly Built[]

/**
 * What a Tenant becomes, in the order in which it is applied: the sample of draft RFC-0003 "Flux multi-tenancy mode" (fluxcd/flux2 pull
 * request 2093), whose names and intervals these are. The binding is of a ClusterRole, within the namespace.
 */
export const builders: readonly Builder[] = [
  ({ namespaces }) =>
    namespaces
      .filter(({ create }) => create)
      .map(({ name }) => ({ apiVersion: 'v1', kind: 'Namespace', name, fields: {} })),

  ({ namespaces, account }) =>
    namespaces.map(({ name: namespace }) => ({
      ...{ apiVersion: 'v1', kind: 'ServiceAccount' },
      ...{ name: account, namespace, fields: {} },
    })),

  ({ namespaces, account, role, home, flux }) =>
    namespaces.map(({ name: namespace }) => ({
      ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
      ...{ name: account, namespace },
      // the API server refuses another `roleRef`, and Flux then makes the binding anew
      ...(isForceHonoured(flux) && { annotations: forced }),
      fields: {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
        // the sync runs as the account of its own namespace, in all of them
        subjects: [...new Set([namespace, home])].map((each) => ({
          ...{ kind: 'ServiceAccount', name: account, namespace: each },
        })),
      },
    })),

  ({ tenant, home, git, hasSource, flux }) => {
    if (!hasSource) return []
    const isSsh = git.url?.startsWith('ssh://')
    const defaults = {
      interval: '5m0s',
      ref: { branch: 'main' },
      ...(isSsh && { secretRef: { name: `${tenant}-git-auth` } }),
    }
    const apiVersion = apiVersionOf('GitRepository', flux)
    const fields = { spec: { ...defaults, ...git } }
    return [{ apiVersion, kind: 'GitRepository', name: tenant, namespace: home, fields }]
  },

  ({ tenant, home, hasSource, kustomization, account, flux }) => {
    if (!hasSource) return []
    const defaults = { interval: '10m0s', path: './', prune: true }
    // last: nothing may set these otherwise
    const own = { serviceAccountName: account, sourceRef: { kind: 'GitRepository', name: tenant } }
    const apiVersion = apiVersionOf('Kustomization', flux)
    const fields = { spec: { ...defaults, ...kustomization, ...own } }
    return [{ apiVersion, kind: 'Kustomization', name: tenant, namespace: home, fields }]
  },
]

const forced = { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }
