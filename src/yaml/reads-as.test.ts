import { isDeepStrictEqual } from 'node:util'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { plainCopy } from './plain-copy.ts'
import { readsAs } from './reads-as.ts'

const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(undefined, null, 0, -0, 1, Number.NaN, 1n, '', 'a', true, '__proto__'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('value')),
  ),
})).value

test('it judges as a deep comparison of plain copies does', () => {
  fc.assert(
    fc.property(anything, anything, (one, other) => {
      const read = plainCopy(one)
      expect(readsAs(read, other)).toBe(isDeepStrictEqual(read, plainCopy(other)))
      expect(readsAs(read, one)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('what was made in another realm may be meant', () => {
  const foreign: unknown = runInNewContext('({ a: [1, undefined, { b: undefined }] })')
  expect(readsAs({ a: [1, {}] }, foreign)).toBe(true)
  expect(readsAs({ a: [1, { b: 2 }] }, foreign)).toBe(false)
})
