import {
  type Arguments,
  allOccurrences,
  comparePositions,
  effectiveValue,
  readArguments,
} from '../flux/arguments.ts'
import { formatVersion } from '../flux/version.ts'
import type { PlainMap } from '../krm/object.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'
import { withFlag, withoutFlag } from './flag-edits.ts'
import { defaultAccountName } from './settings.ts'
import { versionFindings } from './version-findings.ts'
import {
  hasValue,
  isDoubtful,
  isInForce,
  type LockOptions,
  type WantedFlag,
  wantedFlags,
} from './wanted.ts'

/** What is to be done with one controller. */
export interface ControllerPlan {
  readonly controller: Controller
  readonly wanted: readonly WantedFlag[]
  /** The container as the profile wants it; the same one if nothing is to be done. */
  readonly container: PlainMap
  /** One for each flag that is edited. */
  readonly edits: readonly Finding[]
  readonly findings: readonly Finding[]
}

/** The flags of the profile on one controller, and the edits that lead there. Pure. */
export function planController(controller: Controller, options: LockOptions): ControllerPlan {
  const wanted = wantedFlags(controller, options)
  const findings = versionFindings(controller, wanted, options.profile)
  if (!controller.version || controller.args.problem !== undefined) {
    return { controller, wanted, container: controller.container, edits: [], findings }
  }
  let { container, args } = controller
  const edits: Finding[] = []
  const notes: Finding[] = []
  for (const flag of wanted) {
    if (isInForce(args, flag)) notes.push(...repeated(controller, args, flag))
    else if (isDoubtful(args, flag)) notes.push(doubtful(controller, args, flag))
    else {
      edits.push(editOf(controller, args, flag, options))
      container =
        flag.value === undefined
          ? withoutFlag(container, args, flag.setting.id, hasOwnList(controller))
          : withFlag(container, args, flag.setting.id, flag.value)
      args = readArguments(container, controller.controller)
      if (!isInForce(args, flag)) notes.push(notInForce(controller, flag))
    }
  }
  return { controller, wanted, container, edits, findings: [...findings, ...notes] }
}

/**
 * True for `args` that were there without a flag: brackets among indented lines, as `[]` takes its first entry. A list that was not there is
 * made of indented lines, or in brackets if all around it is.
 */
function hasOwnList({ item, path }: Controller): boolean {
  return item.styleOf?.([...path, 'args']) === 'flow' && item.styleOf(path) === 'block'
}

/** The finding that goes with the edit of one flag that is not as wanted. */
function editOf(
  { item, path, controller, version }: Controller,
  args: Arguments,
  flag: WantedFlag,
  { profile, configuredAccount }: LockOptions,
): Finding {
  const { setting, value } = flag
  const present = effectiveValue(args, setting.id)
  const written = `--${setting.id}=${value}`
  if (!present) {
    const message = `\`--${setting.id}\` must be "${value}" on ${controller}, and it is not set.`
    const field = { path: [...path, 'args'], proposedValue: written }
    return { rule: 'flag-missing', item, message, field }
  }
  const field = {
    path: [...path, present.field, present.index],
    currentValue: `--${setting.id}=${present.value}`,
  }
  if (value === undefined && profile === 'multi-tenant') {
    const name = `${controller} "${version ? formatVersion(version) : ''}"`
    const message = `\`--${setting.id}\` must not be set on ${name}, which cannot parse it, so its value "${present.value}" goes with it.`
    return { rule: 'flag-too-new', item, message, field }
  }
  if (value === undefined) {
    const own = setting.value.kind === 'fixed' ? 'true' : (configuredAccount ?? defaultAccountName)
    const isOwn = hasValue(setting, present, own)
    const message = isOwn
      ? `\`--${setting.id}\` must not be set on ${controller}.`
      : `\`--${setting.id}\` must not be set on ${controller}, and its value "${present.value}" goes with it.`
    return { rule: isOwn ? 'flag-left' : 'flag-removed', item, message, field }
  }
  if (hasValue(setting, present, value)) {
    const message = `\`--${setting.id}\` must stand behind every argument that may be another flag.`
    return { rule: 'flag-out-of-reach', item, message, field: { ...field, proposedValue: written } }
  }
  const message = `\`--${setting.id}\` must be "${value}" on ${controller}, and it is "${present.value}".`
  return { rule: 'flag-other-value', item, message, field: { ...field, proposedValue: written } }
}

function repeated({ item, path }: Controller, args: Arguments, flag: WantedFlag): Finding[] {
  const all = args.occurrences.filter(({ name }) => name === flag.setting.id)
  const last = all.at(-1)
  if (!last || all.length < 2) return []
  const message = `\`--${flag.setting.id}\` is given ${all.length} times; the last value "${last.value}" counts and is right.`
  return [
    { rule: 'flag-repeated', item, message, field: { path: [...path, last.field, last.index] } },
  ]
}

function notInForce({ item, path, controller }: Controller, { setting }: WantedFlag): Finding {
  const message = `\`--${setting.id}\` cannot be set on ${controller} by an edit of its arguments.`
  return { rule: 'unreadable-arguments', item, message, field: { path } }
}

function doubtful({ item, path, controller }: Controller, args: Arguments, flag: WantedFlag) {
  const { id } = flag.setting
  const place = allOccurrences(args, id).find(({ isSure }) => !isSure)
  const bare = [...args.occurrences, ...args.possible].filter(
    (each) => each.mayTakeNext && place && comparePositions(each, place) < 0,
  )
  const name = bare.sort(comparePositions).at(-1)?.name
  const message = `\`--${name}\` must be written with \`=\` and its value, since it is in no table and may take the argument behind it: whether \`--${id}\` counts on ${controller} cannot be told.`
  const field = { path: place ? [...path, place.field, place.index] : path }
  return { rule: 'doubtful-flag', item, message, field } as const
}
