import fc from 'fast-check'
import type { SecurityProfile } from '../api/security-profile.ts'
import type { Item } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { hasErrors } from '../krm/result.ts'
import { accountOf } from '../lockdown/applied.ts'
import { containersIn, damagedItems } from '../lockdown/arbitrary.ts'
import { runFunction } from './registry.ts'

function run(
  items: readonly Item[],
  kind: 'FluxTenancy' | 'TenancyCheck',
  securityProfile: SecurityProfile,
  defaultServiceAccount?: string,
) {
  const flux = defaultServiceAccount === undefined ? {} : { defaultServiceAccount }
  const functionConfig = {
    apiVersion: 'fluxtenancy.dev/v1alpha1',
    kind,
    metadata: { name: 'law' },
    spec: { securityProfile, flux },
  }
  return runFunction({ items, functionConfig, results: [] }, 'FluxTenancy')
}

function set(items: readonly Item[], profile: SecurityProfile, account?: string): readonly Item[] {
  const list = run(items, 'FluxTenancy', profile, account)
  expect(list.results.filter(({ severity }) => severity === 'error')).toEqual([])
  return list.items
}

const valueFlags = ['log-level', 'concurrent', 'default-service-account']

/** What pflag makes of one container, in a few lines of its own; a bare boolean is true, the last value wins. */
function oracle({ command, args }: PlainMap): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  const entries = [...((command ?? ['x']) as string[]).slice(1), ...((args ?? []) as string[])]
  while (entries.length > 0) {
    const entry = entries.shift() ?? ''
    if (entry === '--') break
    if (!entry.startsWith('--')) continue
    const [name = '', ...value] = entry.slice(2).split('=')
    if (value.length > 0) values[name] = value.join('=')
    else values[name] = valueFlags.includes(name) ? (entries.shift() ?? '') : 'true'
  }
  return values
}

const owned = ['no-cross-namespace-refs', 'no-remote-bases', 'default-service-account']
const booleans: Readonly<Record<string, string>> = { T: 'true', 1: 'true', 0: 'false' }

/** For every controller its owned flags in force, a default being the same as no flag; then the accounts of the objects. */
function effective(items: readonly Item[]): unknown {
  return items.map((item) => {
    // an empty account is none
    if (item.kind !== 'Deployment') return accountOf(item)
    const component = String(item.object.metadata?.labels?.['app.kubernetes.io/component'])
    return containersIn(item).map((container) => {
      const values = oracle(container)
      return owned
        .filter((flag) => flagsOf(component).includes(flag))
        .map((flag) => booleans[values[flag] ?? ''] ?? values[flag] ?? '')
        .map((value) => (value === 'false' ? '' : value))
    })
  })
}

function flagsOf(controller: string): readonly string[] {
  if (controller === 'kustomize-controller') return owned
  if (controller === 'helm-controller') return [owned[0] ?? '', owned[2] ?? '']
  return controller === 'source-controller' ? [] : [owned[0] ?? '']
}

const profiles = fc.constantFrom<SecurityProfile>('multi-tenant', 'single-tenant')
const account = fc.constantFrom(undefined, 'flux', 'tenant')

test('multi-tenant: every controller ends with what the profile wants, by the oracle', () => {
  fc.assert(
    fc.property(damagedItems, (items) => {
      for (const item of set(items, 'multi-tenant', 'flux')) {
        const controller = item.object.metadata?.labels?.['app.kubernetes.io/component']
        if (item.kind !== 'Deployment' || controller === undefined) continue
        const values = oracle(containersIn(item).at(-1) ?? {})
        for (const flag of flagsOf(String(controller))) {
          const wanted = flag === 'default-service-account' ? ['flux'] : ['true', 'T', '1']
          expect(wanted).toContain(values[flag])
        }
      }
    }),
  )
})

test('idempotent: a second run gives the very same items', () => {
  fc.assert(
    fc.property(damagedItems, profiles, account, (items, profile, name) => {
      const once = set(items, profile, name)
      const twice = set(once, profile, name)
      twice.forEach((item, index) => {
        expect(item).toBe(once[index])
      })
    }),
  )
})

test('reversible in effective values, with the account given', () => {
  fc.assert(
    fc.property(damagedItems, (items) => {
      const multi = set(items, 'multi-tenant', 'flux')
      const single = set(items, 'single-tenant', 'flux')
      expect(effective(set(multi, 'single-tenant', 'flux'))).toEqual(effective(single))
      expect(effective(set(single, 'multi-tenant', 'flux'))).toEqual(effective(multi))
    }),
  )
})

test('the order of the items does not matter', () => {
  fc.assert(
    fc.property(damagedItems, profiles, account, (items, profile, name) => {
      const forwards = set(items, profile, name).map(({ object }) => object)
      const backwards = set([...items].reverse(), profile, name).map(({ object }) => object)
      expect([...backwards].reverse()).toEqual(forwards)
    }),
  )
})

test('TenancyCheck tells drift if and only if FluxTenancy changes something, and changes nothing', () => {
  fc.assert(
    fc.property(damagedItems, profiles, account, (items, profile, name) => {
      const changed = set(items, profile, name).some((item, index) => item !== items[index])
      const check = run(items, 'TenancyCheck', profile, name)
      expect(check.items).toBe(items)
      expect(check.results.some(({ tags }) => tags?.['class'] === 'drift')).toBe(changed)
      const after = run(set(items, profile, name), 'TenancyCheck', profile, name)
      expect(after.results.filter(({ tags }) => tags?.['class'] === 'drift')).toEqual([])
    }),
  )
})

function isBystander({ kind, name }: Item): boolean {
  return kind === 'ConfigMap' || name === 'operator'
}

test('what nobody means stays the same item, and no input is changed', () => {
  fc.assert(
    fc.property(damagedItems, profiles, (items, profile) => {
      const before = JSON.stringify(items.map(({ object }) => object))
      const after = set(items, profile)
      items.forEach((item, index) => {
        if (item.namespace === 'tenant' || isBystander(item)) expect(after[index]).toBe(item)
      })
      expect(JSON.stringify(items.map(({ object }) => object))).toBe(before)
    }),
  )
})

test('every result has a severity, a rule and, on an error of a check, a class', () => {
  fc.assert(
    fc.property(damagedItems, profiles, (items, profile) => {
      const { results } = run(items, 'TenancyCheck', profile)
      for (const { severity, tags } of results) {
        expect(tags?.['rule']).toBeDefined()
        if (severity === 'error') expect(tags?.['class']).toBeDefined()
      }
      expect(hasErrors(run(items, 'FluxTenancy', profile).results)).toBe(false)
    }),
  )
})
