import type { FluxTenancySpec } from '../api/schema.ts'
import { isAccountName } from '../api/service-account-name.ts'
import { apiVersionOf } from '../flux/api-versions.ts'
import { effectiveValue } from '../flux/arguments.ts'
import { fluxReleaseWith, newestKnownFlux } from '../flux/releases.ts'
import { compareVersions, formatVersion, parseVersion, type Version } from '../flux/version.ts'
import type { Item } from '../krm/item.ts'
import { type Controller, readController } from '../lockdown/controller.ts'
import { defaultAccounts } from '../lockdown/default-account.ts'
import { findControllers } from '../lockdown/find.ts'
import type { Finding } from '../lockdown/finding.ts'
import { installNamespacesIn } from '../lockdown/operator.ts'
import { defaultAccountName } from '../lockdown/settings.ts'
import type { Fallbacks, InstallFacts } from '../tenants/agreement.ts'
import type { TenantSettings } from '../tenants/builders.ts'

/** What the controllers in the input and the configuration say of Flux, as Tenants depend on it. */
export interface FluxFacts extends TenantSettings, Fallbacks {
  readonly findings: readonly Finding[]
}

type Settings = Pick<FluxTenancySpec, 'securityProfile' | 'flux'>

/**
 * Reads the facts. The version is that of the configuration, else that of the controllers which read a Tenant's objects, else the newest known.
 * The default account is that of the configuration, else the one that is there, else `flux`.
 */
export function fluxFacts(items: readonly Item[], spec: Settings): FluxFacts {
  const { controllers } = findControllers(items)
  const read = controllers.map((each) => readController(each, spec.flux.version))
  const byNamespace = new Map<string, Controller[]>()
  for (const controller of read) {
    const namespace = controller.item.namespace ?? ''
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), controller])
  }
  const appliers = [...byNamespace.values()].flatMap((members) => applierIn(members, spec) ?? [])
  const accounts = appliers.map(({ account }) => account)
  return {
    ...releaseOf(read, spec.flux.version),
    defaultAccount: tenantAccount(spec.flux.defaultServiceAccount, accounts),
    installNamespaces: installNamespacesIn(items, controllers),
    installs: appliers.map(({ facts }) => facts),
    configuredAccount: spec.flux.defaultServiceAccount ?? defaultAccountName,
  }
}

interface Applier {
  /** What the default account is, or would be if the install were locked. */
  readonly account: string
  readonly facts: InstallFacts
}

/** kustomize-controller among the controllers of one namespace, as the profile leaves it. */
function applierIn(
  controllers: readonly Controller[],
  { securityProfile, flux }: Settings,
): Applier | undefined {
  const applier = controllers.find(({ controller }) => controller === 'kustomize-controller')
  if (!applier) return undefined
  const account = defaultAccounts(controllers, flux.defaultServiceAccount).nameFor(applier)
  const present = effectiveValue(applier.args, 'default-service-account')?.value || undefined
  // edits of what flux-operator made have no effect
  const isEdited = securityProfile !== undefined && !applier.isOperated
  const edited = securityProfile === 'multi-tenant' ? account : undefined
  const namespace = applier.item.namespace ?? ''
  return { account, facts: { namespace, fallbackAccount: isEdited ? edited : present } }
}

/** Never `default`, as which every pod runs, whatever the controllers fall back to. */
function tenantAccount(configured: string | undefined, present: readonly string[]): string {
  const [first, second] = configured === undefined ? [...new Set(present)] : [configured]
  const isFit = first !== undefined && second === undefined && isAccountName(first)
  return isFit && first !== 'default' ? first : defaultAccountName
}

/** The controllers that read a Tenant's objects. */
const readers = ['source-controller', 'kustomize-controller'] as const

function releaseOf(
  controllers: readonly Controller[],
  configured: string | undefined,
): Pick<FluxFacts, 'flux' | 'findings'> {
  const given = configured === undefined ? undefined : parseVersion(configured)
  if (given) return { flux: given, findings: [] }
  const releases = readers
    .flatMap((reader) => controllers.filter(({ controller }) => controller === reader))
    .flatMap(({ controller, version, flux }) =>
      version ? (flux ?? fluxReleaseWith(controller, version) ?? newestKnownFlux) : [],
    )
    .sort(compareVersions)
  const [oldest = newestKnownFlux] = releases
  const newest = releases.at(-1) ?? oldest
  const isOne = apiVersionsIn(oldest) === apiVersionsIn(newest)
  return { flux: oldest, findings: isOne ? [] : [unsureFinding(oldest, newest)] }
}

function apiVersionsIn(flux: Version): string {
  return `${apiVersionOf('GitRepository', flux)} ${apiVersionOf('Kustomization', flux)}`
}

function unsureFinding(oldest: Version, newest: Version): Finding {
  const message = `The controllers in the input must be of one release for Tenants, and they are of Flux "${formatVersion(oldest)}" to "${formatVersion(newest)}": the objects are made for the oldest, unless \`spec.flux.version\` says another.`
  return { rule: 'tenant-flux-unsure', message }
}
