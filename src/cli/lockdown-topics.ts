import type { Rule } from '../krm/rule.ts'
import { type AffectedVersions, openPaths } from '../lockdown/open-path-table.ts'
import { profiles, settings } from '../lockdown/settings.ts'
import { rules } from '../run/rules.ts'
import { exampleOf } from './kind-topics.ts'
import type { Entry } from './topic.ts'

/** The flags that a profile owns. */
export function settingEntries(): readonly Entry[] {
  return settings.map(({ id, controllers, what, why, since, source, example }) => ({
    name: id,
    summary: what,
    facts: [
      ['why', why],
      ['controllers', controllers.join(', ')],
      ['since', `Flux ${since}`],
      ['source', source],
    ],
    example,
  }))
}

/** The profiles, with an object that asks for each. */
export function profileEntries(): readonly Entry[] {
  return Object.entries(profiles).map(([name, summary]) => ({
    name,
    summary,
    facts: [['flags', settings.map(({ id }) => `\`--${id}\``).join(', ')]],
    example: exampleOf('FluxTenancy', name),
  }))
}

/** Every rule that a result can name. */
export function ruleEntries(): readonly Entry[] {
  return Object.entries(rules).map(([name, rule]) => ({
    name,
    summary: rule.what,
    facts: [
      ['why', rule.reason],
      ['to do', rule.remedy],
      ['severity', severityText(rule)],
      ['source', rule.source],
    ],
  }))
}

function severityText({ severity, class: checkClass }: Rule): string {
  const inFn = severity === 'silent' ? 'not told by FluxTenancy' : severity
  if (checkClass === undefined) return inFn
  const inCheck = checkClass === 'open' ? 'warning' : 'error'
  return `${inFn}; ${inCheck} of class ${checkClass} in a TenancyCheck`
}

/** What no flag closes. */
export function openPathEntries(): readonly Entry[] {
  return openPaths.map(({ id, what, closedBy, since, until, affected, source }) => ({
    name: id,
    summary: what,
    facts: [
      ['closed by', `${closedBy}.`],
      ...(since === undefined ? [] : [['since', `Flux ${since}`] as const]),
      ...(until === undefined ? [] : [['until', `Flux ${until}`] as const]),
      ['controllers', affected.map(affectedText).join(', ')],
      ['source', source],
    ],
  }))
}

function affectedText({ controller, since, until }: AffectedVersions): string {
  return [controller, since && `from ${since}`, until && `before ${until}`]
    .filter((part) => part)
    .join(' ')
}
