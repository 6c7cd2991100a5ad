import type { SecurityProfile } from '../api/security-profile.ts'
import type { ControllerName } from '../flux/controllers.ts'
import type { PlainMap } from '../krm/object.ts'
import { containersIn, deployment, firstContainer } from './arbitrary.ts'
import { type LockdownPlan, planLockdown } from './plan.ts'
import { rules } from './rules.ts'

function plan(
  controller: ControllerName,
  container: PlainMap,
  securityProfile: SecurityProfile = 'multi-tenant',
  flux = {},
): LockdownPlan {
  // the image tells
  const labels = { 'app.kubernetes.io/version': undefined }
  return planLockdown([deployment(controller, container, { labels })], { securityProfile, flux })
}

function after(...given: Parameters<typeof plan>): { command: unknown; args: unknown } {
  const [item] = plan(...given).items
  const { command, args } = firstContainer(item ?? deployment(given[0]))
  return { command, args }
}

function rulesOf({ edits, findings }: LockdownPlan): readonly string[] {
  return [...findings, ...edits].map(({ rule }) => rule)
}

const noCross = '--no-cross-namespace-refs=true'

describe('multi-tenant on notification-controller, which has one flag of the profile', () => {
  test.each<[string, PlainMap, PlainMap]>([
    ['a new flag goes to the end', { args: ['--a=1'] }, { args: ['--a=1', noCross] }],
    ['args is made', { args: undefined }, { args: [noCross] }],
    ['null counts as no list', { args: null }, { args: [noCross] }],
    ['an empty list is filled', { args: [] }, { args: [noCross] }],
    ['a bare flag is right', { args: ['--no-cross-namespace-refs', 'x'] }, {}],
    ['T is true', { args: ['--no-cross-namespace-refs=T', '--a=1'] }, {}],
    [
      'false as an entry of its own is no value',
      { args: ['--no-cross-namespace-refs', 'false'] },
      {},
    ],
    ['doubled and right is left', { args: ['--no-cross-namespace-refs=0', noCross] }, {}],
    [
      'doubled and wrong: the last gets the value',
      { args: [noCross, '--a=1', '--no-cross-namespace-refs=0', '--b=1'] },
      { args: ['--a=1', noCross, '--b=1'] },
    ],
    [
      'before the terminator',
      { args: ['--a=1', '--', '--no-cross-namespace-refs=false'] },
      { args: ['--a=1', noCross, '--', '--no-cross-namespace-refs=false'] },
    ],
    [
      'a value that looks like the flag is none',
      { args: ['--log-level', noCross] },
      { args: ['--log-level', noCross, noCross] },
    ],
    [
      'in command: edited there',
      { command: ['notification-controller', '--no-cross-namespace-refs=f'], args: ['--a=1'] },
      { command: ['notification-controller', noCross], args: ['--a=1'] },
    ],
    [
      'command without the flag: appended to args',
      { command: ['/usr/local/bin/notification-controller', '--a=1'], args: undefined },
      { command: ['/usr/local/bin/notification-controller', '--a=1'], args: [noCross] },
    ],
    [
      'terminator in command: before it',
      { command: ['notification-controller', '--'], args: ['--a=1'] },
      { command: ['notification-controller', noCross, '--'], args: ['--a=1'] },
    ],
    [
      'a variable is no value',
      { args: ['--no-cross-namespace-refs=$(LOCK)'] },
      { args: [noCross] },
    ],
    [
      'behind an argument that may be any flag',
      { args: [noCross, '$(EXTRA)'] },
      { args: ['$(EXTRA)', noCross] },
    ],
  ])('%s', (_name, container, expected) => {
    expect(after('notification-controller', container)).toEqual({
      command: container['command'],
      args: container['args'],
      ...expected,
    })
  })
})

