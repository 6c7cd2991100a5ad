import { knownRelease } from '../flux/version.ts'
import { type Item, type MadeItem, makeItem } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import {
  edited,
  expanded,
  incoming,
  itemCalled,
  nameOf,
  objectsOf,
  plan,
  source,
  tenantItem,
  told,
  valuesOf,
} from './fixture.ts'

const team = tenantItem('team', { git: source })
const five = [
  'Namespace/team',
  'ServiceAccount/team/flux',
  'RoleBinding/team/flux',
  'GitRepository/team/team',
  'Kustomization/team/team',
]
const messages = (items: readonly Item[]) => plan(items).findings.map(({ message }) => message)
const object = (kind: string, name: string, namespace?: string) =>
  makeItem({ apiVersion: 'v1', kind, metadata: { name, ...(namespace && { namespace }) } })

const other = tenantItem('other')
const tenancy = makeItem({
  ...{ apiVersion: 'fluxtenancy.dev/v1alpha1', kind: 'FluxTenancy' },
  metadata: { name: 'production' },
})

describe('a first run', () => {
  const { items, edits, findings } = plan([team])

  test('puts the objects behind what is there, and says so in silence', () => {
    expect(items[0]).toBe(team)
    expect(objectsOf(items)).toEqual(five)
    expect(told(edits)).toEqual(five.map(() => 'tenant-object-missing Tenant/team'))
    expect(findings).toEqual([])
  })

  test('a second run gives the very same list', () => {
    const again = plan(items)
    expect(again.items).toBe(items)
    expect([...again.edits, ...again.findings]).toEqual([])
  })

  test('nothing is said or done without Tenants and objects of Tenants', () => {
    const others = [object('Namespace', 'a'), object('ServiceAccount', 'flux', 'a')]
    expect(plan(others)).toMatchObject({ edits: [], findings: [] })
    expect(plan(others).items).toBe(others)
  })
})

describe('what people and hosts did to an object', () => {
  const items = expanded([team])

  test('annotations of orchestrators are no difference, and stay', () => {
    const travelled = edited(items, 'RoleBinding/team/flux', (each) => ({
      ...each,
      metadata: {
        ...each.metadata,
        annotations: {
          ...each.metadata?.annotations,
          'internal.config.kubernetes.io/path': 'a.yaml',
          'config.kubernetes.io/index': '3',
          'kustomize.config.k8s.io/id': 'x',
          'internal.kpt.dev/upstream-identifier': 'y',
          'config.kubernetes.io/merge-source': 'z',
        },
      },
    }))
    expect(plan(travelled).items).toBe(travelled)
    const changed = edited(travelled, 'RoleBinding/team/flux', (each) => ({ ...each, extra: 1 }))
    const mended = plan(changed).items
    expect(valuesOf(mended)).toEqual(valuesOf(items))
    const binding = itemCalled(mended, 'RoleBinding/team/flux')
    expect(binding.annotation('internal.config.kubernetes.io/path')).toBe('a.yaml')
    expect(binding.annotation('config.kubernetes.io/merge-source')).toBe('z')
  })

  test.each<[string, string, (object: Record<string, unknown>) => object, string, string]>([
    [
      'a field with another value',
      'Kustomization/team/team',
      (each) => ({ ...each, spec: { ...mapAt(each['spec']), prune: false } }),
      'spec.prune',
      '`spec.prune` must be true, as the Tenant "team" has it, and it is false.',
    ],
    [
      'a field that is gone',
      'GitRepository/team/team',
      (each) => ({ ...each, spec: { url: source['url'], ref: { branch: 'main' } } }),
      'spec.interval',
      '`spec.interval` must be "5m0s", as the Tenant "team" has it, and it is not set.',
    ],
    [
      'a label that weakens pod security',
      'Namespace/team',
      (each) => ({
        ...each,
        metadata: {
          ...mapAt(each['metadata']),
          labels: {
            'toolkit.fluxcd.io/tenant': 'team',
            'pod-security.kubernetes.io/enforce': 'privileged',
          },
        },
      }),
      'metadata.labels.pod-security.kubernetes.io/enforce',
      '`metadata.labels["pod-security.kubernetes.io/enforce"]` must not be set, since the Tenant "team" does not say it, and it is "privileged".',
    ],
    [
      'one more subject of a binding',
      'RoleBinding/team/flux',
      (each) => ({
        ...each,
        subjects: [
          ...(each['subjects'] as object[]),
          { kind: 'ServiceAccount', name: 'default', namespace: 'team' },
        ],
      }),
      'subjects.1',
      '`subjects[1]` must not be set, since the Tenant "team" does not say it, and it is {"kind":"ServiceAccount","name":"default","namespace":"team"}.',
    ],
  ])('%s is put right, in place, with a warning that names it', (_, name, edit, path, message) => {
    const changed = edited(items, name, (each) => edit(each) as typeof each)
    const { items: mended, edits } = plan(changed)
    expect(mended.map(nameOf)).toEqual(items.map(nameOf))
    expect(valuesOf(mended)).toEqual(valuesOf(items))
    expect(told(edits)).toEqual([`tenant-object-differs ${name} ${path}`])
    expect(edits[0]?.message).toBe(message)
    const index = changed.findIndex((item) => nameOf(item) === name)
    expect((mended[index] as MadeItem).origin).toBe(changed[index])
    mended.forEach((item, at) => {
      if (at !== index) expect(item).toBe(changed[at])
    })
  })

  test('an object that is there twice is there once', () => {
    const copy = makeItem(itemCalled(items, 'RoleBinding/team/flux').object)
    const wrong = edited([copy], 'RoleBinding/team/flux', (each) => ({ ...each, extra: 1 }))
    const { items: after, edits } = plan([...wrong, ...items])
    expect(after).toEqual(items)
    expect(edits[0]?.message).toBe('The RoleBinding "flux" must not be there twice.')
  })

  test('another release of Flux changes the versions in place, and says nothing of a person', () => {
    const old = expanded([team], { flux: knownRelease('v0.41') })
    const { items: after, edits } = plan(old)
    expect(valuesOf(after)).toEqual(valuesOf(items))
    expect(told(edits)).toEqual([
      'tenant-object-outdated GitRepository/team/team apiVersion',
      'tenant-object-outdated Kustomization/team/team apiVersion',
    ])
  })
})

