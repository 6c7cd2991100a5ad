import { parseText } from './parse.ts'
import { YamlError } from './yaml-error.ts'

describe('what a text means', () => {
  test.each<[string, unknown]>([
    ['a: "0777"\nb: 0777', { a: '0777', b: 511 }],
    ['"on": 1', { on: 1 }],
    ['1: a\ntrue: b\n0x10: c', { 1: 'a', true: 'b', 16: 'c' }],
    ['base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3', { base: { x: 1, y: 2 }, c: { y: 3, x: 1 } }],
    [
      'a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc: {<<: [*a, *b]}',
      {
        a: { x: 1 },
        b: { x: 2, z: 3 },
        c: { x: 1, z: 3 },
      },
    ],
    ['b: &b {x: 1}\nc: {!!merge <<: *b}', { b: { x: 1 }, c: { x: 1 } }],
    ['"<<": {a: 1}', { '<<': { a: 1 } }],
    ['a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    ['a: &k key\n*k : v', { a: 'key', key: 'v' }],
    [
      'a: !!str 5\nb: !!int "5"\nc: !!float 5\nd: !custom 5\ne: !custom "5"',
      {
        a: '5',
        b: 5,
        c: 5,
        d: '5',
        e: '5',
      },
    ],
    ['!!binary aGVsbG8=', 'hello'],
    ['!!timestamp 2024-01-02', '2024-01-02'],
    ['%YAML 1.1\n---\na: yes', { a: 'yes' }],
    ['a: |2+\n    x\n\n', { a: '  x\n\n' }],
    ['\ufeffa: 1', { a: 1 }],
    ['a:\r\n- b\r\n', { a: ['b'] }],
    ['- [a: 1, b]', [[{ a: 1 }, 'b']]],
    ['# nothing', null],
  ])('%j', (text, value) => {
    expect(parseText(text).value).toEqual(value)
  })

  test('a key `__proto__` is a key like others', () => {
    const { value } = parseText('__proto__: {polluted: 1}\nb: &b {__proto__: 2}\nc: {<<: *b}')
    expect(Object.keys(value as object)).toEqual(['__proto__', 'b', 'c'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.hasOwn((value as { c: object }).c, '__proto__')).toBe(true)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('values are frozen, so that no function changes what came in', () => {
    const { value } = parseText('a: {b: [1]}')
    expect(() => (value as { a: { b: number[] } }).a.b.push(2)).toThrow(TypeError)
  })
})

describe('what is refused', () => {
  test.each([
    ['a: 1\nb: 2\na: 3', 'The key "a" must not stand twice in a mapping.', 3, 1],
    ['a: {x: 1, "x": 2}', 'The key "x" must not stand twice in a mapping.', 1, 11],
    ['1: a\n"1": b', 'The key "1" must not stand twice in a mapping.', 2, 1],
    ['__proto__: 1\n__proto__: 2', 'The key "__proto__" must not stand twice in a mapping.', 2, 1],
    ['b: &b {}\n<<: *b\n<<: *b', 'The key "<<" must not stand twice in a mapping.', 3, 1],
    ['a: 1\n---\nb: 2', 'There must be one YAML document, not several.', 2, 1],
    ['a: *b', 'The alias "b" must follow an anchor of that name.', 1, 4],
    ['a: *b\nc: &b 1', 'The alias "b" must follow an anchor of that name.', 1, 4],
    ['a: &a {b: *a}', 'The anchor "a" must not contain itself.', 1, 7],
    ['<<: 1', 'The merge key "<<" must have a mapping or a list of mappings as its value.', 1, 1],
    ['? [a]\n: 1', 'A key must be a scalar.', 1, 3],
    [': 1', 'A key must not be empty.', 1, 1],
    ['a: !!int x', 'The value "x" must fit its tag `!!int`.', 1, 10],
    ['a: !!bool yes', 'The value "yes" must fit its tag `!!bool`.', 1, 11],
    ['a: !!binary "?"', 'A value with the tag `!!binary` must be UTF-8 text in base64.', 1, 13],
    ['a:\n\tb: 1', 'A tab must not be used for indentation.', 2, 1],
    ['a: "\\q"', 'Invalid escape sequence \\q in double quotes.', 1, 5],
    [
      'a: [1',
      'Flow sequence in block collection must be sufficiently indented and end with a ].',
      1,
      6,
    ],
    ['a: 1\rb: 2', 'A carriage return must be followed by a line feed.', 1, 5],
    [
      'a: x\u2028b: y',
      'The line separator U+2028 must be written as an escape in double quotes.',
      1,
      5,
    ],
    [
      '# x\u0085a: 1',
      'The line separator U+0085 must be written as an escape in double quotes.',
      1,
      4,
    ],
    ['a: x\0', 'The control character U+0000 must be written as an escape in double quotes.', 1, 5],
    [
      'a: \ud800',
      'The control character U+D800 must be written as an escape in double quotes.',
      1,
      4,
    ],
    ['a: 1\n\ufeffb: 2', 'A byte order mark must not stand inside the text.', 2, 1],
  ])('%j', (text, message, line, column) => {
    expect(errorOf(text)).toMatchObject({ message, line, column })
  })

  test.each([
    ['brackets', '['.repeat(10_000)],
    ['closed brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['braces', '{a: '.repeat(10_000)],
    ['dashes', '- '.repeat(10_000)],
    ['explicit keys', '? '.repeat(10_000)],
    ['lines', Array.from({ length: 600 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ])('10,000 nested %s are a sentence', (_name, text) => {
    expect(errorOf(text)?.message).toBe('The YAML must not be nested more than 500 levels deep.')
  })

  test('a few lines of aliases must not stand for gigabytes', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let index = 1; index < 12; index += 1) {
      const aliases = Array.from({ length: 10 }, () => `*a${index - 1}`)
      lines.push(`a${index}: &a${index} [${aliases.join(', ')}]`)
    }
    expect(errorOf(lines.join('\n'))?.message).toBe(
      'Aliases must not repeat more than 100000 values.',
    )
  })

  test('aliases must not nest values deeper than brackets may', () => {
    const lines = Array.from({ length: 260 }, (_, index) => {
      return `a${index}: &a${index} [[${index > 0 ? `*a${index - 1}` : ''}]]`
    })
    expect(errorOf(lines.join('\n'))?.message).toBe(
      'Aliases must not nest values more than 500 levels deep.',
    )
    const last = parseText(lines.slice(0, 240).join('\n')).value as Record<string, unknown>
    expect(JSON.stringify(last['a239'])).toBe('['.repeat(480) + ']'.repeat(480))
  })

  test('one anchor may have many aliases', () => {
    const text = `a: &a {b: 1}\nc: [${Array.from({ length: 500 }, () => '*a').join(', ')}]`
    expect((parseText(text).value as { c: unknown[] }).c).toHaveLength(500)
  })
})

function errorOf(text: string): YamlError | undefined {
  try {
    parseText(text)
  } catch (error) {
    if (error instanceof YamlError) return error
    throw error
  }
  return undefined
}
