import { readArguments } from './arguments.ts'
import { type ControllerName, controllerNames } from './controllers.ts'
import {
  featureGates,
  flagWithoutWorkloadIdentity,
  gateSupport,
  gates,
  workloadIdentityFlags,
  workloadIdentityGate,
} from './feature-gates.ts'
import { flags } from './flags.ts'
import { knownVersion } from './version.ts'

const [sc, kc, hc, nc, irc, iac, sw] = controllerNames

/** Copied by hand: gate, controller, first version, first version without it or `-`. */
const expected: readonly (readonly [string, ControllerName, string, string])[] = [
  ['ObjectLevelWorkloadIdentity', kc, 'v1.6.0', '-'],
  ['ObjectLevelWorkloadIdentity', hc, 'v1.4.0', '-'],
  ['ObjectLevelWorkloadIdentity', nc, 'v1.6.0', '-'],
  ['ObjectLevelWorkloadIdentity', sc, 'v1.6.0', '-'],
  ['ObjectLevelWorkloadIdentity', irc, 'v0.35.0', '-'],
  ['ObjectLevelWorkloadIdentity', iac, 'v0.41.0', '-'],
  ['ExternalArtifact', kc, 'v1.7.0', '-'],
  ['ExternalArtifact', hc, 'v1.4.0', '-'],
  ['CacheSecretsAndConfigMaps', kc, 'v0.33.0', '-'],
  ['CacheSecretsAndConfigMaps', sc, 'v0.34.0', '-'],
  ['DisableStatusPollerCache', kc, 'v0.35.0', '-'],
  ['DisableConfigWatchers', kc, 'v1.7.3', '-'],
  ['DisableConfigWatchers', hc, 'v1.4.4', '-'],
  ['DisableConfigWatchers', nc, 'v1.7.5', '-'],
  ['MigrateAPIVersion', kc, 'v1.8.4', '-'],
  ['CorrectDrift', hc, 'v0.31.2', '-'],
  ['DefaultToRetryOnFailure', hc, 'v1.5.2', '-'],
  ['FluxStorage', irc, 'v1.2.0', '-'],
  ['GitSparseCheckout', iac, 'v1.0.0', '-'],
  ['DirectSourceFetch', sw, 'v2.1.0', '-'],
  ['OptimizedGitClones', sc, 'v0.25.0', 'v1.0.0'],
  ['GitManagedTransport', sc, 'v0.25.0', 'v0.26.0'],
  ['GitManagedTransport', iac, 'v0.23.0', 'v0.24.0'],
  ['ForceGoGitImplementation', sc, 'v0.32.0', 'v0.33.0'],
  ['ForceGoGitImplementation', iac, 'v0.27.0', 'v0.28.0'],
]

test.each(expected)('gate %s is on %s from %s until %s', (gate, controller, since, until) => {
  const version = knownVersion(since)
  const before = { ...version, prerelease: 'rc.1' }
  expect(gateSupport(controller, version, gate)).toEqual({ kind: 'known' })
  expect(gateSupport(controller, before, gate)).toMatchObject({ kind: 'later', since: version })
  if (until === '-') {
    expect(gateSupport(controller, knownVersion('v99.0.0'), gate)).toEqual({ kind: 'known' })
  } else {
    const removed = { kind: 'removed', until: knownVersion(until) }
    expect(gateSupport(controller, knownVersion(until), gate)).toEqual(removed)
  }
})

test('gates that a controller never had, and names of no gate', () => {
  const newest = knownVersion('v99.0.0')
  expect(gateSupport(sw, newest, workloadIdentityGate).kind).toBe('never')
  expect(gateSupport(nc, newest, 'ExternalArtifact').kind).toBe('never')
  expect(gateSupport(kc, newest, 'ObjectLevelWorkloadIdentities')).toEqual({ kind: 'unknown' })
  expect([...gates.keys()]).toContain(workloadIdentityGate)
})

test('several --feature-gates add up, and for one gate the last value wins', () => {
  const { states, unreadable } = featureGates(
    read(kc, [
      '--feature-gates=A=true, B = 1 ,',
      '--log-level=info',
      '--feature-gates',
      'A=false,C=T',
      '--feature-gates=',
      '--',
      '--feature-gates=D=true',
    ]),
  )
  expect([...states]).toEqual([
    ['A', false],
    ['B', true],
    ['C', true],
  ])
  expect(unreadable).toEqual([])
})

test.each(['A', 'A=', 'A=yes', 'A=true,B', '$(GATES)', 'A=true,$(MORE)', '$(GATE)=true'])(
  'a value that is no list of gates is named: %s',
  (value) => {
    const { states, unreadable } = featureGates(
      read(kc, ['--feature-gates=X=true', `--feature-gates=${value}`]),
    )
    expect([...states.keys()]).toEqual(['X'])
    expect(unreadable.map((occurrence) => occurrence.index)).toEqual([1])
  },
)

const on = `--feature-gates=${workloadIdentityGate}=true`

test.each([
  [sc, '--default-service-account=a', true],
  [nc, '--default-service-account=a', true],
  [irc, '--default-service-account=a', true],
  [iac, '--default-service-account=a', true],
  [kc, '--default-decryption-service-account=a', true],
  [kc, '--default-kubeconfig-service-account=a', true],
  [hc, '--default-kubeconfig-service-account=a', true],
  [kc, '--default-service-account=a', false],
  [hc, '--default-service-account=a', false],
  [sc, '--default-service-account=', false],
] as const)('%s with %s needs the gate: %s', (controller, flag, needsGate) => {
  expect(flagWithoutWorkloadIdentity(controller, read(controller, [flag])) !== undefined).toBe(
    needsGate,
  )
  expect(flagWithoutWorkloadIdentity(controller, read(controller, [flag, on]))).toBeUndefined()
})

test('the gate counts as it ends up, and the flag as its last value', () => {
  const flag = '--default-service-account=a'
  const off = `--feature-gates=${workloadIdentityGate}=false`
  expect(flagWithoutWorkloadIdentity(sc, read(sc, [on, flag, off]))?.index).toBe(1)
  expect(flagWithoutWorkloadIdentity(sc, read(sc, [off, flag, on]))).toBeUndefined()
  const emptied = [flag, '--default-service-account=']
  expect(flagWithoutWorkloadIdentity(sc, read(sc, emptied))).toBeUndefined()
  expect(flagWithoutWorkloadIdentity(sc, read(sc, [flag, '--', on]))?.name).toBe(
    'default-service-account',
  )
  expect(
    flagWithoutWorkloadIdentity(sc, read(sc, [flag, '--feature-gates=$(GATES)'])),
  ).toBeUndefined()
})

test('every flag for workload identity is one of its controller', () => {
  for (const controller of controllerNames) {
    for (const name of workloadIdentityFlags[controller]) {
      expect(flags.get(name)?.ranges[controller]).toBeDefined()
    }
  }
})

function read(controller: ControllerName, args: readonly string[]) {
  return readArguments({ args }, controller)
}
