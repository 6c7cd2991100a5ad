import { parse } from 'yaml'
import { scanHeader } from './header.ts'

test.each([
  'apiVersion: v1\nkind: A\n',
  'kind: A\r\napiVersion: v1\r\n',
  '# c\n\n  # c\nkind: "A" # c\napiVersion: \'apps/v1\'\t \n',
  'apiVersion: v1\nitems:\n- kind: B\n- a\n-\nkind: A\nspec: {a: 1,\n  kind: C}\n',
  'data:\n  x: |\n    kind: B\n  y: "\n    kind: C"\nkind: A\napiVersion: v1',
])('sure of %j', (text) => {
  const { kind, apiVersion } = parse(text) as Record<string, string>
  expect(scanHeader(text)).toMatchObject({ kind, apiVersion })
})

test.each([
  ['two kinds', 'apiVersion: v1\nkind: A\nkind: B\n'],
  ['a quoted key', 'apiVersion: v1\nkind: A\n"kind": B\n'],
  ['an explicit key', 'apiVersion: v1\nkind: A\n? kind\n: B\n'],
  ['a blank before the colon', 'apiVersion: v1\nkind: A\nkind : B\n'],
  ['a tab behind the colon', 'apiVersion: v1\nkind:\tA\n'],
  ['an anchor', 'apiVersion: v1\n&a kind: A\n'],
  ['a merge', 'apiVersion: v1\nkind: A\n<<: {kind: B}\n'],
  ['an alias as the value', 'apiVersion: v1\nkind: *a\n'],
  ['a tagged value', 'apiVersion: v1\nkind: !!str A\n'],
  ['a value that goes on', 'apiVersion: v1\nkind: A\n  B\n'],
  ['a value on the next line', 'apiVersion: v1\nkind:\n  A\n'],
  ['a number', 'apiVersion: v1\nkind: 5\n'],
  ['null', 'apiVersion: v1\nkind: Null\n'],
  ['flow style', '{apiVersion: v1,\nkind: A\n}'],
  ['an end of flow in column 0', 'apiVersion: v1\nspec: {a: 1,\nkind: A\n}'],
  ['an indented document', '  apiVersion: v1\n  kind: A\n'],
  [
    'other keys before an indented one',
    '  apiVersion: v1\n  kind: B\n  x: "\napiVersion: v1\nkind: A\n  "\n',
  ],
  ['no kind', 'apiVersion: v1\n'],
  ['entries where none can be', 'apiVersion: v1\nkind: A\n- x\n'],
  ['a line break that only Go sees', 'apiVersion: v1\nkind: A\n# x\u2028kind: B\n'],
  ['a key behind a lone CR', 'apiVersion: v1\nkind: A\n# x\rkind: B\n'],
  ['a word that only Go ends', 'apiVersion: v1\nkind: A\u0085\n'],
  ['a BOM before a key', 'apiVersion: v1\n\ufeffkind: A\n'],
])('not sure of %s', (_name, text) => {
  expect(scanHeader(text)).toBeUndefined()
})

test('odd line breaks elsewhere do no harm', () => {
  const text = 'apiVersion: v1\nkind: A\ndata: {a: "x\u2028  y"}\n'
  expect(scanHeader(text)).toMatchObject({ kind: 'A' })
})

test('the lines of metadata are found, comments and lists among them', () => {
  const metadata = 'metadata:\n  name: a\n\n# c\n  labels: {}\n'
  const text = `apiVersion: v1\n${metadata}kind: A\nspec:\n- x\n`
  const { start, end } = scanHeader(text)?.metadata ?? { start: 0, end: 0 }
  expect(text.slice(start, end)).toBe(metadata)
  expect(scanHeader(`${text}metadata: {}\n`)?.metadata).toBeUndefined()
})
