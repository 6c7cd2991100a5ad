import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { FieldPath } from '../krm/field-path.ts'
import { type Change, changesBetween } from './diff.ts'
import { fingerprint, listDifference } from './diff-list.ts'
import { plainCopy } from './plain-copy.ts'

test.each<[name: string, before: unknown, after: unknown, changes: readonly Change[]]>([
  ['nothing', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
  ['the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ['an undefined key', { a: 1 }, { a: 1, b: undefined }, []],
  ['a scalar', { a: { b: 1 } }, { a: { b: 2 } }, [{ kind: 'set', path: ['a', 'b'], value: 2 }]],
  ['a type', { a: 1 }, { a: '1' }, [{ kind: 'set', path: ['a'], value: '1' }]],
  ['zero and minus zero', { a: 0 }, { a: -0 }, [{ kind: 'set', path: ['a'], value: -0 }]],
  ['a scalar and a list', { a: null }, { a: [1] }, [{ kind: 'set', path: ['a'], value: [1] }]],
  ['a new key', { a: 1 }, { a: 1, b: [] }, [{ kind: 'addKey', path: [], key: 'b', value: [] }]],
  ['a key gone', { a: 1, b: 2 }, { b: 2 }, [{ kind: 'removeKey', path: [], key: 'a' }]],
  [
    'a key set to undefined',
    { a: 1, b: 2 },
    { a: undefined, b: 2 },
    [{ kind: 'removeKey', path: [], key: 'a' }],
  ],
  ['an entry appended', ['a'], ['a', 'b'], [{ kind: 'insert', path: [], index: 1, values: ['b'] }]],
  [
    'entries inserted',
    ['a', 'd'],
    ['a', 'b', 'c', 'd'],
    [{ kind: 'insert', path: [], index: 1, values: ['b', 'c'] }],
  ],
  ['an entry gone', ['a', 'b', 'c'], ['a', 'c'], [{ kind: 'removeEntry', path: [], index: 1 }]],
  ['one of equal entries', ['a', 'a'], ['a'], [{ kind: 'removeEntry', path: [], index: 1 }]],
  [
    'an entry set and one appended',
    ['a', 'b', 'c'],
    ['a', 'x', 'c', 'd'],
    [
      { kind: 'set', path: [1], value: 'x' },
      { kind: 'insert', path: [], index: 3, values: ['d'] },
    ],
  ],
  [
    'the same name under another index',
    [{ name: 'sidecar' }, { name: 'manager', args: ['a'] }],
    [{ name: 'manager', args: ['a', 'b'] }],
    [
      { kind: 'insert', path: [1, 'args'], index: 1, values: ['b'] },
      { kind: 'removeEntry', path: [], index: 0 },
    ],
  ],
  [
    'a value set where it stood last and taken away before',
    ['a', 'b', 'c'],
    ['b', 'a'],
    [
      { kind: 'set', path: [2], value: 'a' },
      { kind: 'removeEntry', path: [], index: 0 },
    ],
  ],
  ['all entries gone', { a: [1] }, { a: [] }, [{ kind: 'removeEntry', path: ['a'], index: 0 }]],
  ['the whole', 1, 'x', [{ kind: 'set', path: [], value: 'x' }]],
])('the changes for %s', (_name, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes)
})

test('a value that is whole is set as a whole, if it differs at all', () => {
  const isWhole = (path: FieldPath): boolean => path.length === 1
  const before = { a: [1], b: { c: 1 }, d: [2] }
  expect(changesBetween(before, { a: [1, 2], b: { c: 2 }, d: [2] }, isWhole)).toEqual([
    { kind: 'set', path: ['a'], value: [1, 2] },
    { kind: 'set', path: ['b'], value: { c: 2 } },
  ])
})

test('long lists that differ everywhere are compared entry by entry', () => {
  const before = Array.from({ length: 800 }, (_, index) => index)
  const after = [-1, ...before.toSpliced(400, 1), -2]
  const changes = changesBetween(before, after)
  expect(changes.filter(({ kind }) => kind === 'insert')).toHaveLength(1)
  expect(applied(before, changes)).toEqual(after)
})

test('a long list with one entry more has one change', () => {
  const before = Array.from({ length: 100_000 }, (_, index) => ({ index }))
  expect(changesBetween(before, before.toSpliced(50_000, 0, { index: -1 }))).toEqual([
    { kind: 'insert', path: [], index: 50_000, values: [{ index: -1 }] },
  ])
})

const scalar = fc.oneof(fc.constantFrom('a', 'b', 1, 0, -0, null, true), fc.bigInt())
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(fc.constantFrom('name', 'b', 'c', '__proto__'), tie('value')),
  ),
}))

test('the changes make the one of the other', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (before, after) => {
      expect(
        isDeepStrictEqual(applied(before, changesBetween(before, after)), plainCopy(after)),
      ).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('equal values, and only they, have one fingerprint', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (one, other) => {
      const isEqual = isDeepStrictEqual(plainCopy(one), plainCopy(other))
      expect(fingerprint(one) === fingerprint(other)).toBe(isEqual)
      expect(fingerprint(structuredClone(one))).toBe(fingerprint(one))
    }),
  )
})

test('no list of equal entries loses or gains more than it must', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const { changed, removed, inserted } = listDifference(before, after)
      const added = inserted.reduce((sum, run) => sum + run.end - run.to, 0)
      const kept = before.length - removed.length - changed.length
      expect(before.length - removed.length + added).toBe(after.length)
      expect(kept).toBe(longestCommon(before, after))
    }),
  )
})

function longestCommon(before: readonly string[], after: readonly string[]): number {
  const [b, ...restBefore] = before
  const [a, ...restAfter] = after
  if (b === undefined || a === undefined) return 0
  if (a === b) return 1 + longestCommon(restBefore, restAfter)
  return Math.max(longestCommon(restBefore, after), longestCommon(before, restAfter))
}

/** A second, plain reading of what changes mean. */
function applied(value: unknown, changes: readonly Change[], path: FieldPath = []): unknown {
  const here = changes.filter((change) => isDeepStrictEqual(change.path, path))
  const set = here.find((change) => change.kind === 'set')
  if (set) return plainCopy(set.value)
  if (Array.isArray(value)) {
    const insertsAt = (index: number): readonly unknown[] =>
      here.flatMap((change) =>
        change.kind === 'insert' && change.index === index ? plainCopy(change.values) : [],
      )
    const isGone = (index: number): boolean =>
      here.some((change) => change.kind === 'removeEntry' && change.index === index)
    const below = changes.filter((change) => change.path.length > path.length)
    return [
      ...value.flatMap((entry, index) => {
        const inner = below.filter((change) => change.path[path.length] === index)
        const kept = isGone(index) ? [] : [applied(entry, inner, [...path, index])]
        return [...insertsAt(index), ...kept]
      }),
      ...insertsAt(value.length),
    ]
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(
    ([key]) => !here.some((change) => change.kind === 'removeKey' && change.key === key),
  )
  const added = here.flatMap((change) =>
    change.kind === 'addKey' ? [[change.key, plainCopy(change.value)] as const] : [],
  )
  return Object.fromEntries([
    ...entries.map(([key, entry]) => [key, applied(entry, changes, [...path, key])] as const),
    ...added,
  ])
}
