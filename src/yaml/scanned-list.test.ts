import fc from 'fast-check'
import { isMap } from 'yaml'
import { Composed } from './composed.ts'
import { type ListSource, listSource } from './list-source.ts'
import { printObject } from './print.ts'
import { readList } from './read.ts'
import { scannedList } from './scanned-list.ts'
import { SourceItem } from './source-item.ts'
import { writeList } from './write.ts'
import { YamlError } from './yaml-error.ts'

const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'

function parsedList(text: string): ListSource {
  const composed = new Composed(text, { start: 0, end: text.length })
  const map = composed.document.contents
  if (!isMap(map)) throw new Error('no mapping')
  return listSource(composed, map)
}

/** What tells an entry: its kind, its text, where it stands, what it means. */
function told({ entries }: ListSource): unknown {
  return entries.map(({ layout, content }) => {
    if (!(content instanceof SourceItem)) return 'a list'
    const { apiVersion, kind, name, place, ownText, content: own } = content
    return { apiVersion, kind, name, place, ownText, own, layout, value: content.value }
  })
}

/** Fails where the scan answers and the parse does not, or otherwise. True if it answered. */
function agrees(text: string): boolean {
  const scanned = scannedList(text, { start: 0, end: text.length })
  if (!scanned) return false
  let expected: unknown
  try {
    expected = told(parsedList(text))
  } catch (error) {
    // what is broken inside an item is found when the item is read
    if (!(error instanceof YamlError)) throw error
    expect(() => scanned.entries.map(({ content }) => (content as SourceItem).value)).toThrow(
      YamlError,
    )
    return true
  }
  expect(told(scanned)).toEqual(expected)
  return true
}

