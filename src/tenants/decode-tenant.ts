import { checkSpec } from '../api/check-spec.ts'
import { apiVersion } from '../api/group.ts'
import { type Problem, unknownFields, unknownVersion } from '../api/problem.ts'
import { type Tenant, tenantDefaultsSpec, tenantSpec } from '../api/tenant-schema.ts'
import type { Version } from '../flux/version.ts'
import { type FieldPath, valueAt } from '../krm/field-path.ts'
import { isMap, type KubernetesObject, mapAt, type PlainMap } from '../krm/object.ts'
import { fluxFieldProblems } from './flux-fields.ts'
import { onlyNulls, withDefaults } from './tenant-defaults.ts'
import { namespaceProblems, tenantNameProblems } from './tenant-name.ts'

export type DecodedTenant =
  | { readonly ok: true; readonly tenant: Tenant }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a Tenant, `defaults` (`spec.tenantDefaults` of the configuration) merged under its `spec`, and holds it to its schema, to what the
 * API server takes as names, and to the fields that `flux` has. All problems are told at once. That no other Tenant has its name or its
 * namespaces is not looked at.
 */
export function decodeTenant(
  object: KubernetesObject,
  defaults: PlainMap,
  flux: Version,
): DecodedTenant {
  const own = object['spec'] ?? {}
  const spec = isMap(own) ? withDefaults(own, defaults) : own
  const checked = checkSpec(tenantSpec, spec, (path) => ['spec', ...path])
  const name = object.metadata?.name
  const problems = [
    ...(object.apiVersion === apiVersion ? [] : [unknownVersion(object.apiVersion)]),
    ...unknownFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], []),
    ...tenantNameProblems(name, mapAt(spec)),
    ...stringMapProblems(object.metadata),
    ...(checked.ok ? [] : checked.problems),
    ...nullProblems(mapAt(own), flux),
    ...namespaceProblems(mapAt(spec)),
    ...fluxFieldProblems(mapAt(spec), flux, { at: ['spec'], isPartial: false }),
    ...syncProblems(mapAt(own), mapAt(spec)),
  ]
  if (!checked.ok || name === undefined || problems.length > 0) {
    return {
      ok: false,
      problems: distinct(problems).map((each) => withOrigin(each, object, defaults)),
    }
  }
  return { ok: true, tenant: { name, spec: checked.spec } }
}

/** What is wrong with the labels and annotations of the Tenant itself, which the API server takes as mappings of strings. */
function stringMapProblems(metadata: KubernetesObject['metadata']): readonly Problem[] {
  return ['annotations', 'labels'].flatMap((field): readonly Problem[] => {
    const value = mapAt(metadata)[field] ?? {}
    const path = ['metadata', field]
    const wrong = isMap(value)
      ? Object.entries(value).find(([, each]) => typeof each !== 'string')
      : undefined
    if (isMap(value) && !wrong) return []
    const message = `\`metadata.${field}\` must be a mapping of strings${wrong ? `, and "${wrong[0]}" is none` : ''}.`
    return [{ path, message }]
  })
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()]
}

/** Names of what is null: it takes a default away, and is not in the merged spec any more. */
function nullProblems(own: PlainMap, flux: Version): readonly Problem[] {
  const nulls = onlyNulls(own)
  if (Object.keys(nulls).length === 0) return []
  const checked = checkSpec(tenantDefaultsSpec, nulls, (path) => ['spec', ...path])
  return [
    ...(checked.ok ? [] : checked.problems),
    ...fluxFieldProblems(nulls, flux, { at: ['spec'], isPartial: true }),
  ]
}

/** A sync of nothing: said of what the Tenant itself has, since defaults are for all. */
function syncProblems(own: PlainMap, spec: PlainMap): readonly Problem[] {
  if (own['kustomization'] == null || spec['git'] !== undefined) return []
  const message =
    '`spec.kustomization` must not be set without `spec.git`, since there is nothing to sync.'
  return [{ path: ['spec', 'kustomization'], message }]
}

/** A problem with a value that the Tenant does not have itself says so. */
function withOrigin(problem: Problem, object: KubernetesObject, defaults: PlainMap): Problem {
  const isInherited =
    valueAt(object, problem.path) === undefined && inDefaults(problem.path, defaults) !== undefined
  return isInherited
    ? { ...problem, message: `${problem.message} The value comes from \`spec.tenantDefaults\`.` }
    : problem
}

function inDefaults([first, ...path]: FieldPath, defaults: PlainMap): unknown {
  return first === 'spec' && path.length > 0 ? valueAt(defaults, path) : undefined
}
