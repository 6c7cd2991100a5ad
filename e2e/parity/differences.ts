/** One way in which what a Tenant becomes is not what `flux create … --export` prints. */
interface Difference {
  readonly kinds: readonly string[]
  readonly field: readonly string[]
  /** What flux prints; absent: the field is not there. `{tenant}` and its like stand for names. */
  readonly flux?: unknown
  /** What we print; absent: the field is not there. */
  readonly ours?: unknown
  readonly reason: string
}

const namespaced = ['ServiceAccount', 'RoleBinding', 'GitRepository', 'Kustomization']
const markAnnotation = ['metadata', 'annotations', 'fluxtenancy.dev/tenant']
const markReason = 'It says whose the object is, so that a later run can change and remove it.'
const reconciler = {
  apiGroup: 'rbac.authorization.k8s.io',
  kind: 'User',
  name: 'gotk:{namespace}:reconciler',
}
const account = { kind: 'ServiceAccount', name: '{account}', namespace: '{namespace}' }
const fluxSubjects = [reconciler, { ...account, name: '{fluxAccount}' }]
const tenantLabel = ['metadata', 'labels', 'toolkit.fluxcd.io/tenant']
const rfc = "It is so in the RFC's sample"

/** What differs for every tenant. */
const always = {
  mark: {
    kinds: namespaced,
    field: markAnnotation,
    ours: '{tenant}/{namespace}/{name}',
    reason: markReason,
  },
  'mark of a Namespace': {
    kinds: ['Namespace'],
    field: markAnnotation,
    ours: '{tenant}//{name}',
    reason: markReason,
  },
  force: {
    kinds: ['RoleBinding'],
    field: ['metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/force'],
    ours: 'enabled',
    reason:
      'The API server refuses another `roleRef`; flux deletes the binding and makes it anew, which a manifest cannot.',
  },
  'name of the binding': {
    kinds: ['RoleBinding'],
    field: ['metadata', 'name'],
    flux: '{tenant}-reconciler',
    ours: '{account}',
    reason: `${rfc}: the binding is called as its account.`,
  },
  'user of old': {
    kinds: ['RoleBinding'],
    field: ['subjects'],
    flux: fluxSubjects,
    ours: [account],
    reason:
      'Users were to be impersonated once (fluxcd/flux2 issue 278); no controller does, and whoever can impersonate a user would have the role.',
  },
} satisfies Readonly<Record<string, Difference>>

/** What differs for some: each input names its own. */
const some = {
  account: {
    kinds: ['ServiceAccount'],
    field: ['metadata', 'name'],
    flux: '{tenant}',
    ours: '{account}',
    reason: `${rfc}: one name in all namespaces, so that it can be the default account of the controllers.`,
  },
  'account of the sync': {
    kinds: ['Kustomization'],
    field: ['spec', 'serviceAccountName'],
    ours: '{account}',
    reason: 'Without an account the sync depends on how the controllers were started.',
  },
  'account of the sync in every namespace': {
    kinds: ['RoleBinding'],
    field: ['subjects'],
    flux: fluxSubjects,
    ours: [account, { ...account, namespace: '{home}' }],
    reason:
      'There is one sync for all namespaces, which must be able to apply in each; flux makes accounts that no sync uses.',
  },
  'label of the source': {
    kinds: ['GitRepository'],
    field: tenantLabel,
    ours: '{tenant}',
    reason: 'All that is of a tenant can be selected by one label.',
  },
  'label of the sync': {
    kinds: ['Kustomization'],
    field: tenantLabel,
    ours: '{tenant}',
    reason: 'All that is of a tenant can be selected by one label.',
  },
  'Secret over ssh': {
    kinds: ['GitRepository'],
    field: ['spec', 'secretRef'],
    ours: { name: '{tenant}-git-auth' },
    reason: `${rfc}: over ssh nothing works without a key.`,
  },
  'interval of the source': {
    kinds: ['GitRepository'],
    field: ['spec', 'interval'],
    flux: '1m0s',
    ours: '5m0s',
    reason: `${rfc}: many tenants that ask each minute are a load on the host of Git.`,
  },
  'interval of the sync': {
    kinds: ['Kustomization'],
    field: ['spec', 'interval'],
    flux: '1m0s',
    ours: '10m0s',
    reason: `${rfc}: a new revision starts a sync at once, whatever the interval is.`,
  },
  prune: {
    kinds: ['Kustomization'],
    field: ['spec', 'prune'],
    flux: false,
    ours: true,
    reason: `${rfc}: what a tenant takes out of the repository goes from the cluster.`,
  },
  'duration of the source as written': {
    kinds: ['GitRepository'],
    field: ['spec', 'interval'],
    flux: '1h0m0s',
    ours: '1h',
    reason: 'What a person wrote is not spelt anew; the API server takes both.',
  },
  'duration of the sync as written': {
    kinds: ['Kustomization'],
    field: ['spec', 'interval'],
    flux: '1m30s',
    ours: '90s',
    reason: 'What a person wrote is not spelt anew; the API server takes both.',
  },
  'duration of a retry as written': {
    kinds: ['Kustomization'],
    field: ['spec', 'retryInterval'],
    flux: '2m0s',
    ours: '2m',
    reason: 'What a person wrote is not spelt anew; the API server takes both.',
  },
  'path as written': {
    kinds: ['Kustomization'],
    field: ['spec', 'path'],
    flux: './deploy',
    ours: 'deploy',
    reason: 'What a person wrote is not spelt anew; kustomize-controller takes both.',
  },
  'time to wait': {
    kinds: ['Kustomization'],
    field: ['spec', 'timeout'],
    flux: '2m0s',
    reason:
      'It is a default of the option; without the field kustomize-controller waits for the interval less 30 seconds.',
  },
} satisfies Readonly<Record<string, Difference>>

/** What an input names: a row of the table that is not true of all. */
export type DifferenceName = keyof typeof some

export const differences: ReadonlyMap<string, Difference> = new Map(
  Object.entries({ ...always, ...some }),
)
export const alwaysDifferent: readonly string[] = Object.keys(always)