describe('what a Tenant no longer stands for', () => {
  test('is removed, with a warning; the account does not go before its Kustomization', () => {
    const items = expanded([team])
    const smaller = [tenantItem('team', {}), ...items.slice(1)]
    const { items: after, edits, findings } = plan(smaller)
    expect(objectsOf(after)).toEqual(five.slice(0, 3))
    expect(told(edits)).toEqual([
      'tenant-object-left GitRepository/team/team',
      'tenant-object-left Kustomization/team/team',
    ])
    expect(findings).toEqual([])
  })

  test('a namespace goes with all that is in it, and the warning says so', () => {
    const items = expanded([tenantItem('team', { namespaces: [{ name: 'a' }, { name: 'b' }] })])
    const { edits } = plan([tenantItem('team', { namespaces: [{ name: 'a' }] }), ...items.slice(1)])
    expect(edits.map(({ message }) => message)).toContain(
      'The Namespace "b" must not be there, since the Tenant "team" does not stand for it, and Flux deletes all that is in it.',
    )
  })

  test('objects of a Tenant that is not in the input are kept, with one warning each Tenant', () => {
    const other = tenantItem('other', {})
    const items = expanded([team, other])
    const part = items.filter((item) => item !== team)
    const { items: after, edits, findings } = plan(part)
    expect(after).toBe(part)
    expect(edits).toEqual([])
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'tenant-absent',
        'The Tenant "team" is not in the input: what was made from it is kept, 5 objects.',
      ],
    ])
  })

  test('in the last output of kustomize, which has no Tenants, one warning speaks for all', () => {
    const items = expanded([team, tenantItem('other', {})])
    const output = items.filter(({ kind }) => kind !== 'Tenant')
    const { items: after, findings } = plan(output)
    expect(after).toBe(output)
    expect(findings.map(({ message }) => message)).toEqual([
      'No Tenant is in the input: what was made from Tenants is kept, 8 objects.',
    ])
  })

  test('with `prune` they go, and the Kustomization must be gone before its account', () => {
    const items = expanded([team, tenantItem('other', {})])
    const part = items.filter((item) => item !== team)
    const { items: after, edits, findings } = plan(part, { prune: true })
    expect(objectsOf(after)).toEqual([
      'Namespace/other',
      'ServiceAccount/other/flux',
      'RoleBinding/other/flux',
    ])
    expect(told(edits)).toEqual(five.map((name) => `tenant-object-left ${name}`))
    expect(told(findings)).toEqual(['tenant-removed-at-once Kustomization/team/team'])
  })

  test('what goes with an object is told: all of a namespace, what a sync applied', () => {
    const losses = (prune: boolean) => {
      const items = expanded([tenantItem('team', { git: source, kustomization: { prune } })])
      const { edits } = plan([...items.slice(1), ...expanded([other])], { prune: true })
      return edits.map(({ message }) => /and Flux .*/.exec(message)?.[0] ?? '')
    }
    const namespace = 'and Flux deletes all that is in it.'
    expect(losses(true)).toEqual([namespace, '', '', '', 'and Flux deletes what it applied.'])
    expect(losses(false)).toEqual([namespace, '', '', '', ''])
  })

  test('a sync that prunes nothing may go together with its account', () => {
    const items = expanded([tenantItem('team', { git: source, kustomization: { prune: false } })])
    expect(plan([...items.slice(1), other], { prune: true }).findings).toEqual([])
  })

  test('`prune` without any Tenant is refused, whatever else is there: an input that lost its Tenants looks the same', () => {
    const made = expanded([team]).slice(1)
    for (const items of [
      made,
      [tenancy, object('ConfigMap', 'other'), ...made],
      made.slice(0, 1),
    ]) {
      const { items: after, edits, findings } = plan(items, { prune: true })
      expect(after).toBe(items)
      expect(edits).toEqual([])
      expect(findings.map(({ rule }) => rule)).toContain('prune-without-tenants')
    }
    const strangers = [object('ConfigMap', 'other')]
    expect(plan(strangers, { prune: true })).toMatchObject({ items: strangers, findings: [] })
  })

  const selected = (items: readonly Item[], prefix = 'internal.config.k8s.io') =>
    items.map((item) => {
      const annotations = {
        ...item.object.metadata?.annotations,
        [`${prefix}/kpt-resource-id`]: '1',
      }
      return incoming({ ...item.object, metadata: { ...item.object.metadata, annotations } })
    })

  test('what kpt selected out of a package is never the whole, whatever `prune` says', () => {
    for (const prefix of ['internal.config.k8s.io', 'internal.config.kubernetes.io']) {
      const items = selected(expanded([team]).slice(1), prefix)
      expect(plan(items, { prune: true }).items).toBe(items)
    }
  })

  test('a Tenant that kpt selected without all of its objects is an error: they may be in the rest', () => {
    const all = selected(expanded([team]))
    expect(plan(all)).toMatchObject({ items: all, edits: [], findings: [] })
    const part = all.filter(({ kind }) => kind !== 'RoleBinding' && kind !== 'Kustomization')
    const { items, findings } = plan(part)
    expect(items).toBe(part)
    expect(told(findings)).toEqual(['tenant-in-selection Tenant/team'])
  })
})