describe('single-tenant', () => {
  test.each<[string, PlainMap, PlainMap]>([
    ['all entries go', { args: [noCross, '--a=1', noCross] }, { args: ['--a=1'] }],
    ['a list that gets empty goes', { args: [noCross] }, { args: undefined }],
    ['an empty list stays', { args: [] }, {}],
    [
      'an empty list stays beside a command with a flag',
      { command: ['kustomize-controller', noCross], args: [] },
      { command: ['kustomize-controller'] },
    ],
    ['behind the terminator it is no flag', { args: ['--', noCross] }, {}],
    [
      'a value of its own goes too, over the end of command',
      {
        command: ['kustomize-controller', '--default-service-account'],
        args: ['flux', '--a=1'],
      },
      { command: ['kustomize-controller'], args: ['--a=1'] },
    ],
  ])('%s', (_name, container, expected) => {
    expect(after('kustomize-controller', container, 'single-tenant')).toEqual({
      command: container['command'],
      args: container['args'],
      ...expected,
    })
  })

  test.each([
    ['--default-service-account=flux', {}, 'flag-left'],
    ['--default-service-account=tenant', {}, 'flag-removed'],
    ['--default-service-account=tenant', { defaultServiceAccount: 'tenant' }, 'flag-left'],
    ['--no-remote-bases=false', {}, 'flag-removed'],
  ])('%s with %j is told as %s', (entry, flux, rule) => {
    const found = plan('kustomize-controller', { args: [entry] }, 'single-tenant', flux)
    expect(rulesOf(found)).toEqual([rule])
  })
})

describe('the default account', () => {
  const kc = (args: readonly string[]) => deployment('kustomize-controller', { args })
  const hc = (args: readonly string[], namespace = 'flux-system') =>
    deployment('helm-controller', { args }, { namespace })
  const accountsIn = (items: Parameters<typeof planLockdown>[0], flux = {}) =>
    planLockdown(items, { securityProfile: 'multi-tenant', flux }).items.map(
      (item) =>
        (firstContainer(item)['args'] as string[])
          .filter((entry) => entry.startsWith('--default-service-account='))
          .at(-1) ?? '',
    )
  const flag = (name: string) => `--default-service-account=${name}`

  test.each([
    ['nothing is there', [kc([]), hc([])], {}, ['flux', 'flux']],
    ['configured', [kc([flag('a')]), hc([])], { defaultServiceAccount: 'b' }, ['b', 'b']],
    ['one has it', [kc([]), hc([flag('team')])], {}, ['team', 'team']],
    ['an empty one is none', [kc([flag('')]), hc([flag('team')])], {}, ['team', 'team']],
    ['a variable is none', [kc([flag('$(SA)')]), hc([])], {}, ['flux', 'flux']],
    ['each its own', [kc([flag('a')]), hc([flag('b')])], {}, ['a', 'b']],
    ['each shard its own', [kc([flag('a')]), kc([flag('b')])], {}, ['a', 'b']],
    [
      'a shard without one takes that of its controller',
      [kc([]), kc([flag('a')]), hc([flag('b')])],
      {},
      ['a', 'a', 'b'],
    ],
    ['another install is another matter', [kc([]), hc([flag('b')], 'other')], {}, ['flux', 'b']],
  ])('%s', (_name, items, flux, expected) => {
    expect(accountsIn(items, flux)).toEqual(expected.map(flag))
  })

  test('two of them are a warning on each controller', () => {
    const found = planLockdown([kc([flag('a')]), hc([flag('b')])], {
      securityProfile: 'multi-tenant',
      flux: {},
    })
    expect(rulesOf(found).filter((rule) => rule === 'two-accounts')).toHaveLength(2)
  })
})

