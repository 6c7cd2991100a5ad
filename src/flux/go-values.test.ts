import type { FlagType } from './flags.ts'
import { isTrue, isValueOf, readMapStringBool } from './go-values.ts'

test.each([
  [['1', 't', 'T', 'TRUE', 'true', 'True'], true],
  [['0', 'f', 'F', 'FALSE', 'false', 'False'], false],
  [['', 'yes', 'no', 'on', 'tRUE', ' true', 'y', '01', '2'], undefined],
] as const)('booleans as Go reads them: %j is %s', (values, expected) => {
  for (const value of values) expect(isTrue(value)).toBe(expected)
})

/** Accepted and refused values, as tried with spf13/pflag v1.0.10 on Go 1.26. */
const values: readonly (readonly [FlagType, readonly string[], readonly string[]])[] = [
  ['bool', ['true', '0'], ['', 'yes']],
  ['string', ['', 'a=b', '--x'], []],
  ['stringArray', ['', 'a,"b'], []],
  ['stringSlice', ['', 'a', 'a,b', '"a,b",c', ',', '"a""b"'], ['a"b', '"a', '"a"b', 'a, "b"']],
  [
    'int',
    [
      '0',
      '-4',
      '+4',
      '0x1F',
      '0b11',
      '0o17',
      '017',
      '1_000',
      '9223372036854775807',
      '-9223372036854775808',
    ],
    ['', '4.0', '1e3', 'x', '08', '1__0', '_1', '1_', '9223372036854775808', ' 4', '0x', '0b2'],
  ],
  ['int64', ['5242880'], ['5MB']],
  ['uint8', ['0', '255', '0xff', '0377'], ['256', '0400', '-1', '+1', '']],
  ['uint16', ['65535'], ['65536', '-0']],
  [
    'float32',
    [
      '50',
      '50.',
      '.5',
      '-1e3',
      'inf',
      '+Infinity',
      'NaN',
      '0x1p-2',
      '3.4e38',
      '1_0',
      '1_0.5e1_0',
      '0x_1p1',
    ],
    ['', '1e39', '1_.5', '1._5', '_1', '0x1', '.', 'e3', '+nan', '0xp1', '1.2.3', 'infin'],
  ],
  [
    'duration',
    ['0', '-0', '30s', '1h30m', '1.5h', '.5s', '10µs', '10μs', '+1ms', '2562047h'],
    ['', '30', 's', '1d', '1h 30m', '2562048h', '.s', '1h-30m', '1H'],
  ],
  [
    'mapStringBool',
    ['', 'A=true', 'A=true,B=f', ' A = 1 ', ',', '=true'],
    ['A', 'true', 'A=', 'A=x', ' ', 'A=true,B'],
  ],
]

test.each(values)('values of type %s', (type, accepted, refused) => {
  for (const value of accepted) expect([value, isValueOf(type, value)]).toEqual([value, true])
  for (const value of refused) expect([value, isValueOf(type, value)]).toEqual([value, false])
})

test('a map keeps its names in order, and the last value of a name', () => {
  expect([...(readMapStringBool('B=true,A=false,B=0') ?? [])]).toEqual([
    ['B', false],
    ['A', false],
  ])
})
