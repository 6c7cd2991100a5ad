import fc from 'fast-check'
import { type Item, makeItem } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import { incoming, plan, tenantItem, valuesOf } from './fixture.ts'

/*
 * A package and what happens to it: people write Tenants, edit objects by hand and move files; hosts run the function on all of it or on a
 * part, and put back what comes out. After one last run on the whole package it is as if nothing had ever been there but the Tenants.
 */

interface TenantState {
  readonly name: string
  readonly namespaces: readonly { readonly name: string; readonly create: boolean }[] | undefined
  readonly role: string | undefined
  readonly serviceAccount: string | undefined
  readonly hasGit: boolean
  readonly labels: Readonly<Record<string, string>> | undefined
  readonly file: string
}

const tenantState: fc.Arbitrary<TenantState> = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  namespaces: fc.option(
    fc.uniqueArray(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), create: fc.boolean() }),
      { minLength: 1, maxLength: 3, selector: ({ name }) => name },
    ),
    { nil: undefined },
  ),
  role: fc.constantFrom(undefined, 'admin', 'edit'),
  serviceAccount: fc.constantFrom(undefined, 'deployer'),
  hasGit: fc.boolean(),
  labels: fc.constantFrom(undefined, { team: 'x' }, { team: 'y', other: 'z' }),
  file: fc.constantFrom('t.yaml', 'one/t.yaml', 'two/t.yaml'),
})

function itemOf({ name, namespaces, role, serviceAccount, hasGit, labels, file }: TenantState) {
  const spec = {
    ...(namespaces && { namespaces }),
    ...(role && { role }),
    ...(serviceAccount && { serviceAccount }),
    ...(hasGit && { git: { url: `ssh://git@example.org/${name}` } }),
    ...(labels && { labels }),
  }
  return tenantItem(name, spec, file)
}

type Step =
  | { readonly kind: 'write'; readonly tenants: readonly TenantState[] }
  | { readonly kind: 'hand'; readonly at: number; readonly edit: number }
  | { readonly kind: 'copy'; readonly at: number }
  | { readonly kind: 'lose'; readonly at: number }
  | { readonly kind: 'shuffle'; readonly by: number }
  | { readonly kind: 'run'; readonly prune: boolean; readonly flux: Flux }
  | { readonly kind: 'part'; readonly keep: readonly boolean[]; readonly flux: Flux }
  | { readonly kind: 'without Tenants' }

type Flux = 'old' | 'new'
const releases = {
  old: { major: 0, minor: 35, patch: 0, prerelease: '' },
  new: { major: 2, minor: 9, patch: 3, prerelease: '' },
} as const

const flux = fc.constantFrom<Flux>('old', 'new')
const tenants = fc.uniqueArray(tenantState, { maxLength: 3, selector: ({ name }) => name })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: tenants.map((each): Step => ({ kind: 'write', tenants: each })) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('run'), prune: fc.boolean(), flux }) },
  fc.record({ kind: fc.constant('hand'), at: fc.nat(40), edit: fc.nat(3) }),
  fc.record({ kind: fc.constant('copy'), at: fc.nat(40) }),
  fc.record({ kind: fc.constant('lose'), at: fc.nat(40) }),
  fc.record({ kind: fc.constant('shuffle'), by: fc.nat(40) }),
  fc.record({
    kind: fc.constant('part'),
    keep: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    flux,
  }),
  fc.constant<Step>({ kind: 'without Tenants' }),
) as fc.Arbitrary<Step>

const isTenant = ({ kind }: Item) => kind === 'Tenant'

function after(items: readonly Item[], happened: Step): readonly Item[] {
  switch (happened.kind) {
    case 'write':
      return [...happened.tenants.map(itemOf), ...items.filter((item) => !isTenant(item))]
    case 'hand':
      return changedAt(items, happened.at, (item) => [byHand(item, happened.edit)])
    case 'copy':
      return changedAt(items, happened.at, (item) => [item, incoming(item.object)])
    case 'lose':
      return changedAt(items, happened.at, () => [])
    case 'shuffle':
      return rotated(items, happened.by)
    case 'run':
      return plan(items, { prune: happened.prune, flux: releases[happened.flux] }).items
    case 'part': {
      const isPart = (_: Item, at: number) => happened.keep[at % happened.keep.length] ?? false
      const part = items.filter(isPart)
      const rest = items.filter((item, at) => !isPart(item, at))
      return [...rest, ...plan(part, { flux: releases[happened.flux] }).items]
    }
    case 'without Tenants': {
      const output = plan(items.filter((item) => !isTenant(item))).items
      return [...items.filter(isTenant), ...output]
    }
  }
}

