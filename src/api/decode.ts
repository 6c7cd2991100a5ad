import type { FieldPath } from '../krm/field-path.ts'
import { jsonOf } from '../krm/json.ts'
import { groupOf, type KubernetesObject, type PlainMap } from '../krm/object.ts'
import { checkSpec } from './check-spec.ts'
import { specOfConfigMap } from './config-map.ts'
import { apiGroup, apiVersion } from './group.ts'
import { ownKindNames } from './own-kinds.ts'
import { type Problem, unknownFields, unknownVersion } from './problem.ts'
import {
  type ConfigKind,
  configKinds,
  type FluxTenancySpec,
  kinds,
  type TenancyCheckSpec,
} from './schema.ts'
import { suggestion } from './suggestion.ts'

/** A configuration that keeps to its schema. */
export type Config =
  | { readonly kind: 'FluxTenancy'; readonly spec: FluxTenancySpec }
  | { readonly kind: 'TenancyCheck'; readonly spec: TenancyCheckSpec }

export type Decoded =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Reads a configuration: a kind of our group, or a ConfigMap, which configures the function of `defaultKind`. kpt's empty
 * placeholder (ConfigMap `function-input` without data) is a FluxTenancy that does nothing. All problems are told at once.
 */
export function decodeConfig(object: KubernetesObject, defaultKind: ConfigKind): Decoded {
  if (object.apiVersion === 'v1' && object.kind === 'ConfigMap') {
    const { spec, pathOf, problems } = specOfConfigMap(object)
    return decodeSpec(defaultKind, spec, pathOf, problems)
  }
  const problem = typeProblem(object)
  if (problem) return { ok: false, problems: [problem] }
  return decodeSpec(
    object.kind as ConfigKind,
    object['spec'] ?? {},
    (path) => ['spec', ...path],
    unknownFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], []),
  )
}

/** True for `{}`: kpt's empty placeholder without a type, which asks for nothing. */
export function isEmptyConfig(object: PlainMap): boolean {
  return Object.keys(object).length === 0
}

/** What is wrong with the type of a configuration, which may be any mapping. */
function typeProblem({ apiVersion: version, kind }: PlainMap): Problem | undefined {
  if (typeof version !== 'string') return absentType('apiVersion', `"${apiVersion}"`, version)
  if (typeof kind !== 'string') return absentType('kind', configKinds.join(' or '), kind)
  if (groupOf(version) !== apiGroup) {
    return {
      path: ['kind'],
      message: `The configuration must be a ${configKinds.join(', a ')} or a ConfigMap, and it is a "${kind}" of "${version}".`,
    }
  }
  if (version !== apiVersion) return unknownVersion(version)
  if (Object.hasOwn(kinds, kind)) return undefined
  const isOurs = (ownKindNames as readonly string[]).includes(kind)
  return {
    path: ['kind'],
    message: isOurs
      ? `A ${kind} configures no function: it must be among the items.`
      : `The group "${apiGroup}" has no kind "${kind}"${suggestion(kind, ownKindNames) || '.'}`,
    currentValue: kind,
  }
}

function absentType(key: string, wanted: string, value: unknown): Problem {
  const found = value == null ? 'it is not set' : `${jsonOf(value)} is no string`
  return {
    path: [key],
    message: `\`${key}\` of the configuration must be ${wanted}, and ${found}.`,
    ...(value != null && { currentValue: value }),
  }
}

function decodeSpec(
  kind: ConfigKind,
  spec: unknown,
  pathOf: (path: FieldPath) => FieldPath,
  earlier: readonly Problem[],
): Decoded {
  const checked = checkSpec(kinds[kind].spec, spec, pathOf)
  const problems = [...earlier, ...(checked.ok ? [] : checked.problems)]
  if (!checked.ok || problems.length > 0) return { ok: false, problems }
  return { ok: true, config: { kind, spec: checked.spec } as Config }
}