describe('versions', () => {
  const image = (name: string, tag: string) => ({ image: `ghcr.io/fluxcd/${name}:${tag}` })

  test.each<[ControllerName, string, readonly string[]]>([
    ['kustomize-controller', 'v0.19.1', ['too-old']],
    ['kustomize-controller', 'v0.24.4', ['not-in-this-version', 'flag-missing', 'flag-missing']],
    ['kustomize-controller', 'v0.25.0', ['flag-missing', 'flag-missing', 'flag-missing']],
    ['kustomize-controller', 'v0.25.0-amd64', ['flag-missing', 'flag-missing', 'flag-missing']],
    ['kustomize-controller', 'v0.25.0-devops1', ['flag-missing', 'flag-missing', 'flag-missing']],
    ['kustomize-controller', 'v0.25.0-rcfoo', ['flag-missing', 'flag-missing', 'flag-missing']],
    ['kustomize-controller', 'v0.25.0-devel', ['flag-missing', 'flag-missing', 'flag-missing']],
    ['notification-controller', 'v0.20.1', ['too-old']],
    ['notification-controller', 'v0.21.0-custom', ['flag-missing']],
    ['notification-controller', 'v99.0.0', ['newer-version', 'flag-missing']],
    ['source-watcher', 'v2.0.0', ['flag-missing']],
    ['source-controller', 'main', []],
  ])('%s %s: %j', (controller, tag, expected) => {
    expect(rulesOf(plan(controller, image(controller, tag)))).toEqual(expected)
  })

  test.each<[ControllerName, string, SecurityProfile, readonly string[], string]>([
    [
      'kustomize-controller',
      'v0.19.0',
      'multi-tenant',
      [],
      'kustomize-controller "v0.19.0" must be upgraded, since it has nothing of the profile: `--no-cross-namespace-refs` and `--default-service-account` came with Flux "v0.26", `--no-remote-bases` with Flux "v0.30".',
    ],
    [
      'helm-controller',
      'v0.15.0',
      'single-tenant',
      [],
      'helm-controller "v0.15.0" must be upgraded before a profile is asked for; it has nothing that single-tenant takes away: `--no-cross-namespace-refs` and `--default-service-account` came with Flux "v0.26".',
    ],
    [
      'helm-controller',
      'v0.15.0',
      'single-tenant',
      [noCross],
      'helm-controller "v0.15.0" must be upgraded, or started without `--no-cross-namespace-refs`, which it cannot parse: `--no-cross-namespace-refs` and `--default-service-account` came with Flux "v0.26".',
    ],
    [
      'kustomize-controller',
      'v0.24.0',
      'multi-tenant',
      [],
      'kustomize-controller "v0.24.0" is too old for a part of the profile: `--no-remote-bases` came with Flux "v0.30", so what that closes stays open.',
    ],
  ])('%s %s says for %s, with %j, since when its flags exist', (name, tag, profile, args, text) => {
    const { findings } = plan(name, { ...image(name, tag), args }, profile)
    const about = findings.filter(
      ({ rule }) => rule === 'too-old' || rule === 'not-in-this-version',
    )
    expect(about.map(({ message }) => message)).toEqual([text])
  })

  test('a flag that is older than its version is taken away, since the controller does not start', () => {
    const container = {
      ...image('kustomize-controller', 'v0.24.0'),
      args: ['--no-remote-bases=true', '--default-service-account=flux', noCross],
    }
    expect(after('kustomize-controller', container)).toEqual({
      args: ['--default-service-account=flux', noCross],
    })
    const found = plan('kustomize-controller', container)
    expect(rulesOf(found)).toContain('unknown-flag')
    expect(found.edits).toMatchObject([
      {
        rule: 'flag-too-new',
        message:
          '`--no-remote-bases` must not be set on kustomize-controller "v0.24.0", which cannot parse it, so its value "true" goes with it.',
        field: { currentValue: '--no-remote-bases=true' },
      },
    ])
    expect(rules['flag-too-new'].severity).toBe('warning')
  })
})

test('what stays open is told of multi-tenant only', () => {
  const container = { image: 'ghcr.io/fluxcd/kustomize-controller:v0.24.0' }
  expect(rulesOf(plan('kustomize-controller', container, 'single-tenant'))).toEqual([])
})

test('several controllers in one workload are each edited', () => {
  const containers = ['source-controller', 'kustomize-controller', 'helm-controller'].map(
    (name) => ({ name, image: `ghcr.io/fluxcd/${name}:v1.5.0`, args: ['--log-level=info'] }),
  )
  const item = deployment('kustomize-controller', containers[2], {
    sidecars: containers.slice(0, 2),
  })
  const { items } = planLockdown([item], { securityProfile: 'multi-tenant', flux: {} })
  expect(items.flatMap(containersIn).map(({ args }) => (args as string[]).slice(1))).toEqual([
    [],
    [noCross, '--no-remote-bases=true', '--default-service-account=flux'],
    [noCross, '--default-service-account=flux'],
  ])
})

test('arguments that cannot be read are refused, with the reason, and nothing is written', () => {
  const items = [
    deployment('kustomize-controller'),
    deployment('helm-controller', { command: ['sh', '-c', 'helm-controller'] }),
  ]
  const found = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  expect(found.items).toBe(items)
  expect(found.edits).toEqual([])
  expect(rulesOf(found)).toEqual(['unreadable-arguments'])
})

test('an edit tells place, value before and value after', () => {
  const { edits } = plan('notification-controller', {
    args: ['--a=1', '--no-cross-namespace-refs', '--no-cross-namespace-refs=false'],
  })
  expect(edits).toMatchObject([
    {
      rule: 'flag-other-value',
      field: {
        path: ['spec', 'template', 'spec', 'containers', 0, 'args', 2],
        currentValue: '--no-cross-namespace-refs=false',
        proposedValue: noCross,
      },
    },
  ])
})
