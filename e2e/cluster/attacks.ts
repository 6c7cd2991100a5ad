import type { Files } from './git-repository.ts'
import { clusterRole, configMap, fluxKustomization, namespace } from './manifests.ts'

/** What a tenant tries from its own repository. */
export interface Attack {
  /** Of its Flux Kustomization. */
  readonly name: string
  /** What it does, as the name of a test. */
  readonly title: string
  readonly tenant: TenantName
  /** The object that must not come to be. */
  readonly makes: { readonly kind: string; readonly name: string; readonly namespace?: string }
  /** What the condition and the Alert say when it is refused. */
  readonly refusal: RegExp
  /** The reason of the condition. */
  readonly reason: 'AccessDenied' | 'ReconciliationFailed'
  /** True where only the flags of the controllers stand against it, so that it succeeds without them. */
  readonly succeedsUnlocked: boolean
  /** What is applied, where it comes from the tenant's own repository. */
  readonly objects?: string
  /** The fields of its Flux Kustomization beside path and prune; by default the tenant's account and source. */
  readonly spec?: Readonly<Partial<Parameters<typeof fluxKustomization>[0]>>
}

/** The tenants and their accounts: the first takes every default. */
export const accounts = { 'team-a': 'flux', 'team-b': 'deployer' } as const
export type TenantName = keyof typeof accounts

/** That the API server refused an account something. */
function forbidden(account: string, resource: string, where: string): RegExp {
  return new RegExp(
    `User "system:serviceaccount:${account}" cannot patch resource "${resource}" in API group "[^"]*" ${where}`,
  )
}

/** That a controller refused a source of another namespace. */
function foreignSource(id: string): RegExp {
  return new RegExp(
    `can't access 'GitRepository/${id}', cross-namespace references have been blocked`,
  )
}

export const attacks: readonly Attack[] = [
  {
    name: 'namespace',
    title: 'a Namespace',
    tenant: 'team-a',
    makes: { kind: 'namespace', name: 'made-by-team-a' },
    objects: namespace('made-by-team-a'),
    reason: 'ReconciliationFailed',
    refusal: forbidden('team-a:flux', 'namespaces', 'in the namespace "made-by-team-a"'),
    succeedsUnlocked: false,
  },
  {
    name: 'cluster-role',
    title: 'a ClusterRole',
    tenant: 'team-a',
    makes: { kind: 'clusterrole', name: 'made-by-team-a' },
    objects: clusterRole('made-by-team-a'),
    reason: 'ReconciliationFailed',
    refusal: forbidden('team-a:flux', 'clusterroles', 'at the cluster scope'),
    succeedsUnlocked: false,
  },
  {
    name: 'other-namespace',
    title: "an object for the other tenant's namespace",
    tenant: 'team-a',
    makes: { kind: 'configmap', name: 'made-by-team-a', namespace: 'team-b' },
    objects: configMap({ name: 'made-by-team-a', namespace: 'team-b' }),
    reason: 'ReconciliationFailed',
    refusal: forbidden('team-a:flux', 'configmaps', 'in the namespace "team-b"'),
    succeedsUnlocked: false,
  },
  {
    name: 'kube-system',
    title: 'an object for kube-system',
    tenant: 'team-b',
    makes: { kind: 'configmap', name: 'made-by-team-b', namespace: 'kube-system' },
    objects: configMap({ name: 'made-by-team-b', namespace: 'kube-system' }),
    reason: 'ReconciliationFailed',
    refusal: forbidden('team-b:deployer', 'configmaps', 'in the namespace "kube-system"'),
    succeedsUnlocked: false,
  },
  {
    name: 'platform-source',
    title: "a Kustomization that names the platform's source",
    tenant: 'team-a',
    makes: { kind: 'configmap', name: 'notes-of-the-platform', namespace: 'team-a' },
    spec: {
      path: './notes',
      targetNamespace: 'team-a',
      sourceRef: { kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' },
    },
    reason: 'AccessDenied',
    refusal: foreignSource('flux-system/flux-system'),
    succeedsUnlocked: true,
  },
  {
    name: 'other-source',
    title: "a Kustomization that names the other tenant's source",
    tenant: 'team-a',
    makes: { kind: 'configmap', name: 'notes-of-team-b', namespace: 'team-a' },
    spec: {
      path: './notes',
      targetNamespace: 'team-a',
      sourceRef: { kind: 'GitRepository', name: 'team-b', namespace: 'team-b' },
    },
    reason: 'AccessDenied',
    refusal: foreignSource('team-b/team-b'),
    succeedsUnlocked: true,
  },
  {
    name: 'fallback-account',
    title: 'a Kustomization without an account, where the fallback account exists',
    tenant: 'team-a',
    makes: { kind: 'clusterrole', name: 'made-without-an-account-by-team-a' },
    objects: clusterRole('made-without-an-account-by-team-a'),
    spec: { serviceAccountName: '' },
    reason: 'ReconciliationFailed',
    refusal: forbidden('team-a:flux', 'clusterroles', 'at the cluster scope'),
    succeedsUnlocked: true,
  },
  {
    name: 'no-fallback-account',
    title: 'a Kustomization without an account, where the fallback account does not exist',
    tenant: 'team-b',
    makes: { kind: 'configmap', name: 'made-without-an-account', namespace: 'team-b' },
    objects: configMap({ name: 'made-without-an-account', namespace: 'team-b' }),
    spec: { serviceAccountName: '' },
    reason: 'ReconciliationFailed',
    refusal: forbidden('team-b:flux', 'configmaps', 'in the namespace "team-b"'),
    succeedsUnlocked: true,
  },
]

/** What a tenant commits to its repository to try an attack. */
export function filesOf({ name, tenant, objects, spec }: Attack): Files {
  const kustomization = fluxKustomization({
    ...{ name, namespace: tenant, path: `./attacks/${name}` },
    ...{ serviceAccountName: accounts[tenant], sourceRef: { kind: 'GitRepository', name: tenant } },
    ...spec,
  })
  return {
    [`deploy/${name}.yaml`]: kustomization,
    ...(objects !== undefined && { [`attacks/${name}/objects.yaml`]: objects }),
  }
}
