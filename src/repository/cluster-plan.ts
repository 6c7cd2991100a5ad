import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Item } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import type { Finding } from '../lockdown/finding.ts'
import { type LockdownPlan, planLockdown, type Reading } from '../lockdown/plan.ts'
import { hasAccountMark } from './account-text.ts'
import type { BuildQuestion, Built } from './built.ts'
import { type BuiltCluster, builtCluster, type Cluster } from './clusters.ts'
import type { Repository } from './repository.ts'
import type { BuiltItem } from './repository-item.ts'

/** What a profile makes of one cluster, in one world. */
export interface ClusterPlan {
  readonly built: BuiltCluster
  readonly builtByItem: ReadonlyMap<Item, Built>
  readonly lockdown: LockdownPlan
}

const reading: Reading = { isBuilt: true, hasOwnAccount: (item) => isMarked(item as BuiltItem) }

/** Plans the lockdown of what is built of a cluster, without the changes that are left out. */
export function planCluster(
  repository: Repository,
  cluster: Cluster,
  spec: TenancyCheckSpec,
  isLeftOut: BuildQuestion['isLeftOut'] = () => false,
): ClusterPlan {
  const built = builtCluster(repository, cluster, isLeftOut, spec.flux.version !== undefined)
  const builtByItem = new Map(
    [...built.workloads, ...built.others].map((each) => [each.item, each]),
  )
  return { built, builtByItem, lockdown: planLockdown([...builtByItem.keys()], spec, reading) }
}

/** What is built of an object of the cluster. */
export function builtOf({ builtByItem }: ClusterPlan, item: Item | undefined): Built | undefined {
  return item && builtByItem.get(item)
}

/** True for an edit of an account, and not of a flag. */
export function isAccountEdit({ rule }: Finding): boolean {
  return rule === 'account-missing' || rule === 'account-left' || rule === 'account-removed'
}

/** An account that a patch gives has no comment of ours. */
function isMarked({ origin }: BuiltItem): boolean | undefined {
  const { serviceAccountName } = mapAt(origin.object['spec']) as {
    readonly serviceAccountName?: unknown
  }
  if (serviceAccountName === undefined) return false
  return hasAccountMark(origin.fileText, origin.source)
}
