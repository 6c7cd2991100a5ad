import type { Item } from '../krm/item.ts'
import { makeItem } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { deployment, firstContainer } from '../lockdown/arbitrary.ts'
import { type FunctionKind, functionKinds, functionSummaries, runFunction } from './registry.ts'

const apiVersion = 'fluxtenancy.dev/v1alpha1'
const controller = deployment('notification-controller')

function config(
  spec: unknown,
  { kind = 'FluxTenancy', name = 'production', isLocal = true } = {},
): KubernetesObject {
  const annotations = { 'config.kubernetes.io/local-config': 'true' }
  return { apiVersion, kind, metadata: { name, ...(isLocal && { annotations }) }, spec }
}

function run(
  items: readonly Item[],
  functionConfig?: KubernetesObject,
  defaultKind: FunctionKind = 'FluxTenancy',
) {
  const list = runFunction({ items, functionConfig, results: [] }, defaultKind)
  return {
    items: list.items,
    isLocked: list.items.some(
      (item) =>
        item.kind === 'Deployment' &&
        (firstContainer(item)['args'] as string[]).includes('--no-cross-namespace-refs=true'),
    ),
    rules: list.results.map(({ severity, tags }) => `${severity} ${tags?.['rule']}`),
    results: list.results,
  }
}

const multi = { securityProfile: 'multi-tenant' }
const single = { securityProfile: 'single-tenant' }

describe('which configuration counts', () => {
  test('none: nothing is locked', () => {
    expect(run([controller])).toMatchObject({ isLocked: false, rules: ['info no-profile'] })
  })

  test("kpt's placeholder: nothing is locked", () => {
    const placeholder = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'function-input' },
      data: {},
    }
    expect(run([controller], placeholder)).toMatchObject({
      isLocked: false,
      rules: ['info no-profile'],
    })
  })

  test('the functionConfig', () => {
    expect(run([controller], config(multi))).toMatchObject({ isLocked: true, rules: [] })
  })

  test('the only FluxTenancy among the items', () => {
    expect(run([controller, makeItem(config(multi))]).isLocked).toBe(true)
  })

  test('an item never overrides the functionConfig', () => {
    const item = makeItem(config(single, { name: 'other' }))
    expect(run([controller, item], config(multi)).isLocked).toBe(true)
    expect(run([controller, makeItem(config(multi))], config(single)).isLocked).toBe(false)
  })

  test('two among the items are an error that names both', () => {
    const items = [controller, makeItem(config(multi)), makeItem(config(multi, { name: 'b' }))]
    const { rules, results, items: after } = run(items)
    expect(rules).toEqual(['error two-configs'])
    expect(results[0]?.message).toMatch(/"production" and "b"/)
    expect(after).toBe(items)
  })

  test('two among the items do not matter where a functionConfig is given', () => {
    const items = [controller, makeItem(config({})), makeItem(config({}, { name: 'b' }))]
    expect(run(items, config(multi))).toMatchObject({ isLocked: true, rules: [] })
  })

  test('the functionConfig met again among the items is one object, and its problems are told once', () => {
    const wrong = config({ securityProfil: 'x' })
    expect(run([controller, makeItem(wrong)], wrong).rules).toEqual(['error invalid-config'])
    expect(run([controller, makeItem(config(multi))], config(multi)).isLocked).toBe(true)
  })

  test('an item of our group that does not count is held to its schema too', () => {
    const item = makeItem(config({ securityProfil: 'x' }, { kind: 'TenancyCheck' }))
    const { isLocked, rules } = run([controller, item], config(multi))
    expect(isLocked).toBe(false)
    expect(rules).toEqual(['error invalid-config', 'error invalid-config'])
  })

  test('a kind or version of our group that is unknown is an error', () => {
    const team = makeItem({ apiVersion, kind: 'Team', metadata: { name: 'a' } })
    const later = makeItem({ ...config(multi), apiVersion: 'fluxtenancy.dev/v2' })
    expect(run([controller, team], config(multi)).rules).toEqual(['error invalid-config'])
    expect(run([controller, later], config(multi)).rules).toEqual(['error invalid-config'])
  })

  test('one without a type is an error on it, and the items stay', () => {
    const untyped = { metadata: { name: 'a' } } as unknown as KubernetesObject
    for (const kind of functionKinds) {
      const { items, rules, results } = run([controller], untyped, kind)
      expect(items).toEqual([controller])
      expect(rules).toEqual(['error invalid-config'])
      expect(results[0]?.resourceRef).toEqual({ apiVersion: '', kind: '', name: 'a' })
    }
    const item = makeItem({ apiVersion, metadata: { name: 'a' } } as unknown as KubernetesObject)
    expect(run([controller, item], config(multi)).rules).toEqual(['error invalid-config'])
  })

  test('an empty one is none', () => {
    const empty = {} as unknown as KubernetesObject
    expect(run([controller], empty).isLocked).toBe(false)
    expect(run([controller, makeItem(config(multi))], empty).isLocked).toBe(true)
    expect(run([controller], empty, 'TenancyCheck').rules).toEqual(['error invalid-config'])
  })

  test('a foreign configuration is an error', () => {
    const foreign = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } }
    expect(run([controller], foreign).rules).toEqual(['error invalid-config'])
  })
})

