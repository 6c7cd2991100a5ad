import { matchesPattern } from './pattern.ts'

test.each([
  ['', 'any', 'yes'],
  ['kustomize-controller', 'kustomize-controller', 'yes'],
  ['kustomize', 'kustomize-controller', 'no'],
  ['(kustomize|helm)-controller|source-watcher', 'source-watcher', 'yes'],
  ['.*-(staging|prod)-.*', 'app-prod-1', 'yes'],
  ['^(.*)-(staging|prod)-(.*)$', 'app-prod-1', 'yes'],
  ['[a-z]+-[0-9]{1,3}', 'app-17', 'yes'],
  ['[a-z]+-[0-9]{1,3}', 'app-x', 'no'],
  ['(?i)app', 'app', 'undecided'],
  ['(a+)+', 'aaa', 'undecided'],
  ['(', 'a', 'undecided'],
])('"%s" on "%s" is %s', (pattern, text, verdict) => {
  expect(matchesPattern(pattern, text)).toBe(verdict)
})

test.each([
  ['many repeats', `${'a*'.repeat(12)}b`, 'a'.repeat(60)],
  ['many that may be absent', `${'a?'.repeat(40)}b`, 'a'.repeat(40)],
  ['many choices', `${'(a|a)'.repeat(40)}b`, 'a'.repeat(40)],
  [
    'many choices in one another',
    `${'(a|'.repeat(30)}a${')'.repeat(30)}${'(a|a)'.repeat(30)}b`,
    'a'.repeat(31),
  ],
  ['many counts', `${'a{0,60}'.repeat(10)}b`, 'a'.repeat(60)],
  ['a text longer than any name', 'a*a*b', 'a'.repeat(100_000)],
])('%s are not tried: it could take years', (_, pattern, text) => {
  expect(matchesPattern(pattern, text)).toBe('undecided')
})
