import { type Arguments, effectiveValue, type FlagOccurrence } from './arguments.ts'
import type { ControllerName } from './controllers.ts'
import { gateTable } from './gate-table.ts'
import { readMapStringBool } from './go-values.ts'
import { type Ranges, readRanges, type Unsupported, unsupportedIn } from './support.ts'
import type { Version } from './version.ts'

/** What all `--feature-gates` of a controller say together. */
export interface FeatureGates {
  /** By name; a later value wins. */
  readonly states: ReadonlyMap<string, boolean>
  /** The occurrences that cannot be read: no list of `name=bool` (ends the process), or with a `$(NAME)` in it. */
  readonly unreadable: readonly FlagOccurrence[]
}

/** Merges the values of all `--feature-gates`, as component-base's map flag does. */
export function featureGates(args: Arguments): FeatureGates {
  const states = new Map<string, boolean>()
  const unreadable: FlagOccurrence[] = []
  for (const occurrence of args.occurrences) {
    if (occurrence.name !== 'feature-gates') continue
    const values = occurrence.isVariable ? undefined : readMapStringBool(occurrence.value)
    if (!values) unreadable.push(occurrence)
    for (const [gate, state] of values ?? []) states.set(gate, state)
  }
  return { states, unreadable }
}

/** Every gate and the versions that know it. All are off by default where this project asks for them. */
export const gates: ReadonlyMap<string, Ranges> = new Map(
  gateTable
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...cells] = line.split(/ +/)
      return [name, readRanges(cells)]
    }),
)

/** Whether a controller's version knows a gate. One that it does not know ends its process with exit code 1, on or off. */
export function gateSupport(
  controller: ControllerName,
  version: Version,
  gate: string,
): { readonly kind: 'known' } | Unsupported {
  const ranges = gates.get(gate)
  if (!ranges) return { kind: 'unknown' }
  return unsupportedIn(ranges, controller, version) ?? { kind: 'known' }
}

export const workloadIdentityGate = 'ObjectLevelWorkloadIdentity'

/**
 * The flags that name a default account for cloud workload identity, by controller. `--default-service-account` of
 * kustomize-controller and helm-controller is not among them: there it is the account that they impersonate.
 * Source: `main.go` of each from Flux v2.7 on; fluxcd/pkg auth/controller_flags.go.
 */
export const workloadIdentityFlags: Readonly<Record<ControllerName, readonly string[]>> = {
  'source-controller': ['default-service-account'],
  'kustomize-controller': [
    'default-decryption-service-account',
    'default-kubeconfig-service-account',
  ],
  'helm-controller': ['default-kubeconfig-service-account'],
  'notification-controller': ['default-service-account'],
  'image-reflector-controller': ['default-service-account'],
  'image-automation-controller': ['default-service-account'],
  'source-watcher': [],
}

/**
 * The first flag that names a default account for workload identity while the gate for it is off: the controller then
 * refuses to start. Undefined if there is none, or if a `$(NAME)` may turn the gate on.
 * Source: fluxcd/pkg auth/controller_options.go, InconsistentObjectLevelConfiguration.
 */
export function flagWithoutWorkloadIdentity(
  controller: ControllerName,
  args: Arguments,
): FlagOccurrence | undefined {
  const { states, unreadable } = featureGates(args)
  if (states.get(workloadIdentityGate) || unreadable.length > 0) return undefined
  return workloadIdentityFlags[controller]
    .map((flag) => effectiveValue(args, flag))
    .find((occurrence) => occurrence !== undefined && occurrence.value !== '')
}
