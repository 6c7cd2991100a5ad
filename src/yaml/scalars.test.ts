import { plainValue } from './scalars.ts'

// the column "yaml v3" of what kustomize and kpt read, by go-yaml's resolve.go
test.each([
  ['0777', 511],
  ['0644', 420],
  ['0o17', 15],
  ['-0o17', -15],
  ['089', 89],
  ['0x1F', 31],
  ['-0x1F', -31],
  ['0b11', 3],
  ['1_000', 1000],
  ['1__0', 10],
  ['+5', 5],
  ['-0', 0],
  ['00', 0],
  ['1e3', 1000],
  ['1E+3', 1000],
  ['.5', 0.5],
  ['.5_5', 0.55],
  ['5.', 5],
  ['1_0.5', 10.5],
  ['9007199254740993', 9007199254740993n],
  ['12345678901234567890', 12345678901234567890n],
  ['18446744073709551615', 18446744073709551615n],
  ['-9223372036854775808', -9223372036854775808n],
  ['18446744073709551616', 18446744073709552000],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  ['+9223372036854775808', 9223372036854776000],
  ['.inf', Number.POSITIVE_INFINITY],
  ['-.INF', Number.NEGATIVE_INFINITY],
  ['.NaN', Number.NaN],
  ['', null],
  ['~', null],
  ['Null', null],
  ['true', true],
  ['FALSE', false],
])('%s is %p', (text, value) => {
  expect(plainValue(text)).toBe(value)
})

test.each([
  'yes No on OFF y N tRue nULL nil none',
  '12:30:45 2024-01-02 2024-01-02T00:00:00Z 8080:80 1.2.3 v1 =',
  '0x 0xG 0b2 0o8 0o 1e 1e400 . ._5 _1 + 0x1p-2 0xFFFFFFFFFFFFFFFFFF 1_e .e5 --1 <<',
])('strings: %s', (words) => {
  for (const word of words.split(' ')) expect(plainValue(word)).toBe(word)
})
