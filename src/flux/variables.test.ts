import { expandEntry } from './variables.ts'

test.each([
  ['plain', 'plain', undefined],
  ['--a=$(B)', '--a=$(B)', 4],
  ['$(A)$(B)', '$(A)$(B)', 0],
  ['$$(A)', '$(A)', undefined],
  ['$$$(A)', '$$(A)', 1],
  ['$$$$', '$$', undefined],
  ['a$', 'a$', undefined],
  ['a$b', 'a$b', undefined],
  ['$(A', '$(A', undefined],
  ['$(A)$(B', '$(A)$(B', 0],
  ['$(A)$$$(B', '$(A)$$(B', 0],
  ['$$x$(A)', '$x$(A)', 2],
  ['$()', '$()', undefined],
  ['$($(A))', '$($(A))', 0],
])('%s is read as %s', (entry, text, variableAt) => {
  expect(expandEntry(entry)).toEqual({ text, variableAt })
})
