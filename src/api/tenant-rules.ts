import type { FindingOf } from '../krm/finding.ts'
import type { Rule } from '../krm/rule.ts'

const here = 'flux-tenancy'
const functionsSource =
  'kubernetes-sigs/kustomize cmd/config/docs/api-conventions/functions-spec.md'
const lockdownSource = 'fluxcd/website content/en/flux/installation/configuration/multitenancy.md'
const finaliserSource =
  'fluxcd/kustomize-controller internal/controller/kustomization_controller.go, finalize; fluxcd/flux2 issue 997'

/** The rules of Tenants and of the objects that they stand for. */
export const tenantRules = {
  'config-unmarked': {
    severity: 'silent',
    class: 'drift',
    what: 'A FluxTenancy or a Tenant among the items is not marked as configuration of a function.',
    reason: 'It would be applied to the cluster, which does not know the kind.',
    remedy: 'Run FluxTenancy.',
    source: functionsSource,
  },
  'invalid-tenant': {
    severity: 'error',
    what: 'A Tenant, with the defaults of the configuration, does not keep to its schema.',
    reason: 'A misspelt field that is ignored can grant more than was meant.',
    remedy: 'Correct the field; `flux-tenancy explain tenant NAME` says where each value is from.',
    source: 'src/api/tenant-schema.ts',
  },
  'two-tenants': {
    severity: 'error',
    what: 'Two Tenants have one name.',
    reason: 'They stand for the same objects, and one of them would disappear without a word.',
    remedy: 'Rename one, or make one Tenant of the two.',
    source: here,
  },
  'namespace-claimed': {
    severity: 'error',
    what: 'Two Tenants claim one namespace.',
    reason: 'In a namespace that two share, each can apply as the account of the other.',
    remedy: 'Give each Tenant namespaces of its own.',
    source: 'https://kubernetes.io/docs/concepts/security/multi-tenancy/',
  },
  'namespace-of-flux': {
    severity: 'error',
    what: 'A Tenant claims the namespace in which the controllers of Flux run.',
    reason: 'Its account could use those of the controllers, which may do everything.',
    remedy: 'Give the Tenant a namespace of its own.',
    source: lockdownSource,
  },
  'tenant-flux-too-old': {
    severity: 'error',
    class: 'unsure',
    what: 'Tenants are in the input, and Flux is older than anything that separates them.',
    reason: 'Before Flux v0.26 no flag confines a tenant to its namespaces.',
    remedy: 'Upgrade Flux.',
    source: lockdownSource,
  },
  'tenant-flux-unsure': {
    severity: 'warning',
    what: 'The controllers in the input are of several releases of Flux, which read other versions of the objects.',
    reason: 'The objects of a Tenant are made for one release: the oldest that is there.',
    remedy: 'Set `spec.flux.version`, or render each cluster by itself.',
    source: 'fluxcd/source-controller and fluxcd/kustomize-controller config/crd/bases',
  },
  'tenant-object-missing': {
    severity: 'silent',
    class: 'drift',
    what: 'An object that a Tenant stands for is not there.',
    reason: 'A Tenant is never applied itself; its objects are.',
    remedy: 'Run FluxTenancy.',
    source: here,
  },
  'tenant-object-outdated': {
    severity: 'silent',
    class: 'drift',
    what: 'An object of a Tenant has another `apiVersion` than this release of Flux wants.',
    reason: 'Flux v2.7 and v2.8 stopped to serve the old versions.',
    remedy: 'Run FluxTenancy.',
    source: 'fluxcd/source-controller and fluxcd/kustomize-controller config/crd/bases',
  },
  'tenant-object-differs': {
    severity: 'warning',
    class: 'drift',
    what: 'An object of a Tenant is not what the Tenant says: the Tenant was changed, or the object by hand.',
    reason: 'What is made from a Tenant is a function of it, whole; one label can weaken a guard.',
    remedy: 'Run FluxTenancy; what is wanted on the objects goes into the Tenant.',
    source: here,
  },
  'tenant-object-left': {
    severity: 'warning',
    class: 'drift',
    what: 'An object was made from a Tenant that no longer stands for it, or is there twice.',
    reason: 'With the object Flux removes what is in it: a Namespace goes with all that it holds.',
    remedy: 'Run FluxTenancy.',
    source: here,
  },
  'tenant-object-foreign': {
    severity: 'error',
    class: 'unsure',
    what: 'An object that a Tenant stands for is there already and was not made from it.',
    reason: 'What others own is never overwritten.',
    remedy:
      'Remove the object, hand it over with the annotation `fluxtenancy.dev/tenant`, or rename the Tenant; a namespace that others own is `create: false`.',
    source: here,
  },
  'tenant-renamed': {
    severity: 'error',
    class: 'unsure',
    what: 'kustomize gave a Tenant another name, or a namespace.',
    reason:
      'The objects of a Tenant are called after it; `namePrefix`, `nameSuffix` and `namespace` of the same kustomization reach the Tenant, and not what is made from it.',
    remedy:
      'Put the Tenants into a folder that what renames does not reach, and rename them instead.',
    source: 'kubernetes-sigs/kustomize api/internal/target/kusttarget.go, runTransformers',
  },
  'tenant-object-renamed': {
    severity: 'error',
    class: 'unsure',
    what: 'An object that was made from a Tenant has another name or namespace than it was made with.',
    reason:
      'kustomize (`namePrefix`, `nameSuffix`, `namespace`) renames accounts and sources, and not the fields of Flux that name them.',
    remedy:
      'Take the Tenant out of reach of what renames, and rename the Tenant instead; a copy goes without the annotation.',
    source: 'kubernetes-sigs/kustomize api/internal/konfig/builtinpluginconsts/namereference.go',
  },
  'tenant-in-selection': {
    severity: 'error',
    class: 'unsure',
    what: 'A Tenant is in a selection that kpt made of a package, and not all of its objects are.',
    reason:
      'kpt merges what a function answers into the package, where an object that was not selected would then stand twice.',
    remedy:
      'Run the function on the whole package, without `selectors`, `--match-…` and `--exclude-…`.',
    source: 'kptdev/kpt internal/fnruntime/utils.go, MergeWithInput',
  },
  'tenant-annotation-foreign': {
    severity: 'warning',
    what: 'An object of a kind that no Tenant stands for, or of the platform, has the annotation of those that were made from one.',
    reason:
      'What was made from a Tenant goes when the Tenant does; an annotation must not be enough to remove anything else.',
    remedy: 'Take the annotation off.',
    source: here,
  },
  'tenant-path-unsafe': {
    severity: 'error',
    class: 'unsure',
    what: 'The path annotation of a Tenant is no plain path inside of its package.',
    reason:
      'What a Tenant stands for is written beside it: outside of the package, or into a file that another system names otherwise.',
    remedy: 'Take the annotation off, or let the tool that reads the package set it.',
    source: functionsSource,
  },
  'tenant-path-twin': {
    severity: 'error',
    class: 'unsure',
    what: 'The file that a Tenant would be rendered into differs from another one only in case, or in how letters are composed.',
    reason: 'On a disk that ignores this the two are one file, and one of them would be lost.',
    remedy: 'Rename the other file.',
    source: 'git-config(1), core.ignoreCase and core.precomposeUnicode',
  },
  'tenant-absent': {
    severity: 'warning',
    what: 'Objects of a Tenant that is not in the input are kept.',
    reason: 'The input may be a part of a package, or the last output of kustomize.',
    remedy: 'Set `spec.prune` to true if the input is the whole package.',
    source: here,
  },
  'prune-without-tenants': {
    severity: 'error',
    class: 'unsure',
    what: 'No Tenant is in the input, and `spec.prune` would remove what was made from Tenants.',
    reason:
      'An input that lost its Tenants looks the same: kustomize leaves them out of what it builds. All tenants would go, and an answer with nothing in it deletes a package.',
    remedy:
      'Give the function the files of the Tenants; if the last one is to go, delete its objects by hand.',
    source: 'kubernetes-sigs/kustomize api/krusty/localconfig_test.go',
  },
  'tenant-removed-at-once': {
    severity: 'warning',
    what: 'The Kustomization of a Tenant is removed in one step with the account as which it cleans up.',
    reason:
      'Flux deletes what a Kustomization applied as its account: without the account all of it stays, without the binding the deletion hangs.',
    remedy:
      'Take `spec.git` out of the Tenant first and let Flux apply that; then remove the Tenant.',
    source: finaliserSource,
  },
  'role-change-stops': {
    severity: 'info',
    what: 'This release of Flux does not make a RoleBinding anew whose role changes.',
    reason:
      'The API server refuses another `roleRef`, and before Flux v0.39 no annotation asks for a new binding, so the whole sync stops.',
    remedy: 'Delete the RoleBinding by hand when the role of a Tenant changes, or upgrade Flux.',
    source: 'fluxcd/kustomize-controller pull request 787; fluxcd/pkg ssa/manager_apply.go',
  },
  'account-not-default': {
    severity: 'info',
    what: 'The account of a Tenant is not the default account of the controllers.',
    reason: 'Objects in its namespaces that name no account are applied as the default account.',
    remedy: 'Nothing must be done if every object of the tenant names the account.',
    source: 'fluxcd/pkg runtime/client/impersonator.go',
  },
  'default-account-missing': {
    severity: 'warning',
    what: 'The default account of the controllers is not in a namespace of a Tenant.',
    reason: 'Objects there that name no account stop.',
    remedy:
      'Take `spec.serviceAccount` out of the Tenant, or name the account in each object of the tenant.',
    source: 'fluxcd/pkg runtime/client/impersonator.go',
  },
  'default-account-bound': {
    severity: 'warning',
    what: 'A binding grants a role to the default account of the controllers in a namespace of no Tenant, or to an account called `default`.',
    reason:
      'Whoever can put an object of Flux there gets the role; as `default` every pod of the namespace does.',
    remedy: 'Bind an account of another name, and name it in the objects that need it.',
    source: lockdownSource,
  },
  'tenants-unlocked': {
    severity: 'warning',
    what: 'Tenants are in the input, and the controllers of Flux are not locked.',
    reason:
      'An object of a tenant that names no account is applied as the controller, which is cluster-admin.',
    remedy: 'Set `spec.securityProfile` to `multi-tenant`.',
    source: lockdownSource,
  },
} as const satisfies Readonly<Record<string, Rule>>

type TenantRuleId = keyof typeof tenantRules

/** What was found about Tenants and their objects. */
export type TenantFinding = FindingOf<TenantRuleId>

/** True for what is refused: then nothing is expanded. */
export function isTenantRefusal({ rule }: TenantFinding): boolean {
  return tenantRules[rule].severity === 'error'
}
