import { type Config, type Decoded, decodeConfig, isEmptyConfig } from '../api/decode.ts'
import { apiGroup, apiVersion } from '../api/group.ts'
import type { ConfigKind } from '../api/schema.ts'
import { type Item, makeItem } from '../krm/item.ts'
import { groupOf, type KubernetesObject } from '../krm/object.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { type Result, resultOn, resultOnInput } from '../krm/result.ts'
import type { RuleId } from '../lockdown/rules.ts'
import { isTenant } from '../tenants/tenant-item.ts'
import { misplacedKind } from './misplaced.ts'

/** The configuration that counts; undefined only with an error in `results`. */
export interface ChosenConfig {
  readonly config: Config | undefined
  readonly results: readonly Result[]
}

/**
 * The configuration that counts: the functionConfig, else the only item of `defaultKind` (for TenancyCheck then the
 * only FluxTenancy), else one that asks for nothing. Every item of our group is held to its schema all the same; Tenants configure nothing.
 */
export function chosenConfig(list: ResourceList, defaultKind: ConfigKind): ChosenConfig {
  const ours = list.items.filter((item) => groupOf(item.apiVersion) === apiGroup && !isTenant(item))
  const results = ours.flatMap((item) => problemsOf(item, decodeConfig(item.object, defaultKind)))
  const { functionConfig } = list
  if (functionConfig && !isEmptyConfig(functionConfig)) {
    return decided(makeItem(functionConfig), defaultKind, results)
  }
  const kinds: readonly ConfigKind[] =
    defaultKind === 'TenancyCheck' ? ['TenancyCheck', 'FluxTenancy'] : ['FluxTenancy']
  for (const kind of kinds) {
    const [first, second] = ours.filter((item) => item.kind === kind)
    if (first && second) {
      return { config: undefined, results: [...results, twoConfigs(first, second)] }
    }
    if (first) return decided(first, defaultKind, results)
  }
  if (defaultKind === 'FluxTenancy') {
    return { config: { kind: 'FluxTenancy', spec: { flux: {} } }, results }
  }
  const rule: RuleId = 'invalid-config'
  const message = 'A TenancyCheck must have a configuration that sets `spec.securityProfile`.'
  return { config: undefined, results: [...results, resultOnInput('error', rule, message)] }
}

function decided(item: Item, defaultKind: ConfigKind, earlier: readonly Result[]): ChosenConfig {
  const found = decodeConfig(asked(item.object, defaultKind), defaultKind)
  const known = new Set(earlier.map(keyOf))
  const results = problemsOf(item, found).filter((result) => !known.has(keyOf(result)))
  return { config: found.ok ? found.config : undefined, results: [...earlier, ...results] }
}

/** The validator never changes anything: given a FluxTenancy, it checks what that would do. */
function asked(object: KubernetesObject, defaultKind: ConfigKind): KubernetesObject {
  const isMutator = object.apiVersion === apiVersion && object.kind === 'FluxTenancy'
  return isMutator && defaultKind === 'TenancyCheck' ? { ...object, kind: defaultKind } : object
}

function problemsOf(item: Item, found: Decoded): readonly Result[] {
  if (item.kind === misplacedKind) {
    const rule: RuleId = 'validator-misplaced'
    const message =
      'The TenancyCheck must be listed under `validators:` of the kustomization, not under `transformers:`.'
    return [resultOn(item, 'error', rule, message)]
  }
  if (found.ok) return []
  const rule: RuleId = 'invalid-config'
  return found.problems.map(({ path, message, currentValue }) =>
    resultOn(item, 'error', rule, message, {
      path,
      ...(currentValue !== undefined && { currentValue }),
    }),
  )
}

function twoConfigs(first: Item, second: Item): Result {
  const rule: RuleId = 'two-configs'
  const message = `Only one ${first.kind} must be among the items, and "${first.name ?? ''}" and "${second.name ?? ''}" are: name the one that counts as functionConfig.`
  return resultOn(second, 'error', rule, message)
}

function keyOf({ message, resourceRef, field }: Result): string {
  return JSON.stringify([message, resourceRef?.name, resourceRef?.namespace, field?.path])
}