describe('what others own', () => {
  test.each([
    [
      object('Namespace', 'team'),
      '; if it is owned by others, set `create: false` in the Tenant; to hand it over, give it the annotation `fluxtenancy.dev/tenant: team//team`',
    ],
    [
      object('ServiceAccount', 'flux', 'team'),
      '; to hand it over, give it the annotation `fluxtenancy.dev/tenant: team/team/flux`',
    ],
  ])('is an error, and nothing is overwritten: %#', (foreign, remedy) => {
    const items = [foreign, team]
    const { items: after, edits, findings } = plan(items)
    expect(after).toBe(items)
    expect(edits).toEqual([])
    expect(told(findings)).toEqual([`tenant-object-foreign ${nameOf(foreign)}`])
    expect(findings[0]?.message).toBe(
      `The ${foreign.kind} "${foreign.name}" must not stand where one of the Tenant "team" goes: it was not made from it, and is not overwritten${remedy}.`,
    )
  })

  test('what is handed over as the error says is put right in its place, with what it was called', () => {
    const foreign = [object('Namespace', 'team'), object('ServiceAccount', 'flux', 'team')]
    const handed = foreign.map((item) => {
      const [, key = '', value = ''] =
        /annotation `(\S+): (\S+)`/.exec(messages([item, team])[0] ?? '') ?? []
      const metadata = { ...item.object.metadata, annotations: { [key]: value } }
      return incoming({ ...item.object, metadata })
    })
    const items = expanded([...handed, team])
    expect(items.slice(0, 2).map(nameOf)).toEqual(foreign.map(nameOf))
    expect(valuesOf(items)).toEqual(valuesOf(expanded([team])))
  })

  test('a namespace of others is left alone with `create: false`', () => {
    const foreign = object('Namespace', 'team')
    const shared = tenantItem('team', { namespaces: [{ name: 'team', create: false }] })
    const { items, findings } = plan([foreign, shared])
    expect(items[0]).toBe(foreign)
    expect(findings).toEqual([])
  })

  test('an object whose annotation a person took away is a foreign one', () => {
    const items = edited(expanded([team]), 'RoleBinding/team/flux', (each) => ({
      ...each,
      metadata: { name: 'flux', namespace: 'team' },
    }))
    expect(told(plan(items).findings)).toEqual(['tenant-object-foreign RoleBinding/team/flux'])
  })

  test('an annotation that names nobody makes nobody the owner', () => {
    for (const mark of ['team', 'team/team', 'team//', '/team/flux', 'a/b/c/d', '']) {
      const items = edited(expanded([team]), 'ServiceAccount/team/flux', (each) => ({
        ...each,
        metadata: { ...each.metadata, annotations: { 'fluxtenancy.dev/tenant': mark } },
      }))
      expect(told(plan(items).findings)).toEqual(['tenant-object-foreign ServiceAccount/team/flux'])
    }
  })

  test('objects of an absent Tenant are not taken over: it may claim the namespace elsewhere', () => {
    const before = expanded([tenantItem('old', { namespaces: [{ name: 'shared' }] })])
    const items = [tenantItem('new', { namespaces: [{ name: 'shared' }] }), ...before.slice(1)]
    const { items: after, findings } = plan(items)
    expect(after).toBe(items)
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(
      new Set(['tenant-object-foreign', 'tenant-absent']),
    )
    expect(findings[0]?.message).toContain(
      'it was made from the Tenant "old", which is not in the input, and is not overwritten; if the input is the whole package, set `spec.prune` to true.',
    )
    const whole = expanded(items, { prune: true })
    expect(valuesOf(whole)).toEqual(valuesOf(expanded([items[0] as Item])))
  })

  test('a namespace that one Tenant gives up and another takes changes hands in place', () => {
    const before = expanded([
      tenantItem('a', { namespaces: [{ name: 'a' }, { name: 'x' }] }),
      tenantItem('b', {}),
    ])
    const now = [
      tenantItem('a', { namespaces: [{ name: 'a' }] }),
      tenantItem('b', { namespaces: [{ name: 'b' }, { name: 'x' }] }),
    ]
    const after = expanded([...now, ...before.slice(2)])
    expect(valuesOf(after)).toEqual(valuesOf(expanded(now)))
  })
})

