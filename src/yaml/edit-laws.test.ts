import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { Document, isCollection, isMap, isScalar, Scalar, visit } from 'yaml'
import { editsOf, endsInLiteral } from '../../testdata/edits.ts'
import { editText } from './edit.ts'
import { parseAnyText, parseText } from './parse.ts'
import { plainCopy } from './plain-copy.ts'

const key = fc.constantFrom('name', 'args', 'spec', 'a.b/c', 'x y', '1', 'yes')
const scalar = fc.constantFrom(
  ...[
    'a',
    '--flag=x',
    'yes',
    '1.5',
    '',
    'a: b',
    '# c',
    "it's",
    'two\nlines\n',
    'three\nmore\nlines',
  ],
  ...[null, true, 7, -1.5, 12345678901234567890n],
)
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))
const anyMap = fc.dictionary(key, anyValue, { minKeys: 1, maxKeys: 4, noNullPrototype: true })

/** How a person or a program may have laid out a value; the numbers are spent one a node. */
const layout = fc.record({
  choices: fc.array(fc.nat(99), { minLength: 1, maxLength: 20 }),
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  root: fc.constantFrom(0, 0, 4),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isFinal: fc.boolean(),
})
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never

function textOf(value: unknown, { choices, indent, indentSeq, root, lineEnd, isFinal }: Layout) {
  const document = new Document(value, { aliasDuplicateObjects: false })
  let spent = 0
  visit(document, {
    Node(role, node) {
      const choice = choices[spent++ % choices.length] ?? 0
      if (isCollection(node)) node.flow = choice % 5 === 0
      if (isScalar(node) && choice % 3 === 0) node.type = Scalar.QUOTE_SINGLE
      if (isScalar(node) && choice % 4 === 0) node.type = Scalar.QUOTE_DOUBLE
      if (choice % 7 === 0) node.commentBefore = ' before'
      if (choice % 11 === 0 && role !== 'key') node.comment = ' behind'
      if (choice % 13 === 0) node.spaceBefore = true
    },
  })
  const text = document.toString({
    indent,
    indentSeq,
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: 999,
  })
  const pad = ' '.repeat(root)
  const lines = text.split('\n').map((line) => (line === '' ? line : pad + line))
  return lines.join(lineEnd).slice(0, isFinal ? undefined : -lineEnd.length)
}

/** Several edits, one after the other; the numbers choose them. */
function changed(value: unknown, choices: readonly number[]): unknown {
  return choices.reduce<unknown>((current, choice) => {
    const edits = editsOf(current)
    return edits[choice % edits.length]?.after ?? current
  }, value)
}

test('an edited text parses to what was meant, whatever the layout and the edits', () => {
  const made = { all: 0, inPlace: 0 }
  fc.assert(
    fc.property(
      anyMap,
      layout,
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      (value, laidOut, choices) => {
        const parsed = parsedOrSkipped(textOf(value, laidOut))
        const after = changed(parsed.value, choices)
        const result = editText(parsed, after)
        made.all++
        if (result === undefined) return
        made.inPlace++
        expect(result).toBe(editText(parseAnyText(parsed.text), after))
        expect(isDeepStrictEqual(parseAnyText(result).value, plainCopy(after))).toBe(true)
        if (!endsInLiteral(result)) {
          expect(result.endsWith('\n')).toBe(parsed.text.endsWith('\n'))
        }
        if (parsed.text.includes('\r')) expect(result).not.toMatch(/(?<!\r)\n/)
        expect(() => load(result)).not.toThrow()
      },
    ),
    { numRuns: 600 },
  )
  expect(made.inPlace / made.all).toBeGreaterThan(0.99)
})

test('any two values: in place or not at all', () => {
  fc.assert(
    fc.property(anyMap, layout, anyValue, (value, laidOut, after) => {
      const parsed = parsedOrSkipped(textOf(value, laidOut))
      const result = editText(parsed, after)
      if (result !== undefined) {
        expect(isDeepStrictEqual(parseAnyText(result).value, plainCopy(after))).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test('an equal value gives the text itself', () => {
  fc.assert(
    fc.property(anyMap, layout, (value, laidOut) => {
      const parsed = parsedOrSkipped(textOf(value, laidOut))
      expect(editText(parsed, structuredClone(parsed.value))).toBe(parsed.text)
    }),
    { numRuns: 200 },
  )
})

test('what was added and removed again leaves the bytes as they were', () => {
  fc.assert(
    fc.property(anyMap, layout, fc.nat(), (value, laidOut, choice) => {
      const parsed = parsedOrSkipped(textOf(value, laidOut))
      // a literal without its last line end gets one when lines come behind it
      fc.pre(parsed.text.endsWith('\n') || !endsInLiteral(parsed.text))
      const additions = editsOf(parsed.value).filter(
        ({ kind, path }) =>
          kind === 'add key' || (kind === 'append' && !isNullAt(parsed.value, path)),
      )
      const addition = additions[choice % additions.length]
      const there = addition && editText(parsed, addition.after)
      if (there !== undefined) expect(editText(parseText(there), parsed.value)).toBe(parsed.text)
    }),
    { numRuns: 600 },
  )
})

function isNullAt(value: unknown, path: readonly (string | number)[]): boolean {
  const at = path.reduce<unknown>(
    (current, step) => (current as Record<string | number, unknown>)[step],
    value,
  )
  return at === null
}

function parsedOrSkipped(text: string) {
  try {
    const parsed = parseText(text)
    fc.pre(isMap(parsed.root))
    return parsed
  } catch {
    return fc.pre(false) as never
  }
}
