import fc from 'fast-check'
import { load } from 'js-yaml'
import { parse } from 'yaml'
import { parseAnyText } from './parse.ts'
import { printObject } from './print.ts'
import { doubleQuoted, isPlainSafe, otherReadings } from './print-scalar.ts'

const block = (value: unknown, indent = 0): string => printObject(value, { indent, style: 'block' })
const flow = (value: unknown): string => printObject(value, { indent: 0, style: 'flow' })

test('prints in the style of kubectl and Flux', () => {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'kustomize-controller', labels: { 'app.kubernetes.io/part-of': 'flux' } },
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            { args: ['--watch-all-namespaces=true', '--log-level=info'], env: [], image: 'x:v1' },
            { name: 'empty', args: undefined, resources: {} },
          ],
        },
      },
    },
    matrix: [[1, [2]], []],
    data: { 'a.sh': '#!/bin/sh\n\nexit 0\n', b: 'x\ny' },
  }
  expect(`${block(object)}\n`).toBe(
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kustomize-controller
  labels:
    app.kubernetes.io/part-of: flux
spec:
  replicas: 1
  template:
    spec:
      containers:
      - args:
        - --watch-all-namespaces=true
        - --log-level=info
        env: []
        image: x:v1
      - name: empty
        resources: {}
matrix:
- - 1
  - - 2
- []
data:
  a.sh: |
    #!/bin/sh

    exit 0
  b: |-
    x
    "y"
`.replace('"y"', 'y'),
  )
})

test('indents every line but the first, and ends lines as asked', () => {
  const value = { a: [{ b: 'x\ny\n' }], c: 1 }
  expect(printObject(value, { indent: 4, style: 'block', lineEnd: '\r\n' })).toBe(
    'a:\r\n    - b: |\r\n        x\r\n        y\r\n    c: 1',
  )
})

test('flow style is JSON', () => {
  const value = { a: [1, 'x', null, {}], 'b c': { d: true }, e: undefined, f: 'q"\u2028' }
  expect(flow(value)).toBe('{"a": [1, "x", null, {}], "b c": {"d": true}, "f": "q\\"\\u2028"}')
})

test.each([
  'flux',
  'kustomize-controller',
  '--no-cross-namespace-refs=true',
  '-v',
  './clusters/production',
  '/spec/args/-',
  '5m0s',
  'v1beta1',
  'ghcr.io/fluxcd/helm-controller:v1.2.3@sha256:0123abc',
  'ssh://git@github.com/org/tenant1',
  'two words, and [more]',
  'cluster-admin',
  'héllo ☃',
  '😀',
  'e2e-tests',
  '$(VARIABLE)',
])('%j stays plain', (text) => {
  expect(block([text])).toBe(`- ${text}`)
})

const misread = [
  ...['', ' ', '~', 'null', 'Null', 'NULL', 'nUll'],
  ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'NO', 'on', 'On', 'OFF', 'off', 'oN'],
  ...['true', 'True', 'TRUE', 'tRue', 'false', 'FALSE'],
  ...['0', '1', '-1', '+1', '0777', '0o17', '0O17', '089', '0x1F', '0X1f', '0b11', '-0x1'],
  ...[
    '1_000',
    '1__0',
    '_1',
    '0x_1',
    '1,000',
    '1e3',
    '1E+3',
    '.5',
    '5.',
    '1.5',
    '-.5',
    '+.5e1',
    'e1',
    '.e-1',
  ],
  ...['.inf', '-.INF', '+.Inf', '.nan', '.NaN', 'inf', 'NaN', 'Infinity', '1.2.3', '10.0.0.1'],
  ...['12:30:45', '1:30', '-1:30.5', '190:20:30', '8080:80', '.', '._', '-', '+', '..'],
  ...['2024-01-02', '2024-1-2', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43'],
  ...['=', '<<', '---', '...', '--- a', '....'],
  ...[' a', 'a ', '\ta', 'a\t', 'a\tb', 'a: b', 'a:', ':a', 'a #b', '#a', '# a'],
  ...['- a', '? a', '?', '! a', '!a', '&a', '*a', '|', '>', '%a', '@a', '`a', '[a', ']', '{a', '}'],
  ...[',a', "'a", '"a', '-\u00a0a', '\u00e9\u00a0', '\u3000a', '-#'],
  ...['a\u0085b', 'a\u2028b', 'a\u2029b', '\ufeffa', 'a\ufeff', 'a\u0000', 'a\u001b', '\u007f'],
  ...['a\u200bb', 'a\u202eb', '\ud800', 'a\udc00', '\ufffe', '\uffff', '\ufdd0', 'a\rb', 'a\r\nb'],
] as const

test.each(misread)('%j is quoted, as value, key, entry and in flow', (text) => {
  const quoted = doubleQuoted(text)
  expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufdd0\ufffe\uffff]/u)
  expect(block({ [text]: [text, { a: text }] })).toBe(`${quoted}:\n- ${quoted}\n- a: ${quoted}`)
  expect(flow([text])).toBe(`[${quoted}]`)
})

