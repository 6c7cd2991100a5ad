import type { FluxTenancySpec } from '../api/schema.ts'
import { suggestion } from '../api/suggestion.ts'
import { chosenConfig } from '../functions/configuration.ts'
import { type FluxFacts, fluxFacts } from '../functions/flux-facts.ts'
import type { Item } from '../krm/item.ts'
import { hasErrors, type Result } from '../krm/result.ts'
import { folderOf, isWithin } from '../kustomize/paths.ts'
import { fixResult } from '../lockdown/finding.ts'
import { readRepository } from '../repository/read-repository.ts'
import type { RepositoryItem } from '../repository/repository-item.ts'
import { type TenantGroup, tenantGroups } from '../repository/tenant-groups.ts'
import { type OriginOf, originsOf } from '../tenants/origins.ts'
import { isTenant, readTenants } from '../tenants/tenant-item.ts'
import { functionConfigOf } from './configuration.ts'
import { InputError } from './input-error.ts'
import { configItems } from './package.ts'
import type { Package } from './package-types.ts'
import { type ConfigFile, readInput } from './read-input.ts'

/** What counts for one Tenant, value by value, and why. */
export interface TenantReport {
  readonly item: Item
  /** The release of Flux that its objects are for. */
  readonly flux: FluxFacts['flux']
  /** Empty where the Tenant, or its configuration, does not keep to its schema. */
  readonly values: readonly OriginOf[]
  /** What is wrong then. */
  readonly results: readonly Result[]
}

export interface TenantQuestion {
  /** `metadata.name` of the Tenant. */
  readonly name: string
  /** A configuration that counts in place of a FluxTenancy among the objects. */
  readonly config?: ConfigFile
}

/** The Tenant of a name in a ResourceList or a stream of documents. Throws YamlError and InputError for what cannot be read or is not there. */
export function tenantOfText(text: string, question: TenantQuestion): TenantReport {
  const { items, functionConfig } = readInput(text)
  return reportOn({ items, ours: items, functionConfig }, question)
}

/** The same of a repository, of which sentences name paths as `shown` gives them. Throws InputError for a name of several clusters too. */
export function tenantOfPackage(
  input: Package,
  question: TenantQuestion,
  shown: (path: string) => string = (path) => path,
): TenantReport {
  const ours = configItems(input)
  const groups = tenantGroups(readRepository(input.files), input)
  const isAsked = (item: Item) => isTenant(item) && item.name === question.name
  const own = groups.flatMap((group): readonly NamedTenant[] => {
    const tenant = group.written.find(isAsked)
    return tenant ? [{ group, tenant }] : []
  })
  if (own.length > 1) throw severalClusters(question.name, own, shown)
  // what `render` would look at for this Tenant, and no other cluster
  const items = own[0]?.group.items ?? ours
  return reportOn({ items, ours, functionConfig: undefined, shown }, question)
}

/** A Tenant of the name that is asked for, and what belongs to its cluster. */
interface NamedTenant {
  readonly group: TenantGroup
  readonly tenant: RepositoryItem
}

/** Each cluster may have a Tenant of one name: the error says where they are, and what to type for the first that a folder tells from the others. */
function severalClusters(
  name: string,
  all: readonly NamedTenant[],
  shown: (path: string) => string,
): InputError {
  const folderIn = ({ group, tenant }: NamedTenant) => group.folder ?? folderOf(tenant.path)
  const isAlone = (one: NamedTenant) =>
    all.every((other) => other === one || !isWithin(other.tenant.path, folderIn(one)))
  const one = all.find(isAlone)
  const [first] = all
  const path = one ? folderIn(one) : (first?.tenant.path ?? '')
  const places = all.map(({ tenant }) => placeText(tenant, shown)).join(' and ')
  return new InputError(
    `The Tenant "${name}" is in ${all.length} clusters, ${places}: name the folder of one, as in \`flux-tenancy explain tenant ${name} ${shown(path)}\`.`,
  )
}

function placeText(item: Item, shown: (path: string) => string): string {
  if (!('placeOf' in item)) return ''
  const { path, line } = (item as RepositoryItem).placeOf([])
  return `in "${shown(path)}:${line}"`
}

interface Found {
  /** All objects, for what they say of Flux. */
  readonly items: readonly Item[]
  /** Tenants and configurations among them. */
  readonly ours: readonly Item[]
  readonly functionConfig: Pick<Item, 'object'> | undefined
  readonly shown?: (path: string) => string
}

function reportOn(
  { items, ours, functionConfig, shown }: Found,
  { name, config: file }: TenantQuestion,
): TenantReport {
  const source = { items: ours, functionConfig }
  const given = functionConfigOf(source, { ...(file && { config: file }) })
  const list = { items: ours, functionConfig: given, results: [] }
  const { config, results } = chosenConfig(list, 'FluxTenancy')
  const item = tenantCalled(name, ours.filter(isTenant), shown)
  const spec: FluxTenancySpec = config?.spec ?? { flux: {} }
  const facts = fluxFacts(items, spec)
  if (hasErrors(results)) return { item, flux: facts.flux, values: [], results }
  const defaults = spec.tenantDefaults ?? {}
  const { tenants, findings } = readTenants([item], defaults, facts.flux)
  return {
    item,
    flux: facts.flux,
    values: tenants.flatMap(({ tenant }) => originsOf(item.object, defaults, tenant, facts)),
    results: findings.flatMap((finding) => fixResult(finding) ?? []),
  }
}

function tenantCalled(
  name: string,
  tenants: readonly Item[],
  shown: Found['shown'] = (path) => path,
): Item {
  const all = tenants.filter((each) => each.name === name)
  const [found, second] = all
  if (found && !second) return found
  const places = all.map((each) => placeText(each, shown)).filter((place) => place !== '')
  const where = places.length === 0 ? '.' : `: ${places.join(' and ')}.`
  throw new InputError(
    second
      ? `Only one Tenant must be called "${name}", and ${all.length} are${where}`
      : `There is no Tenant "${name}" in the input${
          suggestion(
            name,
            tenants.flatMap((each) => each.name ?? []),
          ) || '.'
        }`,
  )
}
