import fc from 'fast-check'
import { seeds } from './seeds.ts'

/** What makes another text of a text; `at` is a part of its length. */
type Mutation = (text: string) => string

const words = [
  ...[
    '---',
    '--- a',
    '---\t# c',
    '...',
    '%YAML 1.1',
    '%TAG ! tag:x,2000:',
    '--- |',
    '--- >-',
    '--- "',
  ],
  ...[
    '- apiVersion: v1',
    '- kind: B',
    'kind: B',
    'kind: List',
    'items:',
    '- ',
    '-',
    '- - x',
    '? k',
    ': v',
  ],
  ...[
    '&a',
    '*a',
    '&a x',
    '- &b',
    '- *b',
    '<<: *a',
    '<<: {kind: B}',
    '!!str ',
    '! x',
    '!!binary aGk=',
    '!x',
  ],
  ...[
    '"',
    "'",
    '"x',
    'y"',
    "it's",
    '"\\"',
    '"\\u0085"',
    '"\\ud800"',
    '"\\x00"',
    '\\',
    '|',
    '>',
    '|2',
    '>1-',
    '|+',
    '- |',
    '>\n\n',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '{}',
    '[]',
    '[a, b',
    '{a: b}',
    ',',
    '- [',
    '- {',
    '{"a":1}',
    '"a":1',
    '#',
    ' # c',
    '#c',
  ],
  ...[
    ': ',
    ':',
    ' :',
    'a: b: c',
    'a:\tb',
    '\t',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\ufeff',
  ],
  ...[
    '\0',
    '\x07',
    '\x7f',
    '\ud800',
    '\udc00',
    '\u{1f600}',
    'é',
    '\u00a0',
    '\u3000',
    '\ufffe',
    '\v',
    '\f',
  ],
  ...['__proto__: {a: 1}', 'constructor: x', '"__proto__": y', 'toString: z', 'hasOwnProperty: 1'],
  ...[
    '010',
    '0o7',
    '1_0',
    '1e3',
    '.5',
    '+1',
    '-0',
    '0x',
    '.inf',
    '.nan',
    '~',
    'null',
    'yes',
    'on',
    'True',
    '2024-01-02',
  ],
  ...[
    '12345678901234567890',
    '99999999999999999999999',
    '1.0',
    '0b1',
    '190:20:30',
    '=',
    '<<',
    'NULL',
    '-.inf',
    '1e999',
  ],
]

const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const word = fc.constantFrom(...words)

const insertWord = fc.tuple(part, word).map<Mutation>(([at, inserted]) => (text) => {
  const offset = Math.floor(at * (text.length + 1))
  return text.slice(0, offset) + inserted + text.slice(offset)
})
const deleteText = fc
  .tuple(part, fc.integer({ min: 1, max: 4 }))
  .map<Mutation>(([at, length]) => (text) => {
    const offset = Math.floor(at * text.length)
    return text.slice(0, offset) + text.slice(offset + length)
  })
const insertLine = fc
  .tuple(part, word, fc.integer({ min: 0, max: 6 }))
  .map<Mutation>(([at, inserted, indent]) =>
    onLines(at, (lines, index) => lines.splice(index, 0, ' '.repeat(indent) + inserted)),
  )
const behindLine = fc
  .tuple(part, word)
  .map<Mutation>(([at, behind]) =>
    onLines(at, (lines, index) => lines.splice(index, 1, `${lines[index]}${behind}`)),
  )
const deleteLine = part.map<Mutation>((at) => onLines(at, (lines, index) => lines.splice(index, 1)))
const repeatLine = fc.tuple(part, part).map<Mutation>(([at, from]) =>
  onLines(at, (lines, index) => {
    lines.splice(index, 0, lines[Math.floor(from * lines.length)] ?? '')
  }),
)
const indentLines = fc
  .tuple(part, fc.integer({ min: 1, max: 5 }), fc.integer({ min: -3, max: 3 }))
  .map<Mutation>(([at, count, by]) =>
    onLines(at, (lines, index) => {
      for (let line = index; line < Math.min(index + count, lines.length); line++) {
        lines[line] = by < 0 ? (lines[line] ?? '').slice(-by) : ' '.repeat(by) + lines[line]
      }
    }),
  )
const takeLines = fc
  .tuple(part, fc.nat(seeds.length - 1), part, fc.integer({ min: 1, max: 5 }))
  .map<Mutation>(([at, seed, from, count]) =>
    onLines(at, (lines, index) => {
      const others = (seeds[seed] ?? '').split('\n')
      const start = Math.floor(from * others.length)
      lines.splice(index, 0, ...others.slice(start, start + count))
    }),
  )
const lineEnds = fc
  .constantFrom('\r\n', '\r')
  .map<Mutation>((end) => (text) => text.replaceAll('\n', end))

const mutation = fc.oneof(
  { weight: 4, arbitrary: insertWord },
  { weight: 2, arbitrary: deleteText },
  { weight: 4, arbitrary: insertLine },
  { weight: 4, arbitrary: behindLine },
  { weight: 2, arbitrary: deleteLine },
  { weight: 2, arbitrary: repeatLine },
  { weight: 3, arbitrary: indentLines },
  { weight: 2, arbitrary: takeLines },
  { weight: 1, arbitrary: lineEnds },
)

/** Texts of some hundred bytes that are YAML in all its forms, most of them damaged in a few places. */
export const texts: fc.Arbitrary<string> = fc
  .tuple(fc.nat(seeds.length - 1), fc.array(mutation, { maxLength: 5 }))
  .map(([seed, mutations]) => mutations.reduce((text, mutate) => mutate(text), seeds[seed] ?? ''))

function onLines(at: number, change: (lines: string[], index: number) => unknown): Mutation {
  return (text) => {
    const lines = text.split('\n')
    change(lines, Math.floor(at * lines.length))
    return lines.join('\n')
  }
}
