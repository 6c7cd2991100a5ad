import type { ControllerName } from './controllers.ts'

/** What `explain` and the docs say of a flag that matters to tenants. */
export interface TenancyFlag {
  /** Without the dashes. */
  readonly name: string
  /** Empty means every controller that has the flag. */
  readonly controllers: readonly ControllerName[]
  /** What it does, one sentence. */
  readonly what: string
  /** Why it matters where tenants share the cluster. */
  readonly why: string
  /** Repository and file. */
  readonly source: string
  /** True if setting it opens a path that tenants must not have. */
  readonly isInsecure: boolean
}

const multitenancy = 'fluxcd/website content/en/flux/installation/configuration/multitenancy.md'
const bestPractices = 'fluxcd/website content/en/flux/security/best-practices.md'

/** In the order that `explain` lists them. */
export const tenancyFlags: readonly TenancyFlag[] = [
  {
    name: 'no-cross-namespace-refs',
    controllers: [],
    what: 'Refuses references from one Flux object to another in a different namespace.',
    why: 'Without it a tenant can apply, patch or be told of what stands in the sources of other tenants and of the platform.',
    source: `${multitenancy}; fluxcd/pkg runtime/acl/flags.go`,
    isInsecure: false,
  },
  {
    name: 'no-remote-bases',
    controllers: [],
    what: 'Refuses kustomizations that fetch their bases from elsewhere than the source.',
    why: 'Otherwise what a tenant applies need not be in the source that was reviewed, and the controller fetches any address for it.',
    source: `${multitenancy}; fluxcd/kustomize-controller main.go`,
    isInsecure: false,
  },
  {
    name: 'default-service-account',
    controllers: ['kustomize-controller', 'helm-controller'],
    what: "Names the account in the object's own namespace that is impersonated where `spec.serviceAccountName` is not set.",
    why: 'Without it an object that names no account is applied with the rights of the controller, which are those of a cluster admin.',
    source: `${multitenancy}; fluxcd/pkg runtime/client/impersonator.go`,
    isInsecure: false,
  },
  {
    name: 'default-service-account',
    controllers: [
      'source-controller',
      'notification-controller',
      'image-reflector-controller',
      'image-automation-controller',
    ],
    what: 'Names the account whose cloud workload identity is used where an object names none; it needs the gate ObjectLevelWorkloadIdentity.',
    why: 'Without it an object that names no account uses the cloud identity of the controller itself.',
    source: `${bestPractices}; fluxcd/pkg auth/controller_flags.go`,
    isInsecure: false,
  },
  {
    name: 'default-decryption-service-account',
    controllers: [],
    what: 'Names the account whose cloud workload identity decrypts where `spec.decryption.serviceAccountName` is not set; it needs the gate ObjectLevelWorkloadIdentity.',
    why: "Without it a tenant's files are decrypted with the keys that the controller itself may use.",
    source: `${bestPractices}; fluxcd/pkg auth/controller_flags.go`,
    isInsecure: false,
  },
  {
    name: 'default-kubeconfig-service-account',
    controllers: [],
    what: 'Names the account whose cloud workload identity reaches remote clusters where the kubeConfig ConfigMap names none; it needs the gate ObjectLevelWorkloadIdentity.',
    why: 'Without it a tenant reaches the remote clusters that the controller itself may reach.',
    source: `${bestPractices}; fluxcd/pkg auth/controller_flags.go`,
    isInsecure: false,
  },
  {
    name: 'feature-gates',
    controllers: [],
    what: 'Turns features on and off by name; the values of several such flags add up.',
    why: 'ObjectLevelWorkloadIdentity lets each tenant have a cloud identity of its own; a name that the controller does not know keeps it from starting.',
    source: 'fluxcd/pkg runtime/features/features.go',
    isInsecure: false,
  },
  {
    name: 'watch-all-namespaces',
    controllers: [],
    what: 'Reconciles objects in every namespace; set to false, only those beside the controller.',
    why: 'Set to false, the objects of tenants in their own namespaces are not reconciled at all.',
    source: 'fluxcd/pkg runtime/controller/watch.go',
    isInsecure: false,
  },
  {
    name: 'watch-label-selector',
    controllers: [],
    what: 'Reconciles only objects with these labels, which is how shards are made.',
    why: 'A tenant chooses the labels of its objects, so every shard must be locked like the main controller.',
    source: 'fluxcd/website content/en/flux/installation/configuration/sharding.md',
    isInsecure: false,
  },
  {
    name: 'sops-age-secret',
    controllers: [],
    what: 'Names a Secret beside the controller whose age key decrypts where an object brings no key.',
    why: 'Every tenant can then have files decrypted that were encrypted for that one key.',
    source: 'fluxcd/kustomize-controller main.go',
    isInsecure: false,
  },
  {
    name: 'insecure-kubeconfig-exec',
    controllers: [],
    what: 'Runs the programs that a kubeconfig from a Secret names to get credentials.',
    why: 'A tenant who may write such a Secret runs programs inside the controller.',
    source: `${bestPractices}; fluxcd/pkg runtime/client/kubeconfig.go`,
    isInsecure: true,
  },
  {
    name: 'insecure-kubeconfig-tls',
    controllers: [],
    what: 'Accepts kubeconfigs that do not verify the certificate of the remote cluster.',
    why: 'What is sent to that cluster, Secrets and tokens included, can be read and changed on the way.',
    source: `${bestPractices}; fluxcd/pkg runtime/client/kubeconfig.go`,
    isInsecure: true,
  },
]

/** What there is to say of a flag on a controller; undefined for flags that do not concern tenants. */
export function tenancyFlagOn(controller: ControllerName, name: string): TenancyFlag | undefined {
  return tenancyFlags.find(
    (flag) =>
      flag.name === name &&
      (flag.controllers.length === 0 || flag.controllers.includes(controller)),
  )
}

/** A flag that people write although no release of any controller has it. */
export interface AbsentFlag {
  readonly name: string
  /** One sentence. */
  readonly reason: string
  readonly source: string
}

export const absentFlags: readonly AbsentFlag[] = [
  {
    name: 'enable-source-acl',
    reason:
      'It stands in drafts of RFC-0002 and RFC-0003 and was never built; `--no-cross-namespace-refs` is what Flux has.',
    source: 'fluxcd/flux2 pull requests 2092 and 2093',
  },
  {
    name: 'security-profile',
    reason:
      'It is the flag that draft RFC-0003 proposed for the flux command line; no controller has it.',
    source: 'fluxcd/flux2 pull request 2093',
  },
  {
    name: 'insecure-allow-http',
    reason: 'It was planned in RFC-0004 and was never merged.',
    source: 'fluxcd/flux2 rfcs/0004-insecure-http; fluxcd/notification-controller pull request 531',
  },
  {
    name: 'same-namespace-refs',
    reason: 'No release of any controller has it; the flag is `--no-cross-namespace-refs`.',
    source: 'fluxcd/pkg runtime/acl/flags.go',
  },
]

/** Why a flag is in no release, for those that people ask for; undefined for all others. */
export function absentFlagReason(name: string): string | undefined {
  return absentFlags.find((flag) => flag.name === name)?.reason
}
