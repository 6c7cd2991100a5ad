import type { TenancyCheckSpec } from '../api/schema.ts'
import type { SecurityProfile } from '../api/security-profile.ts'
import { effectiveValue } from '../flux/arguments.ts'
import type { ControllerName } from '../flux/controllers.ts'
import { formatVersion } from '../flux/version.ts'
import type { Item } from '../krm/item.ts'
import { stringAt } from '../krm/object.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { type ResourceRef, type Result, refTo } from '../krm/result.ts'
import type { Install } from '../lockdown/install.ts'
import type { ControllerPlan } from '../lockdown/lock.ts'
import { type FoundPath, openPathsOf } from '../lockdown/open-paths.ts'
import type { SettingId } from '../lockdown/settings.ts'
import type { VersionOrigin } from '../lockdown/version-of.ts'
import { isAsWanted, isDoubtful, isInForce, type WantedFlag } from '../lockdown/wanted.ts'
import { tenancyCheck } from './tenancy-check.ts'
import { planTenancy } from './tenancy-plan.ts'

/** How far every install of a list is from a profile: what `check` prints, and JSON as it stands. */
export interface TenancyStatus {
  readonly profile: SecurityProfile
  readonly installs: readonly InstallStatus[]
  /** Those of TenancyCheck on the same list. */
  readonly results: readonly Result[]
}

/** The controllers of one namespace. */
export interface InstallStatus {
  /** Empty where the manifests name none. */
  readonly namespace: string
  readonly controllers: readonly ControllerStatus[]
  /** What stays open in these versions, whatever the flags; empty for single-tenant. */
  readonly openPaths: readonly FoundPath[]
}

/** One container that runs a controller. */
export interface ControllerStatus {
  readonly controller: ControllerName
  readonly resourceRef: ResourceRef
  /** The container's name; empty where it has none. */
  readonly container: string
  /** The controller's own version, as `v1.9.4`; absent if it cannot be told. */
  readonly version?: string
  readonly versionOrigin?: VersionOrigin
  /** True if flux-operator made the workload. */
  readonly isOperated: boolean
  readonly flags: readonly FlagStatus[]
}

/**
 * How a flag is: `in-force` as wanted; `missing`; `other-value`; `uncertain`, it depends on what another argument is;
 * `unwanted`, it must not be there; `not-in-this-version`; `unknown`, version or arguments cannot be read.
 */
export type FlagState =
  | 'in-force'
  | 'missing'
  | 'other-value'
  | 'uncertain'
  | 'unwanted'
  | 'not-in-this-version'
  | 'unknown'

/** One flag of the profile on one controller. */
export interface FlagStatus {
  readonly flag: SettingId
  /** Absent: the flag must not be there. */
  readonly wanted?: string
  /** The value that counts; absent: the flag is not set. */
  readonly present?: string
  readonly state: FlagState
  /** The first Flux release that has the flag on this controller, where this version does not. */
  readonly since?: string
}

/** The status of every install of a list for the profile of `spec`. Pure. */
export function tenancyStatus(list: ResourceList, spec: TenancyCheckSpec): TenancyStatus {
  const { installs } = planTenancy(list.items, spec)
  return {
    profile: spec.securityProfile,
    installs: installStatuses(installs, spec, list.items),
    results: tenancyCheck({ ...list, results: [] }, spec).results,
  }
}

/** How far installs are from the profile that they were planned for; `items` is the input that they are in. */
export function installStatuses(
  installs: readonly Install[],
  { securityProfile }: TenancyCheckSpec,
  items: readonly Item[] = [],
): readonly InstallStatus[] {
  return installs.map(({ namespace, controllers }) => ({
    namespace,
    controllers: controllers.map(controllerStatus),
    openPaths:
      securityProfile === 'multi-tenant'
        ? openPathsOf(
            controllers.map(({ controller }) => controller),
            items,
          )
        : [],
  }))
}

function controllerStatus(plan: ControllerPlan): ControllerStatus {
  const { controller, wanted } = plan
  const { version, versionOrigin, item, container } = controller
  return {
    controller: controller.controller,
    resourceRef: refTo(item),
    container: stringAt(container['name']) ?? '',
    ...(version && { version: formatVersion(version) }),
    ...(versionOrigin && { versionOrigin }),
    isOperated: controller.isOperated,
    flags: wanted.map((flag) => flagStatus(plan, flag)),
  }
}

function flagStatus({ controller }: ControllerPlan, flag: WantedFlag): FlagStatus {
  const { args } = controller
  const present = effectiveValue(args, flag.setting.id)?.value
  return {
    flag: flag.setting.id,
    ...(flag.value !== undefined && { wanted: flag.value }),
    ...(present !== undefined && { present }),
    state: stateOf(controller, flag, present),
    ...(flag.since !== undefined && { since: flag.since }),
  }
}

function stateOf(
  { version, args }: ControllerPlan['controller'],
  flag: WantedFlag,
  present: string | undefined,
): FlagState {
  if (!version || args.problem !== undefined) return 'unknown'
  if (!isInForce(args, flag) && isDoubtful(args, flag)) return 'uncertain'
  if (flag.value === undefined) {
    if (present !== undefined) return 'unwanted'
    if (flag.since !== undefined) return 'not-in-this-version'
  }
  if (isInForce(args, flag)) return args.opaque.length > 0 ? 'uncertain' : 'in-force'
  if (present === undefined) return 'missing'
  return isAsWanted(args, flag) ? 'uncertain' : 'other-value'
}
