import { type ControllerName, controllerNames } from '../flux/controllers.ts'
import { workloadIdentityFlags } from '../flux/feature-gates.ts'

/** The versions of a controller that have a path open: from `since` on, before `until`; absent: all. */
export interface AffectedVersions {
  readonly controller: ControllerName
  readonly since?: string
  readonly until?: string
}

/** A way between tenants that no flag of the profile closes. */
export interface OpenPath {
  readonly id: string
  /** One sentence, for defenders. */
  readonly what: string
  /** What does close it: the end of a sentence, without its full stop. */
  readonly closedBy: string
  /** The Flux release that brought it, or that closed it, where there is one. */
  readonly since?: string
  readonly until?: string
  /** It is open if one of these is in the install. */
  readonly affected: readonly AffectedVersions[]
  readonly source: string
}

const tried =
  'tried on an API server with the controllers of Flux v2.9, locked, a tenant with the role named'
const appliers: readonly AffectedVersions[] = [
  { controller: 'kustomize-controller' },
  { controller: 'helm-controller' },
]

/** The first version that asks a cloud for anything, where it is not the first of all. */
const cloudSince: Readonly<Partial<Record<ControllerName, string>>> = {
  'helm-controller': 'v1.4.0',
  'image-automation-controller': 'v0.39.0',
}

/** Who has a flag for the account of a cloud identity has an identity of its own without it. */
const cloudUsers: readonly AffectedVersions[] = controllerNames
  .filter((controller) => workloadIdentityFlags[controller].length > 0)
  .map((controller) => {
    const since = cloudSince[controller]
    return { controller, ...(since !== undefined && { since }) }
  })

/** Every path that is known, those that an upgrade closes first. */
export const openPaths: readonly OpenPath[] = [
  {
    id: 'remote-bases',
    what: 'kustomize-controller builds bases from any address that a tenant names.',
    closedBy: 'an upgrade to Flux v0.30, which has `--no-remote-bases`',
    until: 'v0.30',
    affected: [{ controller: 'kustomize-controller', until: 'v0.25.0' }],
    source: 'fluxcd/kustomize-controller pull request 638',
  },
  {
    id: 'receivers',
    what: 'A Receiver can trigger objects of other namespaces: notification-controller does not hold Receivers to `--no-cross-namespace-refs`.',
    closedBy: 'an upgrade to Flux v2.5',
    until: 'v2.5',
    affected: [{ controller: 'notification-controller', until: 'v1.5.0' }],
    source: 'fluxcd/notification-controller pull request 1022',
  },
  {
    id: 'remote-cluster-token',
    what: 'The kubeconfig of a tenant can make the controller send a file of its own disk to the server that it names.',
    closedBy: 'an upgrade to Flux v2.9.5, or an admission policy over `spec.kubeConfig`',
    until: 'v2.9.5',
    affected: [
      { controller: 'kustomize-controller', until: 'v1.9.5' },
      { controller: 'helm-controller', until: 'v1.6.4' },
    ],
    source:
      'not tried: fluxcd/kustomize-controller CHANGELOG.md 1.9.5; fluxcd/helm-controller CHANGELOG.md 1.6.4; fluxcd/flux2 v2.9.5 manifests/bases',
  },
  {
    id: 'depends-on',
    what: '`dependsOn` may name another namespace and tells whether objects are there and ready.',
    closedBy: 'an admission policy on `dependsOn[].namespace`',
    affected: appliers,
    source: tried,
  },
  {
    id: 'ready-expressions',
    what: '`dependsOn[].readyExpr` reads every field of a foreign Kustomization or HelmRelease, inline values included.',
    closedBy: 'an admission policy on `readyExpr`, and by keeping secrets out of inline values',
    since: 'v2.7',
    affected: [
      { controller: 'kustomize-controller', since: 'v1.7.0' },
      { controller: 'helm-controller', since: 'v1.4.0' },
    ],
    source: tried,
  },
  {
    id: 'artifact-server',
    what: 'A source of a tenant that points at the artifact server of source-controller reads what other sources stored.',
    closedBy: 'an admission policy with a list of allowed source URLs',
    affected: [{ controller: 'source-controller' }],
    source: tried,
  },
  {
    id: 'remote-files',
    what: '`--no-remote-bases` does not stop a plain `http(s)` file under `resources`, and a remote Git base is fetched before it is refused.',
    closedBy: "rules for egress; what is fetched is applied with the tenant's rights only",
    since: 'v0.30',
    affected: [{ controller: 'kustomize-controller', since: 'v0.25.0' }],
    source: tried,
  },
  {
    id: 'accounts-of-the-namespace',
    what: 'A tenant may name any ServiceAccount of its namespace.',
    closedBy: "leaving no account in a tenant's namespace that holds more than the tenant may",
    affected: appliers,
    source: tried,
  },
  {
    id: 'secrets-of-the-namespace',
    what: 'Every Secret of its own namespace can be read through Flux, also under a role without Secrets.',
    closedBy: "keeping foreign Secrets out of a tenant's namespace",
    affected: appliers,
    source: tried,
  },
  {
    id: 'shared-namespaces',
    what: 'Of two tenants in one namespace the weaker applies as the stronger.',
    closedBy: 'giving each tenant a namespace of its own',
    affected: appliers,
    source: tried,
  },
  {
    id: 'unlocked-controllers',
    what: 'A controller that is not in this input, as a shard, may be unlocked and take the objects of tenants.',
    closedBy: 'checking every controller of the cluster',
    affected: appliers,
    source: 'fluxcd/website content/en/flux/installation/configuration/sharding.md',
  },
  {
    id: 'platform-syncs',
    what: "A Kustomization of the platform over a tenant's repository runs with the rights of the platform.",
    closedBy: 'an account of its own',
    affected: appliers,
    source: tried,
  },
  {
    id: 'guards-of-the-namespace',
    what: 'Quota, LimitRange, pod security and NetworkPolicy of its namespace can be removed by a tenant that is cluster-admin there; NetworkPolicies also by admin and edit.',
    closedBy: 'a narrower role, or an admission policy over what the platform labels',
    affected: appliers,
    source: tried,
  },
  {
    id: 'written-status',
    what: 'A tenant that is cluster-admin of its namespace can write the status of its Flux objects, and since Flux v0.40 so can admin and edit, to which a ClusterRole of Flux is aggregated.',
    closedBy:
      'a role that may not write `/status`; for admin and edit by deletion of the ClusterRole `flux-edit-flux-system`, whose name ends with the namespace of the install',
    affected: [{ controller: 'kustomize-controller' }],
    source: 'fluxcd/flux2 manifests/rbac; tried with Flux v2.9',
  },
  {
    id: 'cloud-identity',
    what: 'A source, provider, key or remote cluster that names a cloud and no account uses the cloud identity of the controller.',
    closedBy:
      'giving the controllers no cloud roles, or by the lockdown of workload identity (Flux v2.7)',
    affected: cloudUsers,
    source:
      'fluxcd/website content/en/flux/security/best-practices.md; CHANGELOG.md of helm-controller 1.4.0 and image-automation-controller 0.39.0',
  },
  {
    id: 'refused-alerts',
    what: 'An Alert that is refused writes the names of foreign objects into events of its own namespace.',
    closedBy: 'nothing',
    affected: [{ controller: 'notification-controller' }],
    source: tried,
  },
]
