import { groupOf } from '../krm/object.ts'
import { folderOf } from '../kustomize/paths.ts'
import { applierOf } from '../lockdown/applied.ts'
import type { ComponentAccount, ComponentFlag } from '../lockdown/component.ts'
import { isGenerated } from '../lockdown/generated.ts'
import type { ControllerPlan } from '../lockdown/lock.ts'
import { settings } from '../lockdown/settings.ts'
import type { Built } from './built.ts'
import { builtOf, type ClusterPlan, isAccountEdit } from './cluster-plan.ts'
import type { BuiltItem } from './repository-item.ts'

/** What the Component of one kustomization has to do. */
export interface ComponentNeed {
  /** The folder of the kustomization that lists the generated files. */
  readonly folder: string
  readonly flags: readonly ComponentFlag[]
  readonly accounts: readonly ComponentAccount[]
  /** False where everything is in force without it. */
  readonly isNeeded: boolean
  readonly clusters: readonly string[]
}

/**
 * The folder whose kustomization can list a Component for an object; undefined for files that people own. Where none lists the file, it is the
 * folder of the generated controllers, which gets the kustomization that bootstrap writes.
 */
export function componentHome(
  { built: { workloads } }: Pick<ClusterPlan, 'built'>,
  { item, chain }: Built,
): string | undefined {
  if (!isGenerated(item.origin.fileText)) return undefined
  const generated = workloads.filter(({ item: { origin } }) => isGenerated(origin.fileText))
  // of a shard it is the one around, if that has the controllers themselves: its Component reaches them under any name
  const homes = new Set(generated.map((each) => each.chain.listedIn))
  const listing = chain.kustomizations.findLast(({ folder }) => homes.has(folder))
  if (chain.listedIn !== undefined) return listing?.folder ?? chain.listedIn
  const folder = folderOf(item.origin.path)
  const hasControllers = generated.some(({ item: { origin } }) => folderOf(origin.path) === folder)
  return hasControllers ? folder : undefined
}

interface Gathered {
  readonly controllers: ControllerPlan[]
  readonly accounts: Map<string, ComponentAccount>
  readonly clusters: Set<string>
}

/** What each Component has to do, given what the profile would edit if there was none. */
export function componentNeeds(plans: readonly ClusterPlan[]): readonly ComponentNeed[] {
  const gathered = new Map<string, Gathered>()
  const at = (folder: string, { built }: ClusterPlan): Gathered => {
    const known = gathered.get(folder) ?? {
      controllers: [],
      accounts: new Map(),
      clusters: new Set(),
    }
    gathered.set(folder, known)
    known.clusters.add(built.cluster.folder)
    return known
  }
  for (const plan of plans) {
    for (const controller of plan.lockdown.installs.flatMap(({ controllers }) => controllers)) {
      const built = builtOf(plan, controller.controller.item)
      const home = built && componentHome(plan, built)
      if (home !== undefined) at(home, plan).controllers.push(controller)
    }
    for (const edit of plan.lockdown.edits.filter(isAccountEdit)) {
      const built = builtOf(plan, edit.item)
      const home = built && componentHome(plan, built)
      if (!built || home === undefined) continue
      const account = accountOf(built, edit.field?.proposedValue)
      at(home, plan).accounts.set(JSON.stringify(account), account)
    }
  }
  return [...gathered].map(([folder, { controllers, accounts, clusters }]) => ({
    folder,
    flags: flagsOf(controllers),
    accounts: [...accounts.values()],
    isNeeded: accounts.size > 0 || controllers.some(({ edits }) => edits.length > 0),
    clusters: [...clusters],
  }))
}

function accountOf({ item: { origin } }: Built, account: unknown): ComponentAccount {
  return {
    group: groupOf(origin.apiVersion),
    kind: origin.kind,
    name: origin.name ?? '',
    ...(origin.namespace !== undefined && { namespace: origin.namespace }),
    account: String(account ?? applierOf(origin)),
  }
}

/** The flags of each install, told apart by its namespace. */
function flagsOf(plans: readonly ControllerPlan[]): readonly ComponentFlag[] {
  const namespaceOf = ({ controller }: ControllerPlan) =>
    (controller.item as BuiltItem).origin.namespace
  return [...new Set(plans.map(namespaceOf))].flatMap((namespace) =>
    installFlags(plans.filter((plan) => namespaceOf(plan) === namespace)).map((flag) =>
      namespace === undefined ? flag : { ...flag, namespace },
    ),
  )
}

/** The flags on all controllers that may come, but for those that are here and cannot parse them. */
function installFlags(plans: readonly ControllerPlan[]): readonly ComponentFlag[] {
  return settings.flatMap((setting): readonly ComponentFlag[] => {
    const values = new Map<string, string | undefined>()
    for (const { controller, wanted } of plans) {
      const flag = wanted.find((each) => each.setting === setting)
      if (flag) values.set(controller.controller, flag.value)
    }
    const known = [...values.values()].filter((value) => value !== undefined)
    const [first] = known
    if (first === undefined) return []
    const valueFor = (name: string) => (values.has(name) ? values.get(name) : first)
    return [...new Set(known)].map((value) => ({
      setting: setting.id,
      value,
      controllers: setting.controllers.filter((name) => valueFor(name) === value),
    }))
  })
}