const bodies = fc.constantFrom(
  ...['a: 1', 'a: "x"', 'a: "x', '  y"', 'y"', '- x', '- apiVersion: v2', '  - y', 'b:', '  c: 2'],
  ...['a: |', '  "text', '  {', '# c', '  # c', '    # c', '', 'a: >-', "a: 'x", "  it''s'", "'"],
  ...['a: [1, 2]', 'a: [1,', '  2]', '2]', 'a: {b: "c"}', 'a: {b: "', 'a: &x y', 'b: *x', '"k": v'],
  ...["'k': v", '"k', 'a: x # c', 'a: x #', 'a: b: c', 'a: "b" c', '? k', ': v', 'a: ! x', 'a:\tb'],
  ...['a: plain', '  goes on', '  "goes on', '  - goes on', '- |', '  text', '- "x', '- - y', '-'],
  ...['kind: B', '<<: {kind: C}', 'a: "\\"', '  \\""', 'a: |+', '', 'a: x: "y', 'a #b: "c', '---'],
)
const entry = fc.tuple(
  fc.array(fc.tuple(fc.constantFrom(2, 2, 2, 4, 0, 1, 3), bodies), { maxLength: 6 }),
)
const entryText = entry.map(
  ([lines]) =>
    `- apiVersion: v1\n  kind: A\n${lines.map(([indent, line]) => `${' '.repeat(indent)}${line}\n`).join('')}`,
)
const lists = fc
  .tuple(
    fc.array(entryText, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(0, 0, 2),
    fc.constantFrom('', 'functionConfig:\n  kind: C\n', 'results:\n- message: x\n', '# c\n', '\n'),
  )
  .map(([entries, indent, tail]) => {
    const items = entries.join('').replace(/^(?=.)/gm, ' '.repeat(indent))
    return `${head}items:\n${items}${tail}`
  })

test('the entries are those of the parse, wherever the scan answers', () => {
  let answered = 0
  fc.assert(
    fc.property(lists, (text) => {
      if (agrees(text)) answered += 1
    }),
    { numRuns: 10_000 },
  )
  expect(answered).toBeGreaterThan(200)
})

test.each([
  ['a quote that goes on at column 0', '  a: "x\n- apiVersion: v1\n  kind: B\n  y: "\n'],
  ['a quote that goes on where keys stand', '  a: "x\n  labels: y"\n'],
  ['a bracket that goes on', '  a: [1,\n- apiVersion: v1\n  ]\n'],
  ['an anchor', '  a: &x 1\n'],
  ['an alias', '  a: *x\n'],
  ['a tag', '  a: !!str 1\n'],
  ['a tab', '  a:\t1\n'],
  ['a literal of blank lines', '  a: |\n  \n'],
  ['an explicit key', '  ? a\n  : 1\n'],
  ['a merge', '  <<: {kind: B}\n'],
  ['a carriage return', '  a: 1\r\n'],
  ['a line break of YAML 1.1', '  a: x\u2028- apiVersion: v1\n'],
  ['a List', '- apiVersion: v1\n  kind: List\n  items: []\n'],
  ['no kind', '- apiVersion: v1\n'],
  ['a key of another specification', 'extra: 1\n'],
  ['a key twice', 'items: []\n'],
])('not sure of %s', (_name, lines) => {
  const text = `${head}items:\n- apiVersion: v1\n  kind: A\n${lines}`
  expect(scannedList(text, { start: 0, end: text.length })).toBeUndefined()
})

test.each(['\u2028', '\u0085', '\ufeff', '\u0000', '\r'])(
  'not sure of %j wherever it stands',
  (odd) => {
    const lines = [
      ...['# c', `${head}items: # c`, '# c', '- apiVersion: v1', '  # c', '  kind: A', '  a: c'],
      ...['results: # c', '- message: c'],
    ]
    const listOf = (own: readonly string[]) => `${own.join('\n')}\n`
    const scanned = (own: readonly string[]) => {
      const text = listOf(own)
      return scannedList(text, { start: 0, end: text.length })
    }
    expect(scanned(lines)).toBeDefined()
    lines.forEach((line, index) => {
      if (!line.endsWith('c')) return
      expect([line, scanned(lines.with(index, `${line}${odd} d`))]).toEqual([line, undefined])
    })
  },
)

test.each([
  ['behind a key', (blanks: string) => `  a:${blanks}\u00e9\n`],
  ['behind a key at the end', (blanks: string) => `  a:${blanks}\n`],
  ['behind a dash', (blanks: string) => `  a:\n  -${blanks}\u00e9\n`],
  ['between dashes', (blanks: string) => `  a:\n  -${blanks}-${blanks}- \u00e9\n`],
  ['before a key', (blanks: string) => `  a:\n${blanks}b: \u00e9\n`],
  ['in a value', (blanks: string) => `  a: b${blanks}\u00e9\n`],
])('blanks %s take no stack', (_name, lines) => {
  const text = `${head}items:\n- apiVersion: v1\n  kind: A\n${lines(' '.repeat(6_000_000))}`
  expect(() => scannedList(text, { start: 0, end: text.length })).not.toThrow()
})

const scriptMap = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
  data: { script: 'if [ "x" ]; then\n  echo {\n- not an item\nfi\n', 'k-8s': "it's", x: '[a, b' },
}

test('what people keep in ConfigMaps is no reason for a parse', () => {
  const item = printObject(scriptMap, { indent: 2, style: 'block' })
  const text = `${head}items:\n- ${item}\n`
  expect(agrees(text)).toBe(true)
})

test('items that no function changes come out as they came in, broken or not', () => {
  const text = `${head}items:\n- apiVersion: v1\n  kind: A\n  a: b: c\n- apiVersion: v1\n  kind: B\n`
  const source = readList(text)
  const answer = { items: source.items.slice(0, 1), results: [], functionConfig: undefined }
  expect(source.form).toBe('ResourceList')
  expect(writeList(source, answer).text).toBe(
    text.slice(0, text.indexOf('- apiVersion: v1\n  kind: B')),
  )
})

test('many items cost each its own text and no more', () => {
  const entry = '- apiVersion: v1\n  kind: A\n  list:\n  - "a"\n  - b\n  text: |\n    c\n'
  const text = `${head}items:\n${entry.repeat(50_000)}`
  // a scan that looks beyond an item takes minutes here, and jest ends it after seconds
  expect(scannedList(text, { start: 0, end: text.length })?.entries).toHaveLength(50_000)
})
