import type { FluxTenancySpec, TenancyCheckSpec } from '../api/schema.ts'
import { fluxFacts } from '../functions/flux-facts.ts'
import { withTexts } from '../krm/files.ts'
import type { Item } from '../krm/item.ts'
import { type Finding, isRefusal } from '../lockdown/finding.ts'
import { unaskedFindings } from '../lockdown/unasked.ts'
import type { ClusterPlan } from '../repository/cluster-plan.ts'
import { outsideFindings } from '../repository/outside.ts'
import { placeBefore } from '../repository/place-before.ts'
import { planRepository } from '../repository/plan.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { RepositoryItem } from '../repository/repository-item.ts'
import { tenantBuildFindings } from '../repository/tenant-builds.ts'
import { tenantChanges } from '../repository/tenant-changes.ts'
import { tenantGroups } from '../repository/tenant-groups.ts'
import { unbuiltTenantFindings } from '../repository/unbuilt-tenants.ts'
import { planTenants, type TenantPlan } from '../tenants/plan.ts'
import type { Package } from './package-types.ts'

/** What a configuration makes of a repository: Tenants first, then the lock of what this gives. */
export interface PackagePlan {
  readonly clusters: readonly ClusterPlan[]
  /** Empty if anything is refused. */
  readonly changes: ReadonlyMap<string, string | null>
  readonly drift: readonly Finding[]
  readonly findings: readonly Finding[]
}

/** Plans both. Without a profile nothing is locked or unlocked, and Tenants alone are a whole input. Pure. */
export function planPackage(
  repository: Repository,
  input: Package,
  spec: FluxTenancySpec,
): PackagePlan {
  const groups = tenantGroups(repository, input)
  const tenants = tenantChanges(repository, groups, (items) => expanded(items, spec))
  const after =
    tenants.changes.size === 0
      ? repository
      : readRepository(withTexts(repository.files, tenants.changes))
  const { securityProfile, flux } = spec
  const lock =
    securityProfile === undefined
      ? withoutProfile(repository)
      : planRepository(after, { securityProfile, flux } satisfies TenancyCheckSpec, input)
  const findings = [
    ...tenants.findings,
    ...tenantBuildFindings(after, input).map((each) => inFilesOf(repository, after, each)),
    ...unbuiltTenantFindings(after, input),
    ...outsideFindings(tenants.changes, input),
    ...lock.findings.filter(({ rule }) => !(groups.length > 0 && rule === 'no-install')),
  ]
  return {
    clusters: lock.clusters,
    changes: findings.some(isRefusal) ? new Map() : new Map([...tenants.changes, ...lock.changes]),
    drift: [...tenants.drift, ...lock.drift],
    findings,
  }
}

/** A finding told where the files have it that are there, not where they will. */
function inFilesOf(repository: Repository, after: Repository, finding: Finding): Finding {
  const { place } = finding
  return place ? { ...finding, place: placeBefore(repository.files, after.files, place) } : finding
}

function expanded(items: readonly Item[], spec: FluxTenancySpec): TenantPlan {
  const { findings, ...facts } = fluxFacts(items, spec)
  const plan = planTenants(items, {
    ...facts,
    defaults: spec.tenantDefaults ?? {},
    prune: spec.prune ?? false,
    placeOf: (item) => placeText(item as RepositoryItem),
  })
  return { ...plan, findings: [...(findings as TenantPlan['findings']), ...plan.findings] }
}

function placeText(item: RepositoryItem): string {
  const { path, line } = item.placeOf([])
  return `${path}:${line}`
}

function withoutProfile({ items }: Repository): PackagePlan {
  return { clusters: [], changes: new Map(), drift: [], findings: unaskedFindings(items) }
}
