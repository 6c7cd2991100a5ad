import { apiVersion } from '../api/group.ts'
import { type Item, makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { deployment } from '../lockdown/arbitrary.ts'
import { incoming, itemCalled, objectsOf, source, tenantItem } from '../tenants/fixture.ts'
import { runFunction } from './registry.ts'

function run(items: readonly Item[], spec?: PlainMap, kind = 'FluxTenancy') {
  const functionConfig = spec && { apiVersion, kind, metadata: { name: 'production' }, spec }
  const list = runFunction({ items, functionConfig, results: [] }, 'FluxTenancy')
  return {
    items: list.items,
    rules: list.results.map(({ severity, tags }) => `${severity} ${tags?.['rule']}`),
    drift: list.results.filter(({ tags }) => tags?.['class'] === 'drift').length,
    messages: list.results.map(({ message }) => message),
  }
}

const team = tenantItem('team', { git: source })
const multi = { securityProfile: 'multi-tenant' }
const kustomizeController = (args: readonly string[] = [], changes: PlainMap = {}) =>
  deployment('kustomize-controller', { args, ...changes })
const argumentsIn = (items: readonly Item[]) =>
  JSON.stringify(items.find(({ kind }) => kind === 'Deployment')?.object['spec'])

describe('one function does both', () => {
  test('without a configuration Tenants are expanded and nothing is locked', () => {
    const { items, rules } = run([team])
    expect(objectsOf(items)).toHaveLength(5)
    expect(rules).toEqual([])
    const locked = run([kustomizeController(), team])
    expect(argumentsIn(locked.items)).not.toContain('no-cross-namespace')
    expect(locked.rules).toEqual(['warning tenants-unlocked', 'info no-profile'])
  })

  test('with a profile the controllers are locked too, and a second run changes nothing', () => {
    const once = run([kustomizeController(), team], multi)
    expect(argumentsIn(once.items)).toContain('--default-service-account=flux')
    expect(objectsOf(once.items)).toHaveLength(6)
    expect(once.rules).toEqual([])
    const twice = run(once.items, multi)
    expect(twice.items).toEqual(once.items)
    twice.items.forEach((item, at) => {
      expect(item).toBe(once.items[at])
    })
    expect(twice.rules).toEqual([])
  })

  test('single-tenant with Tenants is a warning', () => {
    const { rules } = run([kustomizeController(), team], { securityProfile: 'single-tenant' })
    expect(rules).toEqual(['warning tenants-unlocked'])
  })

  test('Tenants alone are a whole input for a profile', () => {
    expect(run([team], multi).rules).toEqual([])
    expect(run([tenantItem('a', { nonsense: 1 })], multi).rules).toEqual(['error invalid-tenant'])
  })

  test('an error of either half stops both', () => {
    const wrong = [kustomizeController(), tenantItem('team', { roel: 'view' })]
    expect(run(wrong, multi).items).toBe(wrong)
    const unknown = [kustomizeController([], { image: 'x/kustomize-controller' }), team].map(
      (item) =>
        item.kind === 'Deployment'
          ? makeItem({
              ...item.object,
              metadata: { name: 'kustomize-controller', namespace: 'flux-system' },
            })
          : item,
    )
    const { items, rules } = run(unknown, multi)
    expect(rules).toContain('error unknown-version')
    expect(items).toBe(unknown)
  })
})

describe('what the input says of Flux', () => {
  const versions = (items: readonly Item[]) => [
    itemCalled(items, 'GitRepository/team/team').apiVersion,
    itemCalled(items, 'Kustomization/team/team').apiVersion,
  ]

  test('the version of the controllers decides on API versions', () => {
    const old = kustomizeController([], {
      image: 'ghcr.io/fluxcd/kustomize-controller:v0.20.1',
    })
    expect(versions(run([old, team]).items)).toEqual([
      'source.toolkit.fluxcd.io/v1beta1',
      'kustomize.toolkit.fluxcd.io/v1beta2',
    ])
    expect(versions(run([team]).items)[0]).toBe('source.toolkit.fluxcd.io/v1')
  })

  test('`flux.version` comes before it', () => {
    const { items } = run([kustomizeController(), team], { flux: { version: 'v0.35.0' } })
    expect(versions(items)[0]).toBe('source.toolkit.fluxcd.io/v1beta2')
  })

  test('controllers of releases that want other versions are a warning; the oldest counts', () => {
    const old = deployment('source-controller', {
      image: 'ghcr.io/fluxcd/source-controller:v0.25.0',
    })
    const { items, rules } = run([kustomizeController(), old, team])
    expect(versions(items)[0]).toBe('source.toolkit.fluxcd.io/v1beta2')
    expect(rules).toContain('warning tenant-flux-unsure')
    expect(run([kustomizeController(), old]).rules).not.toContain('warning tenant-flux-unsure')
  })

  test('the default account that is there, or that is configured, is that of the Tenants', () => {
    const present = kustomizeController(['--default-service-account=apply'])
    const account = (items: readonly Item[]) =>
      items.find(({ kind }) => kind === 'ServiceAccount')?.name
    expect(account(run([present, team]).items)).toBe('apply')
    expect(account(run([present, team], multi).items)).toBe('apply')
    const configured = { ...multi, flux: { defaultServiceAccount: 'other' } }
    expect(account(run([present, team], configured).items)).toBe('other')
    expect(account(run([team], configured).items)).toBe('other')
  })

  test.each([
    [[kustomizeController(['--default-service-account=default']), team], {}],
    [[team], { flux: { defaultServiceAccount: 'default' } }],
  ])('never `default`: %#', (items, spec) => {
    const { items: after, rules } = run(items, spec)
    expect(after.find(({ kind }) => kind === 'ServiceAccount')?.name).toBe('flux')
    expect(rules).toContain('info account-not-default')
  })

  test("the namespace of an install is no tenant's, whatever it is called", () => {
    const here = deployment('kustomize-controller', {}, { namespace: 'infra' })
    const { rules, messages } = run([here, tenantItem('infra')])
    expect(rules).toContain('error namespace-of-flux')
    expect(messages).toContain(
      'The namespace of a Tenant must not be "infra", in which the controllers of Flux run.',
    )
  })

  test('nor is that of a FluxInstance, whose controllers are not in the input', () => {
    const instance = makeItem({
      ...{ apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance' },
      ...{ metadata: { name: 'flux', namespace: 'infra' }, spec: {} },
    })
    expect(run([instance, tenantItem('infra')]).rules).toContain('error namespace-of-flux')
  })

  test('a controller need not be readable where there are no Tenants', () => {
    const item: Item = {
      ...kustomizeController(),
      get object(): never {
        throw new Error('It was parsed.')
      },
    }
    expect(() => run([item])).not.toThrow()
    expect(() => run([item, team])).toThrow('It was parsed.')
  })
})

describe('TenancyCheck', () => {
  const check = (items: readonly Item[], spec: PlainMap = multi) => run(items, spec, 'TenancyCheck')

  test('tells what FluxTenancy would make, and makes nothing', () => {
    const items = [team]
    const { items: after, rules } = check(items)
    expect(after).toBe(items)
    expect(rules).toEqual(Array(5).fill('error tenant-object-missing'))
    expect(check(run(items, multi).items).rules).toEqual([])
  })

  test('a kept object of an absent Tenant is a warning and no drift', () => {
    const items = run([team], multi).items.slice(1)
    expect(check(items)).toMatchObject({ drift: 0 })
    expect(check(items).rules).toContain('warning tenant-absent')
    const whole = { ...multi, prune: true }
    expect(check([...items, tenantItem('other', {})], whole).drift).toBe(5 + 3)
    // of all that is there nothing would be left, so FluxTenancy refuses and edits nothing
    expect(check(items, whole)).toMatchObject({ drift: 0 })
    expect(check(items, whole).rules).toContain('error prune-without-tenants')
  })
})

test('a Tenant of another version, or of no known kind, is an error', () => {
  const later = incoming({ ...team.object, apiVersion: 'fluxtenancy.dev/v2' })
  const misspelt = incoming({ ...team.object, kind: 'Tennant' })
  for (const item of [later, misspelt]) {
    const items = [item, team]
    expect(run(items).rules).toEqual(['error invalid-config'])
    expect(run(items).items).toBe(items)
  }
})

test('`tenantDefaults` are those of the configuration that counts', () => {
  const { items } = run([team], { tenantDefaults: { role: 'admin', git: { interval: '1h' } } })
  expect(itemCalled(items, 'RoleBinding/team/flux').object['roleRef']).toMatchObject({
    name: 'admin',
  })
  expect(itemCalled(items, 'GitRepository/team/team').object['spec']).toMatchObject({
    interval: '1h',
  })
})
