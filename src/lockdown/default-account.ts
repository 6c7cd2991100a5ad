import { accountNameRule, isAccountName } from '../api/service-account-name.ts'
import { effectiveValue } from '../flux/arguments.ts'
import type { ControllerName } from '../flux/controllers.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'
import { defaultAccountName, settings } from './settings.ts'

/** The default account of each controller of an install. */
export interface DefaultAccounts {
  readonly nameFor: (controller: Controller) => string
  readonly findings: readonly Finding[]
}

/**
 * Which account the controllers of one install impersonate by default: that of the configuration, else the one that is
 * already there, which a controller without one takes over, else `flux`. Two different ones are each kept.
 */
export function defaultAccounts(
  controllers: readonly Controller[],
  configured: string | undefined,
): DefaultAccounts {
  if (configured !== undefined) return { nameFor: () => configured, findings: [] }
  const owners = controllers.filter(({ controller }) => isOwner(controller))
  const present = owners.flatMap((controller): readonly PresentAccount[] => {
    const name = presentName(controller)
    return name === undefined ? [] : [{ controller, name }]
  })
  const names = [...new Set(present.map(({ name }) => name))].sort()
  const nameFor = (controller: Controller): string => {
    const own = presentName(controller)
    if (own !== undefined) return own
    const siblings = present.filter(
      (other) => other.controller.controller === controller.controller,
    )
    return onlyName(siblings.map(({ name }) => name)) ?? onlyName(names) ?? defaultAccountName
  }
  const differing = present
    .filter(() => names.length > 1)
    .map(
      ({ controller: { item, path }, name }): Finding => ({
        rule: 'two-accounts',
        item,
        message: `The default account "${name}" is not that of every controller of this install (${names.map((each) => `"${each}"`).join(', ')}); each is kept, since \`spec.flux.defaultServiceAccount\` does not tell which is meant.`,
        field: { path: [...path, 'args'], currentValue: `--default-service-account=${name}` },
      }),
    )
  return { nameFor, findings: [...present.flatMap(impossible), ...differing] }
}

interface PresentAccount {
  readonly controller: Controller
  readonly name: string
}

/** A finding for an account that is kept and that no namespace can have: whoever relies on it stops. */
function impossible({ controller: { item, path }, name }: PresentAccount): readonly Finding[] {
  if (isAccountName(name)) return []
  const message = `\`--default-service-account\` must be the name of a ServiceAccount, and "${name}" cannot be one: ${accountNameRule}.`
  const field = { path: [...path, 'args'], currentValue: `--default-service-account=${name}` }
  return [{ rule: 'impossible-account', item, message, field }]
}

/** The account that is there and counts: an empty one is none, nor is a variable, which may be empty. */
function presentName({ controller, args }: Controller): string | undefined {
  if (!isOwner(controller)) return undefined
  const present = effectiveValue(args, 'default-service-account')
  return present?.isVariable ? undefined : present?.value || undefined
}

function isOwner(controller: ControllerName): boolean {
  return settings.some(
    ({ value, controllers }) => value.kind === 'account' && controllers.includes(controller),
  )
}

function onlyName(names: readonly string[]): string | undefined {
  const distinct = [...new Set(names)]
  return distinct.length === 1 ? distinct[0] : undefined
}
