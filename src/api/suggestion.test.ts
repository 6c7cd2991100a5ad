import { suggestion } from './suggestion.ts'

test.each([
  ['verison', ['version', 'values'], ', did you mean "version"?'],
  ['Securityprofile', ['securityProfile'], ', did you mean "securityProfile"?'],
  ['tenant', ['version'], ''],
  ['x', [], ''],
])('%s of %j', (typed, known, text) => {
  expect(suggestion(typed, known)).toBe(text)
})

test('the prefix stands before the word', () => {
  expect(suggestion('confg', ['config'], '--')).toBe(', did you mean "--config"?')
})
