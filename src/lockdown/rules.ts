import type { Severity } from '../krm/result.ts'

/**
 * What a finding means for TenancyCheck: `drift`, FluxTenancy would edit this; `overridden`, a later setting wins; `unsure`,
 * the input cannot tell; `crash`, the image cannot parse it: each of these fails the check. `open`: cannot be closed here.
 */
type CheckClass = 'drift' | 'overridden' | 'unsure' | 'crash' | 'open'

/** One rule: what a result with its id says. */
export interface Rule {
  /** Of the result that FluxTenancy gives; `silent` for an edit that is just what was asked for. */
  readonly severity: Severity | 'silent'
  /** For TenancyCheck; absent: the finding has the same severity there. */
  readonly class?: CheckClass
  readonly what: string
  readonly reason: string
  readonly remedy: string
  readonly source: string
}

const argumentsSource = 'spf13/pflag flag.go'
const flagsSource = 'fluxcd/flux2 and the controllers, main.go at each release'
const lockdownSource = 'fluxcd/website content/en/flux/installation/configuration/multitenancy.md'
const contractSource = 'kubernetes-sigs/kustomize cmd/config/docs/api-conventions/functions-spec.md'

/** Every rule whose id a result can carry in `tags.rule`. */
export const rules = {
  'invalid-config': {
    severity: 'error',
    what: 'A configuration of this group does not keep to its schema.',
    reason: 'A misspelt field that is ignored leaves a cluster open.',
    remedy: 'Correct the field; the message suggests the closest one.',
    source: 'src/api/schema.ts',
  },
  'two-configs': {
    severity: 'error',
    what: 'Two FluxTenancy objects are in the input and no functionConfig says which one counts.',
    reason: 'To choose one of them would be a guess.',
    remedy: 'Remove one, or name the one that counts as functionConfig.',
    source: contractSource,
  },
  'validator-misplaced': {
    severity: 'error',
    what: 'The answer of a TenancyCheck came back as an item.',
    reason:
      'A TenancyCheck among the transformers of kustomize would replace everything that is built.',
    remedy: 'List the TenancyCheck under `validators:` of the kustomization.',
    source: 'kubernetes-sigs/kustomize api/internal/target/kusttarget.go, runValidators',
  },
  'config-unmarked': {
    severity: 'silent',
    class: 'drift',
    what: 'A FluxTenancy among the items is not marked as configuration of a function.',
    reason: 'It would be applied to the cluster, which does not know the kind.',
    remedy: 'Run FluxTenancy.',
    source: contractSource,
  },
  'no-controller': {
    severity: 'warning',
    class: 'unsure',
    what: 'A profile is asked for, and no controller of Flux is in the input.',
    reason: 'Nothing can be locked or checked.',
    remedy: 'Pass the manifests of the Flux install, as `kustomize build` prints them.',
    source: lockdownSource,
  },
  'unclear-container': {
    severity: 'error',
    class: 'unsure',
    what: 'A workload is one of the controllers, and none of its containers can be told to run it.',
    reason: 'Flags on the wrong container change nothing, or stop it.',
    remedy: 'Name the container `manager`, or use an image named as the controller.',
    source: 'fluxcd/flux2 manifests/bases',
  },
  'unknown-version': {
    severity: 'error',
    class: 'unsure',
    what: 'The version of a controller cannot be told.',
    reason: 'A flag that the version does not know stops the controller.',
    remedy: 'Set `spec.flux.version`, or give the image a tag.',
    source: flagsSource,
  },
  'newer-version': {
    severity: 'info',
    what: 'A controller is newer than what this program knows.',
    reason: 'Flags may have come that are not in the tables.',
    remedy: 'Use a newer flux-tenancy.',
    source: flagsSource,
  },
  'too-old': {
    severity: 'error',
    class: 'unsure',
    what: 'A controller is too old for any setting of the profile.',
    reason: 'The flags exist since Flux v0.26; an older controller does not start with them.',
    remedy: 'Upgrade Flux.',
    source: flagsSource,
  },
  'not-in-this-version': {
    severity: 'warning',
    class: 'open',
    what: 'A setting of the profile does not exist in this version of the controller.',
    reason: 'What the flag closes stays open.',
    remedy: 'Upgrade Flux.',
    source: flagsSource,
  },
  'unreadable-arguments': {
    severity: 'error',
    class: 'unsure',
    what: 'The arguments of a controller cannot be read.',
    reason: 'What is written behind them may not reach the controller.',
    remedy: 'Mend `command` and `args` of the container as the message says.',
    source: argumentsSource,
  },
  'opaque-argument': {
    severity: 'warning',
    class: 'unsure',
    what: 'An argument is a variable whose value the input does not tell.',
    reason: 'It may be any flag, or `--`, which ends the flags.',
    remedy: 'Write the value in place of the variable.',
    source: 'kubernetes/kubernetes third_party/forked/golang/expansion/expand.go',
  },
  'flag-missing': {
    severity: 'silent',
    class: 'drift',
    what: 'A flag of the profile is not set.',
    reason: 'The default of the controller holds, which is that of a cluster with one tenant.',
    remedy: 'Run FluxTenancy.',
    source: lockdownSource,
  },
  'flag-other-value': {
    severity: 'warning',
    class: 'drift',
    what: 'A flag of the profile has another value.',
    reason: 'The last value of a flag is the one in force.',
    remedy: 'Run FluxTenancy; the value that was there is in Git.',
    source: argumentsSource,
  },
  'flag-out-of-reach': {
    severity: 'warning',
    class: 'drift',
    what: 'A flag of the profile stands before an argument that may override it.',
    reason: 'The last value of a flag is the one in force.',
    remedy: 'Run FluxTenancy, which puts the flag behind it.',
    source: argumentsSource,
  },
  'flag-left': {
    severity: 'silent',
    class: 'drift',
    what: 'A flag of multi-tenant is set, and the profile is single-tenant.',
    reason: 'single-tenant means the defaults of the controllers.',
    remedy: 'Run FluxTenancy.',
    source: lockdownSource,
  },
  'flag-removed': {
    severity: 'warning',
    class: 'drift',
    what: 'A flag that the profile takes away has a value that the profile did not set.',
    reason: 'It does not come back with multi-tenant: the state is in Git.',
    remedy: 'Run FluxTenancy; set the value in the configuration if it is to come back.',
    source: lockdownSource,
  },
  'flag-repeated': {
    severity: 'info',
    what: 'A flag of the profile is given more than once, and its last value is right.',
    reason: 'The last value is in force, and what is right is left alone.',
    remedy: 'Nothing must be done.',
    source: argumentsSource,
  },
  'two-accounts': {
    severity: 'warning',
    what: 'The controllers of one install have different default accounts.',
    reason: 'A tenant needs both accounts. Each controller keeps its own.',
    remedy: 'Set `spec.flux.defaultServiceAccount`.',
    source: lockdownSource,
  },
  'unknown-flag': {
    severity: 'warning',
    class: 'crash',
    what: 'A controller has a flag that its version cannot parse.',
    reason: 'The controller prints an error and exits.',
    remedy: 'Remove the flag.',
    source: argumentsSource,
  },
  'bad-flag-value': {
    severity: 'warning',
    class: 'crash',
    what: 'A controller has a flag with a value that it cannot parse.',
    reason: 'The controller prints an error and exits.',
    remedy: 'Correct the value.',
    source: argumentsSource,
  },
  'unknown-gate': {
    severity: 'warning',
    class: 'crash',
    what: '`--feature-gates` names a gate that the version of the controller does not know.',
    reason: 'The controller prints an error and exits.',
    remedy: 'Remove the gate.',
    source: 'fluxcd/pkg runtime/features/features.go',
  },
  'workload-identity-off': {
    severity: 'warning',
    class: 'crash',
    what: 'A default account for workload identity is set while the gate ObjectLevelWorkloadIdentity is off.',
    reason: 'The controller refuses to start.',
    remedy: 'Set `--feature-gates=ObjectLevelWorkloadIdentity=true` too, or remove the account.',
    source: 'fluxcd/pkg auth/controller_options.go',
  },
  'insecure-kubeconfig': {
    severity: 'warning',
    what: 'A controller takes kubeconfigs of tenants that run programs or skip TLS.',
    reason: 'A tenant who may write a kubeconfig can reach beyond its rights.',
    remedy: 'Remove the flag.',
    source: 'fluxcd/website content/en/flux/security/best-practices.md',
  },
  'account-missing': {
    severity: 'silent',
    class: 'drift',
    what: 'An object beside the controllers names no ServiceAccount.',
    reason: 'It would be applied as the default account, which has no rights there, and stop.',
    remedy: 'Run FluxTenancy.',
    source: lockdownSource,
  },
  'account-removed': {
    severity: 'warning',
    class: 'drift',
    what: 'An object beside the controllers names the ServiceAccount that multi-tenant gives.',
    reason: 'single-tenant takes it away; whether a person had set it cannot be told.',
    remedy: 'Nothing must be done, or set it again by hand.',
    source: lockdownSource,
  },
  'remote-cluster': {
    severity: 'warning',
    what: 'An object beside the controllers is applied to a remote cluster and names no ServiceAccount.',
    reason: 'The account is impersonated in the remote cluster, where it may not exist.',
    remedy: 'Set `spec.serviceAccountName` to an account that the remote cluster has.',
    source: 'fluxcd/pkg runtime/client/impersonator.go',
  },
  'foreign-source': {
    severity: 'warning',
    what: 'An object beside the controllers takes its source from another namespace.',
    reason:
      'The lock stops it; an account of the platform would give that source the rights of the platform.',
    remedy: 'Move the object to the namespace of its source, with an account of its own.',
    source: 'fluxcd/kustomize-controller internal/controller/kustomization_controller.go',
  },
  'account-without-rights': {
    severity: 'warning',
    what: 'The ServiceAccount of an object beside the controllers is the subject of no binding in the input.',
    reason: 'What the object applies is refused.',
    remedy: 'Bind the account, or set `spec.flux.platformServiceAccount` to one that is bound.',
    source: lockdownSource,
  },
  'stops-without-account': {
    severity: 'warning',
    what: 'An object of a tenant names no ServiceAccount.',
    reason:
      'It is applied as the default account of its namespace, and stops if that has no rights.',
    remedy: 'Set `spec.serviceAccountName` to an account that the tenant has.',
    source: 'fluxcd/pkg runtime/client/impersonator.go',
  },
  'stops-across-namespaces': {
    severity: 'warning',
    what: 'An object refers to another namespace.',
    reason: 'The locked controller refuses the reference.',
    remedy: 'Move the objects into one namespace.',
    source: 'fluxcd/pkg runtime/acl/flags.go',
  },
  'sync-overrides': {
    severity: 'warning',
    class: 'overridden',
    what: 'The Kustomization that applies the install patches a flag of the profile to another value.',
    reason: 'Flux applies `spec.patches` after everything in the input, so the patch wins.',
    remedy: 'Remove the patch.',
    source: 'fluxcd/pkg kustomize/kustomize_generator.go',
  },
  'sync-changes': {
    severity: 'warning',
    class: 'unsure',
    what: 'The Kustomization that applies the install changes the controllers in a way that is not followed here.',
    reason: 'Flux applies these fields after everything in the input.',
    remedy: 'Move them into the kustomization.yaml and check what `kustomize build` prints.',
    source: 'fluxcd/pkg kustomize/kustomize_generator.go',
  },
  'generated-by-flux': {
    severity: 'info',
    what: 'A file that Flux generates was edited.',
    reason: 'The next `flux bootstrap` writes it anew.',
    remedy: 'Commit the change as patches in the kustomization.yaml beside it.',
    source: 'fluxcd/flux2 pkg/bootstrap/bootstrap_plain_git.go',
  },
  'managed-by-flux-operator': {
    severity: 'warning',
    class: 'unsure',
    what: 'The controllers belong to flux-operator.',
    reason: 'The operator undoes edits; the FluxInstance decides.',
    remedy:
      'Set `spec.cluster.multitenant` and `spec.cluster.tenantDefaultServiceAccount` of the FluxInstance.',
    source: 'controlplaneio-fluxcd/flux-operator api/v1/fluxinstance_types.go',
  },
  'open-path': {
    severity: 'silent',
    class: 'open',
    what: 'A way between tenants that no flag of this version closes.',
    reason: 'The flags are not all of a separation of tenants.',
    remedy: '`flux-tenancy explain open-paths` says for each what closes it.',
    source: 'src/lockdown/open-paths.ts',
  },
} as const satisfies Readonly<Record<string, Rule>>

export type RuleId = keyof typeof rules