describe('what a host renamed', () => {
  const items = expanded([team])
  const prefixed = edited(items, 'ServiceAccount/team/flux', (each) => ({
    ...each,
    metadata: { ...each.metadata, name: 'prod-flux' },
  }))

  test('is an error that says to rename the Tenant, and is neither removed nor replaced', () => {
    for (const prune of [false, true]) {
      const { items: after, findings } = plan(prefixed, { prune })
      expect(after).toBe(prefixed)
      expect(told(findings)).toEqual([
        'tenant-object-renamed ServiceAccount/team/prod-flux metadata.name',
      ])
      expect(findings[0]?.message).toBe(
        'The ServiceAccount must be called "flux" in "team", as it was made from the Tenant "team", and is called "prod-flux" in "team": rename the Tenant instead, since Flux\'s references do not follow.',
      )
    }
  })

  test('by `namespace:` too, and where its Tenant is absent', () => {
    const moved = edited(items, 'GitRepository/team/team', (each) => ({
      ...each,
      metadata: { ...each.metadata, namespace: 'other' },
    }))
    const { findings } = plan(moved.slice(1), { prune: true })
    expect(told(findings)).toContain('tenant-object-renamed GitRepository/other/team metadata.name')
    const alone = moved.filter(({ kind }) => kind === 'GitRepository')
    expect(told(plan(alone).findings)).toEqual([
      'tenant-object-renamed GitRepository/other/team metadata.name',
    ])
  })
})

describe('what kustomize did to a Tenant', () => {
  const renamed = (annotations: object, metadata: object = {}) =>
    incoming({
      ...team.object,
      metadata: {
        ...team.object.metadata,
        ...metadata,
        annotations: { ...team.object.metadata?.annotations, ...annotations },
      },
    })
  const prefix = 'internal.config.kubernetes.io'

  test.each([
    [renamed({ [`${prefix}/prefixes`]: 'prod-' }), ['metadata.name']],
    [renamed({ [`${prefix}/suffixes`]: '-x' }), ['metadata.name']],
    [
      renamed({ [`${prefix}/previousNamespaces`]: 'default' }, { namespace: 'prod' }),
      ['metadata.namespace'],
    ],
    [renamed({ [`${prefix}/previousNamespaces`]: 'default' }), []],
    [renamed({ [`${prefix}/previousNames`]: 'team' }), []],
  ])('a name or namespace of its making is an error: %#', (item, fields) => {
    const { items, findings } = plan([item])
    expect(findings.map(({ rule, field }) => [rule, field?.path.join('.')])).toEqual(
      fields.map((field) => ['tenant-renamed', field]),
    )
    expect(items[0] === item && items.length === 1).toBe(fields.length > 0)
  })
})

