import { isTenantRefusal, type TenantFinding } from '../api/tenant-rules.ts'
import { forceSince, isForceHonoured } from '../flux/force.ts'
import { compareVersions, formatVersion, knownRelease, type Version } from '../flux/version.ts'
import type { Item } from '../krm/item.ts'
import { fileOf } from '../krm/result.ts'
import type { TenantItem } from './tenant-item.ts'

/** The first release whose flags confine a tenant. */
const firstWithLock = 'v0.26'

/** Where an item is written, for a sentence; undefined where nobody knows. */
export type PlaceOf = (item: Item) => string | undefined

/** The file by the annotations of orchestrators. */
export const fileName: PlaceOf = (item) => fileOf(item)?.path

/** What stands between Tenants, and between them and Flux: all of it at once. */
export function claimFindings(
  tenants: readonly TenantItem[],
  installNamespaces: readonly string[],
  placeOf: PlaceOf,
): readonly TenantFinding[] {
  return [
    ...clashes(tenants, ({ tenant }) => [{ value: tenant.name, path: ['metadata', 'name'] }]).map(
      ({ item, first, path, value }): TenantFinding => ({
        rule: 'two-tenants',
        item,
        message: `Only one Tenant must be called "${value}", and two are${placesText(first.item, item, placeOf)}.`,
        field: { path, currentValue: value },
      }),
    ),
    ...clashes(tenants, namespacesOf)
      .filter(({ first, tenant }) => first.tenant.name !== tenant.name)
      .map(
        ({ item, first, tenant, path, value }): TenantFinding => ({
          rule: 'namespace-claimed',
          item,
          message: `Only one Tenant must claim the namespace "${value}", and "${first.tenant.name}" and "${tenant.name}" do${placesText(first.item, item, placeOf)}.`,
          field: { path, currentValue: value },
        }),
      ),
    ...tenants.flatMap((each) =>
      namespacesOf(each)
        .filter(({ value }) => installNamespaces.includes(value))
        .map(
          ({ value, path }): TenantFinding => ({
            rule: 'namespace-of-flux',
            item: each.item,
            message: `The namespace of a Tenant must not be "${value}", in which the controllers of Flux run.`,
            field: { path, currentValue: value },
          }),
        ),
    ),
  ]
}

/** What the release of Flux lacks for Tenants. */
export function releaseFindings(
  tenants: readonly TenantItem[],
  flux: Version,
): readonly TenantFinding[] {
  if (tenants.length === 0) return []
  const name = formatVersion(flux)
  if (compareVersions(flux, knownRelease(firstWithLock)) < 0) {
    const message = `Flux "${name}" must be upgraded before there are Tenants: what confines them came with Flux "${firstWithLock}".`
    return [{ rule: 'tenant-flux-too-old', message }]
  }
  if (isForceHonoured(flux)) return []
  const message = `Flux "${name}" does not make a RoleBinding anew: when the \`role\` of a Tenant changes, its RoleBindings must be deleted by hand, until Flux "${forceSince}".`
  return [{ rule: 'role-change-stops', message }]
}

/** True if anything among the findings forbids to expand. */
export function isRefused(findings: readonly TenantFinding[]): boolean {
  return findings.some(isTenantRefusal)
}

interface Claim {
  readonly value: string
  readonly path: readonly (string | number)[]
}

function namespacesOf({ tenant: { name, spec } }: TenantItem): readonly Claim[] {
  return spec.namespaces
    ? spec.namespaces.map((each, index) => ({
        value: each.name,
        path: ['spec', 'namespaces', index, 'name'],
      }))
    : [{ value: name, path: ['metadata', 'name'] }]
}

/** Every claim that another Tenant made before. */
function clashes(
  tenants: readonly TenantItem[],
  claimsOf: (tenant: TenantItem) => readonly Claim[],
): readonly (TenantItem & Claim & { readonly first: TenantItem })[] {
  const owners = new Map<string, TenantItem>()
  return tenants.flatMap((each) =>
    claimsOf(each).flatMap((claim) => {
      const first = owners.get(claim.value)
      if (!first) owners.set(claim.value, each)
      return first && first !== each ? { ...each, ...claim, first } : []
    }),
  )
}

function placesText(first: Item, second: Item, placeOf: PlaceOf): string {
  const places = [placeOf(first), placeOf(second)].filter((place) => place !== undefined)
  return places.length === 0 ? '' : `: ${places.map((place) => `in "${place}"`).join(' and ')}`
}
