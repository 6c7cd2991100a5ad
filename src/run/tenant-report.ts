import type { FluxTenancySpec } from '../api/schema.ts'
import { suggestion } from '../api/suggestion.ts'
import { chosenConfig } from '../functions/configuration.ts'
import { type FluxFacts, fluxFacts } from '../functions/flux-facts.ts'
import type { Item } from '../krm/item.ts'
import { hasErrors, type Result } from '../krm/result.ts'
import { fixResult } from '../lockdown/finding.ts'
import { readRepository } from '../repository/read-repository.ts'
import { tenantGroups } from '../repository/tenant-groups.ts'
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

/** The same of a repository. */
export function tenantOfPackage(input: Package, question: TenantQuestion): TenantReport {
  const ours = configItems(input)
  const groups = tenantGroups(readRepository(input.files), input)
  const isAsked = (item: Item) => isTenant(item) && item.name === question.name
  // what `render` would look at for this Tenant, and no other cluster
  const items = groups.find((group) => group.items.some(isAsked))?.items ?? ours
  return reportOn({ items, ours, functionConfig: undefined }, question)
}

interface Found {
  /** All objects, for what they say of Flux. */
  readonly items: readonly Item[]
  /** Tenants and configurations among them. */
  readonly ours: readonly Item[]
  readonly functionConfig: Pick<Item, 'object'> | undefined
}

function reportOn(
  { items, ours, functionConfig }: Found,
  { name, config: file }: TenantQuestion,
): TenantReport {
  const source = { items: ours, functionConfig }
  const given = functionConfigOf(source, { ...(file && { config: file }) })
  const list = { items: ours, functionConfig: given, results: [] }
  const { config, results } = chosenConfig(list, 'FluxTenancy')
  const item = tenantCalled(name, ours.filter(isTenant))
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

function tenantCalled(name: string, tenants: readonly Item[]): Item {
  const [found, second] = tenants.filter((each) => each.name === name)
  if (found && !second) return found
  const known = tenants.flatMap((each) => each.name ?? [])
  throw new InputError(
    second
      ? `Only one Tenant must be called "${name}", and ${tenants.filter((each) => each.name === name).length} are.`
      : `There is no Tenant "${name}" in the input${suggestion(name, known) || '.'}`,
  )
}
