import { isEmptyConfig } from '../api/decode.ts'
import { apiGroup, apiVersion } from '../api/group.ts'
import type { ConfigKind } from '../api/schema.ts'
import type { SecurityProfile } from '../api/security-profile.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, isMap, type KubernetesObject, mapAt, stringAt } from '../krm/object.ts'
import { type ConfigFile, configObject } from './read-input.ts'

/** What the caller says in place of the list's own configuration. */
interface Override {
  readonly config?: ConfigFile
  readonly securityProfile?: SecurityProfile
}

/** Where a configuration may be found. */
interface Configured {
  readonly items: readonly Item[]
  readonly functionConfig: Pick<Item, 'object'> | undefined
}

/**
 * The functionConfig of a run: the one given by hand, else the list's own; an empty one is none. A profile given by hand is set in it, or,
 * where the list has none, in a copy of the only FluxTenancy among the items, whose other settings hold.
 */
export function functionConfigOf(
  source: Configured,
  { config, securityProfile }: Override,
): KubernetesObject | undefined {
  const given = givenConfig(source, config)
  if (securityProfile === undefined) return given
  const base = given ?? onlyConfig(source, ['FluxTenancy'])
  return base && withProfile(base, securityProfile)
}

/**
 * The configuration of a check: as above, as a TenancyCheck. A FluxTenancy is checked as what it would make, and where no
 * profile is said it is multi-tenant, since a check that is asked for must not pass for want of one.
 */
export function checkConfigOf(
  source: Configured,
  { config, securityProfile }: Override,
): KubernetesObject | undefined {
  const given = givenConfig(source, config)
  const base = given ?? onlyConfig(source, ['TenancyCheck', 'FluxTenancy'])
  if (base === undefined) return undefined
  const isMutator = isOurs(base) && base.kind === 'FluxTenancy'
  const check = isMutator ? { ...base, kind: 'TenancyCheck' } : base
  const settings = mapAt(isConfigMap(check) ? check['data'] : check['spec'])
  if (securityProfile === undefined && settings['securityProfile'] != null) return check
  return withProfile(check, securityProfile ?? 'multi-tenant')
}

/** The file's object, else the list's functionConfig; undefined for an empty one. */
function givenConfig(
  { functionConfig }: Configured,
  config: ConfigFile | undefined,
): KubernetesObject | undefined {
  const given = config ? configObject(config) : functionConfig?.object
  return given && !isEmptyConfig(given) ? given : undefined
}

/** With another profile; what is no configuration of ours comes back as it is, for the function to refuse. */
function withProfile(config: KubernetesObject, securityProfile: SecurityProfile): KubernetesObject {
  const section = isConfigMap(config) ? 'data' : 'spec'
  if (section === 'spec' && !isOurs(config)) return config
  const settings = config[section] ?? {}
  return isMap(settings) ? { ...config, [section]: { ...settings, securityProfile } } : config
}

/** The only item of the first kind that is there, else an empty FluxTenancy. Undefined for two: the function refuses them. */
function onlyConfig(
  { items }: Configured,
  kinds: readonly ConfigKind[],
): KubernetesObject | undefined {
  for (const kind of kinds) {
    const [found, second] = items.filter((item) => isOurs(item) && item.kind === kind)
    if (found) return second ? undefined : found.object
  }
  return { apiVersion, kind: 'FluxTenancy', metadata: { name: 'command-line' } }
}

/** An object that a person wrote need not have a type. */
function isOurs({ apiVersion }: { readonly apiVersion: unknown }): boolean {
  return groupOf(stringAt(apiVersion) ?? '') === apiGroup
}

function isConfigMap(type: { readonly apiVersion: string; readonly kind: string }): boolean {
  return type.apiVersion === 'v1' && type.kind === 'ConfigMap'
}