describe('two Tenants', () => {
  test('of one name: an error that names both files', () => {
    const items = [tenantItem('a', {}, 'x/a.yaml'), tenantItem('a', {}, 'y/a.yaml')]
    expect(messages(items)).toContain(
      'Only one Tenant must be called "a", and two are: in "x/a.yaml" and in "y/a.yaml".',
    )
    expect(plan(items).items).toBe(items)
  })

  test('that claim one namespace, made or not: an error that names both', () => {
    const items = [
      tenantItem('a', {}, 'a.yaml'),
      tenantItem('b', { namespaces: [{ name: 'b' }, { name: 'a', create: false }] }, 'b.yaml'),
    ]
    const { findings } = plan(items)
    expect(findings.map(({ message, field }) => [message, field?.path])).toEqual([
      [
        'Only one Tenant must claim the namespace "a", and "a" and "b" do: in "a.yaml" and in "b.yaml".',
        ['spec', 'namespaces', 1, 'name'],
      ],
    ])
  })

  test('everything is told at once, with the fields of others that cannot be read', () => {
    const items = [
      tenantItem('a', {}),
      tenantItem('a', {}),
      tenantItem('b', { namespaces: [{ name: 'infra' }] }),
      tenantItem('c', { roel: 'view' }),
    ]
    const { findings } = plan(items, { installNamespaces: ['infra'] })
    expect(findings.map(({ rule }) => rule)).toEqual([
      'invalid-tenant',
      'two-tenants',
      'namespace-of-flux',
    ])
  })
})

test('a Tenant and a FluxTenancy are marked, so that they are never applied', () => {
  const bare = makeItem({ ...team.object, metadata: { name: 'team' } })
  const wrong = makeItem({
    ...team.object,
    metadata: { name: 'b', annotations: { 'config.kubernetes.io/local-config': 'false' } },
  })
  const config = makeItem({ ...bare.object, kind: 'FluxTenancy', spec: {} })
  const { items, edits } = plan([bare, wrong, config])
  for (const item of items.slice(0, 3)) {
    expect(item.annotation('config.kubernetes.io/local-config')).toBe('true')
  }
  expect(told(edits).filter((line) => line.startsWith('config-unmarked'))).toHaveLength(3)
  expect(plan(items).items).toBe(items)
})

describe('the release of Flux', () => {
  test('before v0.26 is refused: nothing separates tenants', () => {
    const { items, findings } = plan([team], { flux: knownRelease('v0.25') })
    expect(items).toEqual([team])
    expect(told(findings)).toEqual(['tenant-flux-too-old'])
  })

  test('before v0.39 a changed role needs a hand, and a result says so instead of the annotation', () => {
    const { items, findings } = plan([team], { flux: knownRelease('v0.38') })
    const force = 'kustomize.toolkit.fluxcd.io/force'
    expect(itemCalled(items, 'RoleBinding/team/flux').annotation(force)).toBeUndefined()
    expect(told(findings)).toEqual(['role-change-stops'])
    const newer = plan([team], { flux: knownRelease('v0.39') })
    expect(itemCalled(newer.items, 'RoleBinding/team/flux').annotation(force)).toBe('enabled')
    expect(newer.findings).toEqual([])
  })
})

test('what is wrong with the defaults is told once, not by every Tenant', () => {
  const defaults = { kustomization: { intervall: '1m' } }
  const { findings } = plan([team, tenantItem('b', { git: source })], { defaults })
  expect(findings.map(({ rule }) => rule)).toEqual(['invalid-tenant'])
  expect(findings[0]?.message).toContain('`spec.tenantDefaults.kustomization.intervall`')
})

test('defaults that change reach every Tenant that was made before', () => {
  const items = expanded([team])
  const after = expanded(items, { defaults: { role: 'admin' } })
  expect(itemCalled(after, 'RoleBinding/team/flux').object['roleRef']).toMatchObject({
    name: 'admin',
  })
})