describe('TenancyCheck', () => {
  const check = config(multi, { kind: 'TenancyCheck' })

  test('is what runs where the configuration says so', () => {
    const { items, rules } = run([controller], check)
    expect(items).toEqual([controller])
    expect(rules).toContain('error flag-missing')
  })

  test('run as the validator, a FluxTenancy is checked and nothing is edited', () => {
    const { isLocked, rules } = run([controller], config(multi), 'TenancyCheck')
    expect(isLocked).toBe(false)
    expect(rules).toContain('error flag-missing')
    const items = [controller, makeItem(config(multi))]
    expect(run(items, undefined, 'TenancyCheck').rules).toContain('error flag-missing')
  })

  test('without a profile it is an error', () => {
    expect(run([controller], undefined, 'TenancyCheck').rules).toEqual(['error invalid-config'])
    expect(run([controller], config({}), 'TenancyCheck').rules).toEqual(['error invalid-config'])
  })

  test('without a controller it fails', () => {
    const { rules, results } = run([], check)
    expect(rules).toEqual(['error no-controller'])
    expect(results[0]?.tags).toEqual({ class: 'unsure', rule: 'no-controller' })
    expect(run([], config(multi)).rules).toEqual(['warning no-controller'])
  })

  const misplaced = 'TenancyCheckBelongsUnderValidators'
  const kinds = (items: readonly Item[]) => items.map(({ kind }) => kind)
  const withAnnotation = (item: Item, key: string) =>
    makeItem({ ...item.object, metadata: { ...item.object.metadata, annotations: { [key]: '1' } } })

  test('items of kustomize are answered with the one object that no server takes', () => {
    const items = [withAnnotation(controller, 'kustomize.config.k8s.io/id'), controller]
    const answer = run(items, check).items
    expect(kinds(answer)).toEqual([misplaced])
    expect(run(answer, config(multi)).rules).toEqual(['error validator-misplaced'])
  })

  test('kustomize without resources sends the functionConfig as the only item', () => {
    expect(kinds(run([makeItem(check)], check).items)).toEqual([misplaced])
    expect(kinds(run([makeItem(check), controller], check).items)).toHaveLength(2)
  })

  test('a package of kpt with nothing but the configuration is echoed', () => {
    const item = withAnnotation(makeItem(check), 'internal.config.kubernetes.io/path')
    expect(run([item], check).items).toEqual([item])
  })
})

test('a FluxTenancy among the items is marked, so that it is not applied', () => {
  const item = makeItem(config(multi, { isLocal: false }))
  const { items } = run([controller, item])
  expect(items[1]?.annotation('config.kubernetes.io/local-config')).toBe('true')
  expect(run(items).items[1]).toBe(items[1])
  // a part of a package comes back as it is
  expect(run([item]).items).toEqual([item])
})

test('every kind has a summary', () => {
  for (const kind of functionKinds) expect(functionSummaries[kind]).toMatch(/\.$/)
})
