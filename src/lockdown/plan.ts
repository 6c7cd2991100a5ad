import type { TenancyCheckSpec } from '../api/schema.ts'
import type { Item } from '../krm/item.ts'
import { type AccountPlan, planAccount } from './accounts.ts'
import { applierOf } from './applied.ts'
import { bindingsOf } from './bindings.ts'
import { type Change, changedItems } from './change.ts'
import { type Controller, readController } from './controller.ts'
import { argumentFindings } from './crashes.ts'
import { findControllers } from './find.ts'
import { type Finding, isRefusal } from './finding.ts'
import { generatedFindings } from './generated.ts'
import { type Install, installsOf } from './install.ts'
import { instanceFindings } from './instance.ts'
import { markedConfig } from './local-config.ts'
import { notAppliedFindings } from './not-applied.ts'
import { operatedFindings } from './operated.ts'
import { isOperated } from './operator.ts'
import { stoppedFindings } from './stopped.ts'
import { syncFindings } from './sync.ts'
import { unhandledFindings } from './unhandled.ts'
import { withContainer } from './with-container.ts'

/** What a profile makes of a list: the one code path of FluxTenancy and TenancyCheck. */
export interface LockdownPlan {
  readonly installs: readonly Install[]
  /** The items as the profile wants them; the same ones where nothing is to be done or anything is refused. */
  readonly items: readonly Item[]
  /** One for each edit that is in `items`. */
  readonly edits: readonly Finding[]
  /** All else. */
  readonly findings: readonly Finding[]
}

/** What is known of the items beside what is in them. */
export interface Reading {
  /**
   * Whether the account of an object is one that multi-tenant gave, by the comment beside it; undefined where no comment can stand, and then
   * the value decides.
   */
  hasOwnAccount(item: Item): boolean | undefined
  /** True where the items are as Flux applies them, the patches of its Kustomizations included. */
  readonly isBuilt: boolean
}

const asItStands: Reading = { hasOwnAccount: () => undefined, isBuilt: false }

/** Plans the lockdown of every install of a list. Pure; a refusal anywhere leaves all items as they are. */
export function planLockdown(
  items: readonly Item[],
  spec: TenancyCheckSpec,
  reading: Reading = asItStands,
): LockdownPlan {
  const found = findControllers(items)
  const elsewhere = [...found.findings, ...found.doubts, ...unhandledFindings(items)]
  const controllers = found.controllers.map((each) => readController(each, spec.flux.version))
  const installs = installsOf(controllers, spec)
  const accounts = accountPlans(items, installs, spec, reading)
  const findings = [
    ...elsewhere,
    ...installs.flatMap(installFindings),
    ...notAppliedFindings(controllers),
    ...platformFindings(items, installs, spec, elsewhere),
    ...accounts.flatMap((plan) => plan.findings),
    ...(spec.securityProfile === 'multi-tenant' ? tenantFindings(items, installs, reading) : []),
  ]
  if (findings.some(isRefusal)) return { installs, items, edits: [], findings }
  const changes = [
    ...containerChanges(installs),
    ...accounts.map(({ item, object, edits }) => ({ item, edit: () => object, edits })),
    ...(installs.length > 0 ? items.flatMap((item) => markedConfig(item) ?? []) : []),
  ].filter(({ edits }) => edits.length > 0)
  const changed = changedItems(changes)
  return {
    installs,
    items: items.map((item) => changed.get(item) ?? item),
    edits: changes.flatMap(({ edits }) => edits),
    findings: [...findings, ...generatedFindings(items, changed)],
  }
}

/** The controllers of all installs. */
export function controllersOf(installs: readonly Install[]): readonly Controller[] {
  return installs.flatMap(({ controllers }) => controllers.map(({ controller }) => controller))
}

function accountPlans(
  items: readonly Item[],
  installs: readonly Install[],
  { securityProfile: profile, flux }: TenancyCheckSpec,
  { hasOwnAccount }: Reading,
): readonly AccountPlan[] {
  const hasRights = bindingsOf(items)
  const platformAccount = flux.platformServiceAccount
  return items
    .filter((item) => applierOf(item) && isBeside(item, installs) && !isOperated(item))
    .flatMap(
      (item) => planAccount(item, { profile, platformAccount, hasRights, hasOwnAccount }) ?? [],
    )
}

function installFindings({ controllers, findings }: Install): readonly Finding[] {
  return [
    ...controllers.flatMap((plan) => [
      ...plan.controller.findings,
      ...plan.findings,
      ...argumentFindings(plan.controller),
    ]),
    ...findings,
  ]
}

function platformFindings(
  items: readonly Item[],
  installs: readonly Install[],
  spec: TenancyCheckSpec,
  earlier: readonly Finding[],
): readonly Finding[] {
  const plans = installs.flatMap(({ controllers }) => controllers)
  const instances = instanceFindings(items, spec)
  if (plans.length > 0) return [...operatedFindings(plans, spec), ...(instances ?? [])]
  if (instances) return instances
  return earlier.some(({ rule }) => rule !== 'other-project') ? [] : [noController]
}

const noController: Finding = {
  rule: 'no-controller',
  message: 'No controller of Flux is in the input, so nothing can be locked, unlocked or checked.',
}

function tenantFindings(
  items: readonly Item[],
  installs: readonly Install[],
  { isBuilt }: Reading,
): readonly Finding[] {
  if (installs.length === 0) return []
  return [
    ...stoppedFindings(items, controllersOf(installs), (item) => isBeside(item, installs)),
    ...(isBuilt
      ? []
      : installs.flatMap(({ namespace, controllers }) =>
          syncFindings(items, namespace, controllers),
        )),
  ]
}

function isBeside(item: Item, installs: readonly Install[]): boolean {
  return installs.some(({ namespace }) => namespace === (item.namespace ?? ''))
}

function containerChanges(installs: readonly Install[]): readonly Change[] {
  return installs
    .flatMap(({ controllers }) => controllers)
    .filter(({ controller }) => !controller.isOperated)
    .map(({ controller: { item, path }, container, edits }) => ({
      item,
      edit: (object) => withContainer(object, path, container),
      edits,
    }))
}
