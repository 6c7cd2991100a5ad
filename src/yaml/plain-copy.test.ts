import { isDeepStrictEqual } from 'node:util'
import { runInNewContext } from 'node:vm'
import { editText } from './edit.ts'
import { parseText } from './parse.ts'
import { plainCopy } from './plain-copy.ts'

/** Made where lists and mappings have other prototypes than here, as in jest and in a host that runs functions in a sandbox. */
const foreign = (source: string): unknown => runInNewContext(`(${source})`)

test('lists and mappings of another realm become those of this one', () => {
  const value = foreign('{ a: [1, [2], { b: [undefined, 3] }], c: undefined }')
  expect(isDeepStrictEqual(plainCopy(value), { a: [1, [2], { b: [3] }] })).toBe(true)
})

test('a value from another realm is edited into the text, not printed anew', () => {
  const parsed = parseText('a: 1 # one\nlist: # two\n- x\n')
  expect(editText(parsed, foreign("{ a: 1, list: ['x', 'z'] }"))).toBe(
    'a: 1 # one\nlist: # two\n- x\n- z\n',
  )
})
