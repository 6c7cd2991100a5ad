import type { TenancyCheckSpec } from '../api/schema.ts'
import { valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { isMap, listAt, mapAt } from '../krm/object.ts'
import type { Origin } from '../kustomize/origin.ts'
import type { Patch } from '../kustomize/patch.ts'
import { folderOf, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { ControllerPlan } from '../lockdown/lock.ts'
import { isInForce } from '../lockdown/wanted.ts'
import { blamedFor, controllersOf, count, stepsOf } from './argument-steps.ts'
import type { Built } from './built.ts'
import { builtOf, type ClusterPlan } from './cluster-plan.ts'
import type { Sync } from './syncs.ts'

/** The flags that are not as the profile wants them although everything of ours is in place, and the patch that is to blame. */
export function overrideFindings(
  plan: ClusterPlan,
  { securityProfile }: TenancyCheckSpec,
): readonly Finding[] {
  const rule = securityProfile === 'multi-tenant' ? 'patch-overrides' : 'patch-locks'
  return controllersOf(plan)
    .filter(([{ edits }]) => edits.length > 0)
    .flatMap(([controllerPlan, built]) => {
      if (plan.built.others.includes(built)) return [outside(built)]
      const { controller, wanted } = controllerPlan
      return wanted
        .filter((flag) => !isInForce(controller.args, flag))
        .map((flag): Finding => {
          const origin = blamedFor(controllerPlan, built, flag)
          const must = flag.value === undefined ? 'must not be set' : `must be "${flag.value}"`
          const cause = origin
            ? `\`${origin.field}\` sets it otherwise`
            : 'it is not in what is built'
          return {
            rule,
            message: `\`--${flag.setting.id}\` ${must} on ${controller.controller}, and ${cause}.`,
            item: built.item,
            ...(origin && { place: { path: origin.path, line: origin.line } }),
          }
        })
    })
}

/** A controller that is applied from here and is another cluster's as far as files go: it is locked where it stands. */
function outside({ item }: Built): Finding {
  const { path } = item.origin
  const message = `"${path}" holds a controller that is applied from here, and is outside of what was named: name "${folderOf(path) || '.'}" too.`
  return { rule: 'outside-path', item, message }
}

/** The accounts that are not there although everything of ours is in place: a patch takes them away again. */
export function accountOverrides(plan: ClusterPlan): readonly Finding[] {
  return plan.lockdown.edits
    .filter(({ rule }) => rule === 'account-missing')
    .flatMap((edit): readonly Finding[] => {
      const built = builtOf(plan, edit.item)
      const origin = built && lostAccount(built)
      if (!origin) return []
      const { path, line, field } = origin
      const message = `\`spec.serviceAccountName\` must be set, and \`${field}\` takes it away again.`
      return [{ rule: 'patch-overrides', item: built.item, message, place: { path, line } }]
    })
}

function lostAccount({ item, steps }: Built): Origin | undefined {
  const accountIn = (object: unknown) => mapAt(mapAt(object)['spec'])['serviceAccountName'] || ''
  return steps.findLast(({ object }, index) => {
    const before = steps[index - 1]?.object ?? item.origin.object
    return accountIn(before) !== '' && accountIn(object) === ''
  })?.origin
}

/** Patches of people that set flags which the Component sets too. */
export function superfluousFindings(
  plan: ClusterPlan,
  isOurs: (origin: Origin) => boolean,
): readonly Finding[] {
  const found = new Map<string, Finding>()
  for (const [controller, built] of controllersOf(plan)) {
    if (!built.steps.some(({ origin }) => isOurs(origin))) continue
    for (const { origin, before, after } of stepsOf(controller, built)) {
      if (isOurs(origin)) continue
      const added = controller.wanted.filter(
        ({ setting, value }) =>
          value !== undefined && count(after, setting.id) > count(before, setting.id),
      )
      if (added.length === 0) continue
      const { path, line, field } = origin
      found.set(`${path} ${field}`, {
        rule: 'patch-superfluous',
        message: `\`${field}\` sets flags that the Component sets too: it is superfluous.`,
        place: { path, line },
      })
    }
  }
  return [...found.values()]
}

/**
 * What may change a controller or an account in a way that is not evaluated. A list of arguments that is surely replaced, with a flag of the profile
 * that nothing sets again behind it, is an override.
 */
export function unclearFindings(
  plan: ClusterPlan,
  all: readonly Sync[],
  { securityProfile }: TenancyCheckSpec,
): readonly Finding[] {
  const isLock = securityProfile === 'multi-tenant'
  const ofControllers = controllersOf(plan)
    .filter(([{ wanted }]) => wanted.length > 0)
    .flatMap(([controller, built]) =>
      built.unclear.map(({ patch, step }) =>
        isLock && replacesArguments(patch) && losesFlag(controller, built, step)
          ? replaced(built, patch, controller)
          : unclear(built, patch, controller.controller.controller),
      ),
    )
  // one that is not known to apply a controller may do so once it is changed
  const { folders } = plan.built.cluster
  const ofSyncs = all
    .filter(({ item }) => folders.some((folder) => isWithin(item.path, folder)))
    .flatMap(({ item, unclear: origins }) =>
      origins.map((origin) => unclear({ item }, { origin }, `what the ${item.kind} applies`)),
    )
  const ofOthers = plan.built.others.flatMap((built) =>
    built.unclear.map(({ patch }) => unclear(built, patch, built.item.kind)),
  )
  return [...ofControllers, ...ofSyncs, ...ofOthers]
}

function replaced({ item }: Built, { origin }: Patch, { controller }: ControllerPlan): Finding {
  const { path, line, field } = origin
  const message = `\`${field}\` must not set the whole list of arguments of ${controller.controller}: it replaces the flags of the profile.`
  return { rule: 'patch-overrides', item, message, place: { path, line } }
}

/** That a change of kustomize may change something in a way that is not evaluated. */
export function unclear(
  { item }: { readonly item: Item },
  { origin }: Pick<Patch, 'origin'>,
  what: string,
): Finding {
  const { path, line, field } = origin
  const message = `\`${field}\` may change ${what} in a way that is not evaluated here: check \`kustomize build DIR | flux-tenancy check -\`.`
  return { rule: 'patch-unclear', item, message, place: { path, line } }
}

function losesFlag(controller: ControllerPlan, built: Built, step: number): boolean {
  const later = stepsOf(controller, built).slice(step)
  return controller.wanted.some(
    ({ setting, value }) =>
      value !== undefined &&
      !later.some(({ before, after }) => count(after, setting.id) > count(before, setting.id)),
  )
}

/** What stops the build of an install. */
export function failureFindings({ built }: ClusterPlan): readonly Finding[] {
  return [...built.workloads, ...built.others].flatMap(({ item, failures }) =>
    failures.map(
      ({ origin: { path, line, field }, message }): Finding => ({
        rule: 'build-fails',
        item,
        message: `\`${field}\` stops the build: ${message}`,
        place: { path, line },
      }),
    ),
  )
}

function replacesArguments({ content, reaches }: Patch): boolean {
  if (content.kind !== 'other' || content.what !== 'strategic merge' || reaches !== 'yes')
    return false
  const { containers } = mapAt(valueAt(content.value, ['spec', 'template', 'spec'])) as {
    readonly containers?: unknown
  }
  return listAt(containers).some((each) => isMap(each) && Array.isArray(each['args']))
}
