import type { Item } from './item.ts'
import type { KubernetesObject } from './object.ts'
import type { Result } from './result.ts'

/** The apiVersions of the KRM functions specification that orchestrators send; v1 is what they write today. */
export const resourceListVersions = [
  'config.kubernetes.io/v1',
  'config.kubernetes.io/v1beta1',
] as const
export const resourceListKind = 'ResourceList'

/** What a function reads and answers. `results` holds this run's findings only, not earlier ones. */
export interface ResourceList {
  readonly items: readonly Item[]
  readonly functionConfig: KubernetesObject | undefined
  readonly results: readonly Result[]
}

/** The one function type: synchronous, no logging, no side effect. A finding is a result, a failure is an exception. */
export type KrmFunction<Config> = (list: ResourceList, config: Config) => ResourceList