function rotated(items: readonly Item[], by: number): readonly Item[] {
  const at = items.length === 0 ? 0 : by % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}

/** An object that was made from a Tenant is changed; a Tenant is left to `write`. */
function changedAt(
  items: readonly Item[],
  at: number,
  change: (item: Item) => readonly Item[],
): readonly Item[] {
  const made = items.filter((item) => !isTenant(item))
  const target = made[at % (made.length || 1)]
  return items.flatMap((item) => (item === target ? change(item) : item))
}

function byHand({ object }: Item, edit: number): Item {
  const metadata = { ...object.metadata }
  switch (edit) {
    case 0:
      return incoming({ ...object, metadata: { ...metadata, labels: { by: 'hand' } } })
    case 1:
      return incoming({ ...object, subjects: [], spec: { suspend: true } })
    case 2: {
      const annotations = { ...mapAt(metadata.annotations), 'config.kubernetes.io/path': 'x.yaml' }
      return incoming({ ...object, metadata: { ...metadata, annotations } })
    }
    default: {
      const { labels: _, ...rest } = metadata
      return incoming({ apiVersion: object.apiVersion, kind: object.kind, metadata: rest })
    }
  }
}

/** Tenants that do not contradict each other. */
function isSound(states: readonly TenantState[]): boolean {
  const claimed = states.flatMap(({ name, namespaces }) =>
    namespaces ? namespaces.map((each) => each.name) : [name],
  )
  return new Set(claimed).size === claimed.length
}

const sound = tenants.filter(isSound)

function lived(steps: readonly Step[]): readonly Item[] {
  return steps.reduce(after, [] as readonly Item[])
}

test('whatever happened before, the last state is the fresh one', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), sound, (steps, states) => {
      const items = [...states.map(itemOf), ...lived(steps).filter((item) => !isTenant(item))]
      const { items: last, findings } = plan(items, { prune: true })
      if (states.length === 0 && items.length > 0) {
        expect(findings.map(({ rule }) => rule)).toContain('prune-without-tenants')
        expect(last).toBe(items)
        return
      }
      expect(findings.filter(({ rule }) => rule.startsWith('tenant-object'))).toEqual([])
      const fresh = plan(states.map(itemOf)).items
      expect(valuesOf(last)).toEqual(valuesOf(fresh))
      expect(plan(last, { prune: true }).items).toBe(last)
      expect(plan(last, { prune: true }).edits).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('without `prune` it is the fresh one and what was made from Tenants that are absent, nothing of which is lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), sound, (steps, states) => {
      const before = lived(steps).filter((item) => !isTenant(item))
      const names = new Set(states.map(({ name }) => name))
      const absent = before.filter(
        (item) => !names.has(item.annotation('fluxtenancy.dev/tenant')?.split('/')[0] ?? ''),
      )
      const items = [...states.map(itemOf), ...before]
      const { items: last, findings } = plan(items)
      if (findings.some(({ rule }) => rule === 'tenant-object-foreign')) {
        // a namespace that an absent Tenant had is claimed by another: refused
        expect(last).toBe(items)
        return
      }
      const kept = new Set(last)
      for (const item of absent) expect(kept.has(item)).toBe(true)
      const fresh = plan(states.map(itemOf)).items
      expect(valuesOf(last.filter((item) => !absent.includes(item)))).toEqual(valuesOf(fresh))
    }),
    { numRuns: 80 },
  )
})

test('the order of the items does not matter', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), sound, fc.nat(40), (steps, states, by) => {
      const items = [...states.map(itemOf), ...lived(steps).filter((item) => !isTenant(item))]
      const forwards = plan(items, { prune: true }).items
      const backwards = plan(rotated([...items].reverse(), by), { prune: true }).items
      expect(valuesOf(backwards)).toEqual(valuesOf(forwards))
    }),
    { numRuns: 80 },
  )
})

test('there is an edit if and only if something changes, and what is refused is left as it is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, prune) => {
      const items = lived(steps)
      const before = JSON.stringify(items.map(({ object }) => object))
      const { items: next, edits } = plan(items, { prune })
      expect(edits.length > 0).toBe(next !== items)
      if (next !== items) expect(valuesOf(next)).not.toEqual(valuesOf(items))
      expect(JSON.stringify(items.map(({ object }) => object))).toBe(before)
    }),
    { numRuns: 150 },
  )
})

test('an object of nobody stays the same item through every history', () => {
  const stranger = makeItem({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (steps, prune) => {
      const { items } = plan([stranger, ...lived(steps)], { prune })
      expect(items.filter((item) => item === stranger)).toHaveLength(1)
    }),
    { numRuns: 80 },
  )
})
