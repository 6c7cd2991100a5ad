import type { Problem } from '../api/problem.ts'
import type { Version } from '../flux/version.ts'
import { isMap, type PlainMap } from '../krm/object.ts'
import { fluxFieldProblems } from './flux-fields.ts'

/**
 * The `spec` of a Tenant with `tenantDefaults` under it, as JSON merge patch (RFC 7386) has it: mappings merge, lists and scalars replace,
 * null removes. Defaults for `git` without a URL make no source: they count where a Tenant has `git` itself.
 */
export function withDefaults(spec: PlainMap, defaults: PlainMap): PlainMap {
  const { git, ...others } = defaults
  const isSource = isMap(spec['git']) || (isMap(git) && typeof git['url'] === 'string')
  return merged(isSource ? defaults : others, spec) as PlainMap
}

/** What `flux` would refuse of `spec.tenantDefaults`, which may be any part of a Tenant's `spec` and keeps to its schema. */
export function tenantDefaultsProblems(defaults: PlainMap, flux: Version): readonly Problem[] {
  return fluxFieldProblems(defaults, flux, { at: ['spec', 'tenantDefaults'], isPartial: true })
}

/** The part of a mapping that says what is absent, and so takes defaults away. */
export function onlyNulls(map: PlainMap): PlainMap {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): readonly [string, unknown][] => {
      if (!isMap(value)) return value === null ? [[key, null]] : []
      const inner = onlyNulls(value)
      return Object.keys(inner).length > 0 ? [[key, inner]] : []
    }),
  )
}

/** What is left has no null in its mappings. */
function merged(under: unknown, over: unknown): unknown {
  const value = over === undefined ? under : over
  if (!isMap(value)) return value
  const below: PlainMap = isMap(under) ? under : {}
  const keys = new Set([...Object.keys(below), ...Object.keys(value)])
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const own = Object.hasOwn(value, key) ? value[key] : undefined
      const each =
        own === null ? undefined : merged(Object.hasOwn(below, key) ? below[key] : undefined, own)
      return each === undefined || each === null ? [] : [[key, each]]
    }),
  )
}