test.each([
  ['a\n\n', '"a\\n\\n"'],
  ['\na', '"\\na"'],
  [' a\nb', '" a\\nb"'],
  ['a \nb', '"a \\nb"'],
  ['a\n b ', '"a\\n b "'],
  ['a\n\tb', '"a\\n\\tb"'],
  ['a\u2028\nb', '"a\\u2028\\nb"'],
  ['\n', '"\\n"'],
  ['a\n  b\n', '|\n    a\n      b'],
  ['---\n...\n', '|\n    ---\n    ...'],
  ['# a\n- b', '|-\n    # a\n    - b'],
])('several lines: %j', (text, printed) => {
  expect(block({ k: { v: text } })).toBe(`k:\n  v: ${printed}`)
})

test.each<[number | bigint, string]>([
  [0, '0'],
  [-0, '-0.0'],
  [1.5, '1.5'],
  [1e20, '1.0e+20'],
  [1e21, '1.0e+21'],
  [1.5e300, '1.5e+300'],
  [1e-7, '1.0e-7'],
  [9007199254740991, '9007199254740991'],
  [9007199254740992, '9.007199254740992e+15'],
  [12345678901234567890n, '12345678901234567890'],
  [-9007199254740993n, '-9007199254740993'],
  [Number.POSITIVE_INFINITY, '.inf'],
  [Number.NaN, '.nan'],
])('the number %p', (value, printed) => {
  expect(block([value])).toBe(`- ${printed}`)
  expect(parseAnyText(block([value])).value).toEqual([value])
})

test('each pattern of other readings keeps some scalar from being plain that no other does', () => {
  for (const { pattern } of otherReadings) {
    const others = otherReadings.filter((other) => other.pattern !== pattern)
    const onlyHere = misread.filter(
      (text) => pattern.test(text) && !others.some((other) => other.pattern.test(text)),
    )
    expect(onlyHere).not.toEqual([])
  }
})

test('a key beyond the limit of implicit keys is written with a question mark', () => {
  const value = { m: { ['k'.repeat(2000)]: { a: [1] }, b: 2 } }
  expect(block(value)).toContain('\n  : a:\n    - 1\n  b: 2')
  expect(parseAnyText(block(value)).value).toEqual(value)
  expect(load(block(value))).toEqual(value)
})

test('values that Kubernetes cannot hold are refused', () => {
  expect(() => block({ a: () => 1 })).toThrow('must not stand in a Kubernetes object')
})

// characters and words that readers trip over, in any order
const trouble = fc.constantFrom(
  ...[...'-?:,[]{}#&*!|>\'"%@`~=<.+_0123456789 \n\t\r\\/éa', '\u0085', '\u2028', '\ufeff', '😀'],
  ...['yes', 'no', 'null', 'true', 'e', 'x', 'o', 'b', '0x', 'inf', '---', '...', ': ', ' #', '- '],
)
const text = fc.oneof(
  fc.array(trouble, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
)
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    text,
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))
const anyMap = fc.dictionary(text, anyValue, { maxKeys: 4, noNullPrototype: true })

test('every reader gives back what was printed, of YAML 1.1 and 1.2', () => {
  fc.assert(
    fc.property(anyMap, fc.constantFrom('\n' as const, '\r\n' as const), (value, lineEnd) => {
      const printed = `${printObject(value, { indent: 0, style: 'block', lineEnd })}${lineEnd}`
      expect(parseAnyText(printed).value).toEqual(value)
      expect(parse(printed, { version: '1.2' })).toEqual(value)
      expect(parse(printed, { version: '1.1' })).toEqual(value)
      expect(load(printed)).toEqual(value)
    }),
    { numRuns: 800 },
  )
})

test('flow style is read back by JSON and by YAML', () => {
  fc.assert(
    fc.property(anyMap, (value) => {
      const printed = flow(value)
      expect(JSON.parse(printed)).toEqual(value)
      expect(parseAnyText(printed).value).toEqual(value)
      expect(load(printed)).toEqual(value)
      expect(printed).not.toContain('\n')
    }),
    { numRuns: 400 },
  )
})

test('a plain scalar is the same string to every reader, in block and in flow', () => {
  fc.assert(
    fc.property(text, (value) => {
      if (isPlainSafe(value, 'block')) {
        for (const read of [load, (source: string) => parse(source, { version: '1.1' })]) {
          expect(read(`a: ${value}\nb:\n- ${value}`)).toEqual({ a: value, b: [value] })
        }
      }
      if (isPlainSafe(value, 'flow')) {
        expect(load(`[${value}, {a: ${value}}]`)).toEqual([value, { a: value }])
      }
    }),
    { numRuns: 2000 },
  )
})

test('printing at an indent is printing, indented', () => {
  fc.assert(
    fc.property(anyMap, fc.integer({ min: 1, max: 6 }), (value, indent) => {
      const lines = block(value).split('\n')
      const [first, ...rest] = lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
      expect(block(value, indent)).toBe([first?.trimStart(), ...rest].join('\n'))
    }),
  )
})

test('long words are judged as all others, at once', () => {
  const word = fc.stringMatching(/^[A-Za-z][\w./-]{3,12}$/)
  fc.assert(
    fc.property(word, (text) => {
      const isOther = otherReadings.some(({ pattern }) => pattern.test(text))
      expect(isPlainSafe(text, 'block')).toBe(!isOther)
      expect(isPlainSafe(text, 'flow')).toBe(!isOther)
    }),
    { numRuns: 5000 },
  )
  expect(isPlainSafe('infinity', 'block')).toBe(false)
})
