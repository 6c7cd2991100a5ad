import type { FindingOf } from '../krm/finding.ts'
import { type Result, resultOn, resultOnInput, type Severity } from '../krm/result.ts'
import type { Rule } from '../krm/rule.ts'
import { type RuleId, rules } from './rules.ts'

/** What was found, by any rule of the functions. */
export type Finding = FindingOf<RuleId>

/** True for what FluxTenancy refuses: then nothing is written. */
export function isRefusal({ rule }: Finding): boolean {
  return rules[rule].severity === 'error'
}

/** A finding as FluxTenancy tells it; undefined for an edit that is just what was asked for. */
export function fixResult(finding: Finding): Result | undefined {
  const { severity } = rules[finding.rule]
  return severity === 'silent' ? undefined : resultOf(finding, severity)
}

/** A finding as TenancyCheck tells it, with its class. */
export function checkResult(finding: Finding): Result {
  const rule: Rule = rules[finding.rule]
  if (rule.class === undefined) {
    return resultOf(finding, rule.severity === 'silent' ? 'info' : rule.severity)
  }
  const result = resultOf(finding, rule.class === 'open' ? 'warning' : 'error')
  return { ...result, tags: { class: rule.class, ...result.tags } }
}

function resultOf({ rule, message, item, field, place }: Finding, severity: Severity): Result {
  const result = item
    ? resultOn(item, severity, rule, message, field)
    : resultOnInput(severity, rule, message)
  return place ? { ...result, file: place } : result
}
