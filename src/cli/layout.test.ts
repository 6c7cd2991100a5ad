import { definitions, page, section, table, wrapped } from './layout.ts'

test('a table has aligned columns and no blanks at the end', () => {
  expect(
    table([
      ['a', 'bbb', 'c'],
      ['aaaa', '', ''],
      ['', 'b', 'ccc'],
    ]),
  ).toEqual(['a     bbb  c', 'aaaa', '      b    ccc'])
  expect(table([])).toEqual([])
})

test('prose is broken between words, and no word is', () => {
  const long = 'x'.repeat(120)
  const lines = wrapped(`${'word '.repeat(40)}${long} end`, 10)
  expect(lines.join(' ')).toBe(`${'word '.repeat(40)}${long} end`)
  for (const line of lines) if (line !== long) expect(line.length).toBeLessThanOrEqual(90)
  expect(lines.some((line) => line.length > 85)).toBe(true)
})

test('a definition keeps its column', () => {
  const [first, second] = definitions([
    ['a', 'word '.repeat(30)],
    ['longer', 'b'],
  ])
  expect(first).toMatch(/^a {7}word word/)
  expect(second).toMatch(/^ {8}word/)
})

test('a page', () => {
  expect(page([section('Title', ['a', '', 'b']), 'end'])).toBe('Title:\n  a\n\n  b\n\nend\n')
})
