import type { FlagOccurrence } from '../flux/arguments.ts'
import { featureGates, flagWithoutWorkloadIdentity, gateSupport } from '../flux/feature-gates.ts'
import { flagSupport } from '../flux/flags.ts'
import { isTrue, isValueOf } from '../flux/go-values.ts'
import { isNewerThanKnown } from '../flux/releases.ts'
import type { Unsupported } from '../flux/support.ts'
import { tenancyFlagOn } from '../flux/tenancy-flags.ts'
import { formatVersion, type Version } from '../flux/version.ts'
import type { Controller } from './controller.ts'
import type { Finding } from './finding.ts'

/** What is wrong with the arguments of a controller, whoever wrote them: what stops it, what is unsafe, what is unknown. */
export function argumentFindings(controller: Controller): readonly Finding[] {
  const { args, version } = controller
  if (args.problem !== undefined && args.occurrences.length === 0) return []
  return [
    ...(version ? args.occurrences.flatMap((flag) => flagFindings(controller, version, flag)) : []),
    ...(version ? gateFindings(controller, version) : []),
    ...opaqueFindings(controller),
  ]
}

function flagFindings(
  controller: Controller,
  version: Version,
  flag: FlagOccurrence,
): readonly Finding[] {
  const support = flagSupport(controller.controller, version, flag.name)
  if (support.kind !== 'known') {
    // a release that is newer than the tables may have it
    if (support.kind === 'unknown' && isNewerThanKnown(controller.controller, version)) return []
    const message = `${nameOf(controller, version)} cannot parse \`--${flag.name}\` and does not start: ${reasonOf(support)}`
    return [{ ...placeOf(controller, flag), rule: 'unknown-flag', message }]
  }
  if (!flag.isVariable && !isValueOf(support.type, flag.value)) {
    const message = `${nameOf(controller, version)} cannot parse the value "${flag.value}" of \`--${flag.name}\` as ${support.type} and does not start.`
    return [{ ...placeOf(controller, flag), rule: 'bad-flag-value', message }]
  }
  const isOn = flag.isVariable || isTrue(flag.value) !== false
  if (isOn && tenancyFlagOn(controller.controller, flag.name)?.isInsecure) {
    const message = `\`--${flag.name}\` must not be set where tenants may write kubeconfigs.`
    return [{ ...placeOf(controller, flag), rule: 'insecure-kubeconfig', message }]
  }
  return []
}

function gateFindings(controller: Controller, version: Version): readonly Finding[] {
  const { args } = controller
  const findings: Finding[] = []
  const place = args.occurrences.find(({ name }) => name === 'feature-gates')
  for (const gate of featureGates(args).states.keys()) {
    const support = gateSupport(controller.controller, version, gate)
    if (support.kind === 'known' || !place) continue
    if (support.kind === 'unknown' && isNewerThanKnown(controller.controller, version)) continue
    const message = `${nameOf(controller, version)} does not know the gate "${gate}" and does not start: ${reasonOf(support)}`
    findings.push({ ...placeOf(controller, place), rule: 'unknown-gate', message })
  }
  const flag = flagWithoutWorkloadIdentity(controller.controller, args)
  if (flag && flagSupport(controller.controller, version, flag.name).kind === 'known') {
    const message = `\`--${flag.name}\` must go with the gate "ObjectLevelWorkloadIdentity" on ${nameOf(controller, version)}, which does not start without it.`
    findings.push({ ...placeOf(controller, flag), rule: 'workload-identity-off', message })
  }
  return findings
}

function opaqueFindings(controller: Controller): readonly Finding[] {
  return controller.args.opaque.map(({ field, index }): Finding => {
    const path = [...controller.path, field, index]
    const text = String((controller.container[field] as readonly unknown[])[index])
    const message = `The argument "${text}" must be written out: what a variable stands for cannot be told, and it may be any flag.`
    return { rule: 'opaque-argument', item: controller.item, message, field: { path } }
  })
}

function reasonOf(support: Unsupported): string {
  switch (support.kind) {
    case 'later':
      return `it came with "${formatVersion(support.since)}" (Flux "${support.fluxSince}").`
    case 'removed':
      return `it was removed in "${formatVersion(support.until)}".`
    case 'never':
      return support.reason
    case 'unknown':
      return 'no release of it is known to have that.'
  }
}

function placeOf({ item, path }: Controller, { field, index, name, value }: FlagOccurrence) {
  return {
    item,
    field: { path: [...path, field, index], currentValue: `--${name}=${value}` },
  }
}

function nameOf({ controller }: Controller, version: Version): string {
  return `${controller} "${formatVersion(version)}"`
}
