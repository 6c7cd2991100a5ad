import type { Item } from '../krm/item.ts'
import { readList } from '../yaml/read.ts'
import { handedItems, incomingItem, itemsAfter, type KptObject } from './kpt-items.ts'

const keyOf = ({ kind, metadata }: KptObject) => `${kind}/${(metadata as { name?: string }).name}`
const named = (name: string) => `kind: X\napiVersion: v1\nmetadata: {name: ${name}}\n`
const bare = ['kind: X\napiVersion: v1\n', 'no: object\n']
const items: readonly Item[] = readList(
  [...['a', 'b', 'a'].map(named), ...bare].join('---\n'),
).items
const { handed, shadowed } = handedItems(items, keyOf)
const copies = handed.map(({ copy }) => copy)

test('objects are handed by key, the last of several, and what is no object is not', () => {
  expect(handed.map(({ item }) => items.indexOf(item))).toEqual([2, 1])
  expect(shadowed).toEqual([items[0]])
})

test('what was not touched is the same item, in its place', () => {
  expect(itemsAfter(items, handed, copies, keyOf)).toEqual(items)
  expect(itemsAfter(items, handed, [...copies].reverse(), keyOf)).toEqual(items)
})

test('what was deleted is gone, and what was not handed stays', () => {
  expect(itemsAfter(items, handed, [], keyOf)).toEqual([items[0], items[3], items[4]])
})

test('an object that takes the key of a renamed one is new', () => {
  const renamed = structuredClone(items[1]?.object) as unknown as KptObject
  const before = { item: items[1], copy: renamed } as (typeof handed)[number]
  renamed.metadata = { name: 'c' }
  const taken = { apiVersion: 'v1', kind: 'X', metadata: { name: 'b' } }
  const after = itemsAfter(items.slice(1, 2), [before], [renamed, taken], keyOf)
  expect(after.map(({ name }) => name)).toEqual(['c', 'b'])
  expect(after.map((item) => 'origin' in item && item.origin)).toEqual([items[1], undefined])
})

test('a new object is copied, without what is undefined', () => {
  const made = {
    apiVersion: 'v1',
    kind: 'X',
    metadata: { name: 'n', labels: undefined },
    list: [undefined, 1],
  }
  const added = itemsAfter(items, handed, [...copies, made], keyOf).at(-1)
  expect(added?.object).toStrictEqual({
    apiVersion: 'v1',
    kind: 'X',
    metadata: { name: 'n' },
    list: [null, 1],
  })
  made.metadata.name = 'other'
  expect(added?.name).toBe('n')
})

test('an item for an object of a Configs is one that came in', () => {
  expect('origin' in incomingItem({ apiVersion: 'v1', kind: 'X', metadata: { name: 'n' } })).toBe(
    false,
  )
})
