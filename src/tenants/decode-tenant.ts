import { checkSpec } from '../api/check-spec.ts'
import { type Problem, unknownFields } from '../api/problem.ts'
import { type Tenant, tenantSpec } from '../api/tenant-schema.ts'
import type { Version } from '../flux/version.ts'
import type { KubernetesObject, PlainMap } from '../krm/object.ts'
import { mergedOver } from './tenant-defaults.ts'

export type DecodedTenant =
  | { readonly ok: true; readonly tenant: Tenant }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a Tenant, `defaults` (`spec.tenantDefaults` of the configuration) merged under its `spec`, and holds it to its schema, to what the
 * API server takes as names, and to the fields that `flux` has. All problems are told at once.
 */
export function decodeTenant(
  object: KubernetesObject,
  defaults: PlainMap,
  _flux: Version,
): DecodedTenant {
  const merged = mergedOver(defaults, object['spec'] ?? {})
  const checked = checkSpec(tenantSpec, merged, (path) => ['spec', ...path])
  const problems = [
    ...unknownFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], []),
    ...(checked.ok ? [] : checked.problems),
  ]
  if (!checked.ok || problems.length > 0) return { ok: false, problems }
  return { ok: true, tenant: { name: object.metadata?.name ?? '', spec: checked.spec } }
}
