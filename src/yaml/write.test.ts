import { type Item, makeItem } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import type { Result } from '../krm/result.ts'
import { readList, type SourceList } from './read.ts'
import { writeList } from './write.ts'

const added = makeItem({ apiVersion: 'v1', kind: 'New', spec: { args: ['x'] } })
const printed = 'apiVersion: v1\nkind: New\nspec:\n  args:\n  - x\n'
const flow = '{"apiVersion": "v1", "kind": "New", "spec": {"args": ["x"]}}'
const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'
const info = { message: 'm', severity: 'info' } as const

function entry(column: number): string {
  return `${' '.repeat(column)}- ${printed.trimEnd().replaceAll('\n', `\n${' '.repeat(column + 2)}`)}\n`
}

function written(source: SourceList, items: readonly Item[], results: readonly Result[] = []) {
  return writeList(source, { items, functionConfig: undefined, results })
}

function changed(item: Item | undefined, change: object): Item {
  if (!item) throw new Error('no item')
  return makeItem({ ...item.object, ...change } as KubernetesObject, item)
}

describe('an added item', () => {
  test.each([
    [
      'compact entries',
      `${head}items:\n- kind: A # c\n# tail\nz: 1\n`,
      `${head}items:\n- kind: A # c\n${entry(0)}# tail\nz: 1\n`,
    ],
    [
      'wide entries',
      `${head}items:\n    - kind: A\nz: 1\n`,
      `${head}items:\n    - kind: A\n${entry(4)}z: 1\n`,
    ],
    ['no final line end', `${head}items:\n- kind: A`, `${head}items:\n- kind: A\n${entry(0)}`],
    [
      'a block scalar last whose last line is of blanks',
      `${head}items:\n- kind: A\n  a: &b |-\n    x\n      \n`,
      `${head}items:\n- kind: A\n  a: &b |-\n    x\n      \n${entry(0)}`,
    ],
    [
      'the same, found by a scan',
      `${head}items:\n- apiVersion: v1\n  kind: A\n  a: |-\n    x\n      \n`,
      `${head}items:\n- apiVersion: v1\n  kind: A\n  a: |-\n    x\n      \n${entry(0)}`,
    ],
    [
      'a block scalar last',
      `${head}items:\n- kind: |\n    A\n\nz: 1\n`,
      `${head}items:\n- kind: |\n    A\n${entry(0)}\nz: 1\n`,
    ],
    [
      'a block scalar that keeps lines',
      `${head}items:\n- kind: |+\n    A\n\nz: 1\n`,
      `${head}items:\n- kind: |+\n    A\n\n${entry(0)}z: 1\n`,
    ],
    ['empty items', `${head}items: [] # none\nz: 1\n`, `${head}items: # none\n${entry(0)}z: 1\n`],
    ['null items', `items: null\n${head}`, `items:\n${entry(0)}${head}`],
    ['items without value', `${head}items:`, `${head}items:\n${entry(0)}`],
    ['absent items', `${head}z: 1 # c\n# end\n`, `${head}z: 1 # c\nitems:\n${entry(0)}# end\n`],
    ['absent items and a trailing marker', `${head}...\n`, `${head}items:\n${entry(0)}...\n`],
    [
      'flow entries',
      `${head}items: [{kind: A}, ] # c\n`,
      `${head}items: [{kind: A}, ${flow}, ] # c\n`,
    ],
    [
      'JSON',
      '{"items":[],"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}',
      `{"items":[${flow}],"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}`,
    ],
    [
      'JSON without items',
      '{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}\n',
      `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList", "items": [${flow}]}\n`,
    ],
    [
      'JSON with null items',
      '{"items":null,"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}',
      `{"items":[${flow}],"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}`,
    ],
    [
      'JSON over lines',
      '{\n  "items": [\n    {}\n  ],\n  "apiVersion": "config.kubernetes.io/v1",\n  "kind": "ResourceList"\n}',
      `{\n  "items": [\n    {},\n    ${flow}\n  ],\n  "apiVersion": "config.kubernetes.io/v1",\n  "kind": "ResourceList"\n}`,
    ],
    ['documents', 'kind: A\n', `kind: A\n---\n${printed}`],
    ['documents without final line end', 'kind: A', `kind: A\n---\n${printed}`],
    ['an open document', 'kind: A\n--- # c\n', `kind: A\n--- # c\n${printed}`],
    ['a closed document', 'kind: A\n...\n', `kind: A\n...\n---\n${printed}`],
    ['nothing', '', printed],
    ['comments only', '# c\n', `# c\n---\n${printed}`],
    ['a List', 'kind: List\nitems:\n- kind: A\n', `kind: List\nitems:\n- kind: A\n---\n${printed}`],
    ['a List in JSON', '{"kind": "List", "items": []}', `{"kind": "List", "items": [${flow}]}`],
  ])('in a text with %s', (_name, text, expected) => {
    const source = readList(text)
    expect(written(source, [...source.items, added])).toEqual({ text: expected, reprinted: [] })
  })

  test('takes the line ends of the text', () => {
    const source = readList(`${head}items:\n- kind: A\n`.replaceAll('\n', '\r\n'))
    const { text } = written(source, [...source.items, added])
    expect(text).toBe(`${head}items:\n- kind: A\n${entry(0)}`.replaceAll('\n', '\r\n'))
  })
})

describe('a removed item', () => {
  test.each<[string, string, number[], string]>([
    [
      'first, with its comment',
      `${head}items:\n- kind: A\n  # a\n# about B\n- kind: B\n`,
      [0],
      `${head}items:\n# about B\n- kind: B\n`,
    ],
    [
      'last, with its comment',
      `${head}items:\n- kind: A\n# about B\n- kind: B # b\n\n# tail\n`,
      [1],
      `${head}items:\n- kind: A\n\n# tail\n`,
    ],
    [
      'all',
      `${head}items: # c\n- kind: A\n- kind: B\nz: 1\n`,
      [0, 1],
      `${head}items: [] # c\nz: 1\n`,
    ],
    ['first in flow', `${head}items: [{kind: A}, {kind: B}]\n`, [0], `${head}items: [{kind: B}]\n`],
    [
      'last in flow',
      `${head}items: [{kind: A}, {kind: B}, ]\n`,
      [1],
      `${head}items: [{kind: A}, ]\n`,
    ],
    ['all in flow', `${head}items: [{kind: A}, {kind: B}, ]\n`, [0, 1], `${head}items: []\n`],
    ['the only one of a List', 'kind: List\nitems:\n- kind: A\n', [0], 'kind: List\nitems: []\n'],
    ['the first document', '# c\nkind: A\n---\nkind: B\n', [0], 'kind: B\n'],
    ['the first document behind a marker', '---\nkind: A\n---\nkind: B\n', [0], '---\nkind: B\n'],
    ['the last document', 'kind: A\n---\nkind: B\n...\n', [1], 'kind: A\n'],
    ['all documents', 'kind: A\n---\nkind: B\n', [0, 1], ''],
    [
      'a document before directives',
      'kind: A\n---\nkind: B\n...\n%YAML 1.2\n---\nkind: C\n',
      [1],
      'kind: A\n...\n%YAML 1.2\n---\nkind: C\n',
    ],
  ])('%s', (_name, text, gone, expected) => {
    const source = readList(text)
    const items = source.items.filter((_item, index) => !gone.includes(index))
    expect(written(source, items)).toEqual({ text: expected, reprinted: [] })
  })

  test('gives its place to a new one where it was the only one', () => {
    const source = readList(`${head}items:\n# c\n- kind: A\nz: 1\n`)
    expect(written(source, [added]).text).toBe(`${head}items:\n# c\n${entry(0)}z: 1\n`)
  })
})

describe('a changed item', () => {
  const spec = { spec: { a: 1 } }
  test.each([
    [
      'an entry',
      `${head}items:\n- kind: A # c\n  # d\n- kind: B\n`,
      `${head}items:\n- kind: A # c\n  spec:\n    a: 1\n  # d\n- kind: B\n`,
    ],
    ['a document', '# c\nkind: A\n# d\n', '# c\nkind: A\nspec:\n  a: 1\n# d\n'],
    [
      'JSON',
      '{"kind": "List", "items": [{"kind": "A"}]}',
      '{"kind": "List", "items": [{"kind": "A", "spec": {"a": 1}}]}',
    ],
    [
      'an entry of an inner List',
      'kind: List\nitems:\n- kind: List\n  items:\n  - kind: A\n',
      'kind: List\nitems:\n- kind: List\n  items:\n  - kind: A\n    spec:\n      a: 1\n',
    ],
  ])('is edited in place: %s', (_name, text, expected) => {
    const source = readList(text)
    const [first, ...rest] = source.items
    expect(written(source, [changed(first, spec), ...rest])).toEqual({
      text: expected,
      reprinted: [],
    })
  })

  test('keeps its place, wherever it is in the answer', () => {
    const source = readList('kind: A\n---\nkind: B\n')
    const [a, b] = source.items
    const { text } = written(source, [...(b ? [b] : []), changed(a, { kind: 'C' })])
    expect(text).toBe('kind: C\n---\nkind: B\n')
  })

  test('made twice from one origin stands for it once and is new once', () => {
    const source = readList('kind: A\n')
    const items = [changed(source.items[0], { kind: 'B' }), changed(source.items[0], { kind: 'C' })]
    expect(written(source, items).text).toBe('kind: B\n---\nkind: C\n')
  })

  test('beside its origin is new', () => {
    const source = readList('kind: A\n')
    const items = [...source.items, changed(source.items[0], { kind: 'B' })]
    expect(written(source, items).text).toBe('kind: A\n---\nkind: B\n')
  })

  test('is printed anew where its text leans on another item, and says so', () => {
    const source = readList(`${head}items:\n- &a {kind: A}\n- *a\n- kind: C\n  a: 1 # c\n`)
    const second = changed(source.items[1], { kind: 'B' })
    const items = source.items.map((item, index) => (index === 1 ? second : item))
    expect(written(source, items)).toEqual({
      text: `${head}items:\n- &a {kind: A}\n- kind: B\n- kind: C\n  a: 1 # c\n`,
      reprinted: [second],
    })
  })

  test('does not change items that lean on it: those are printed anew', () => {
    const source = readList(`${head}items:\n- kind: A\n  spec: &s {a: 1}\n- kind: B\n  spec: *s\n`)
    const items = [changed(source.items[0], { spec: { a: 2 } }), ...source.items.slice(1)]
    expect(written(source, items)).toEqual({
      text: `${head}items:\n- kind: A\n  spec: &s {a: 2}\n- kind: B\n  spec:\n    a: 1\n`,
      reprinted: source.items.slice(1),
    })
  })

  test('may go although another item leans on it', () => {
    const source = readList(`${head}items:\n- kind: A\n  spec: &s {a: 1}\n- kind: B\n  spec: *s\n`)
    expect(written(source, source.items.slice(1)).text).toBe(
      `${head}items:\n- kind: B\n  spec:\n    a: 1\n`,
    )
  })

  test('a list of too odd a layout is printed anew as a whole', () => {
    const source = readList(`${head}? items\n: - kind: A # c\n  - kind: B\n`)
    const output = written(source, [...source.items, added])
    expect(output.reprinted).toEqual(source.items)
    expect(readList(output.text).items.map(({ kind }) => kind)).toEqual(['A', 'B', 'New'])
  })
})

describe('results', () => {
  test.each([
    [
      'absent',
      `${head}items: []\n# end\n`,
      `${head}items: []\nresults:\n- message: m\n  severity: info\n# end\n`,
    ],
    ['null', `results:\n${head}`, `results:\n- message: m\n  severity: info\n${head}`],
    [
      'there',
      `${head}results:\n- message: old # c\n`,
      `${head}results:\n- message: old # c\n- message: m\n  severity: info\n`,
    ],
    [
      'in JSON',
      `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList"}`,
      `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList", "results": [{"message": "m", "severity": "info"}]}`,
    ],
  ])('%s: the new ones are appended, each once', (_name, text, expected) => {
    const source = readList(text)
    const output = written(source, source.items, [info, { ...info }])
    expect(output.text).toBe(expected)
    expect(written(readList(expected), readList(expected).items.slice(), []).reprinted).toEqual([])
  })

  test('that are there already are not written again, in whatever order of keys', () => {
    const text = `${head}results:\n- {severity: info, message: m}\n`
    expect(written(readList(text), [], [info]).text).toBe(text)
  })

  test('are not written into a stream', () => {
    const source = readList('kind: A\n')
    expect(written(source, source.items, [info]).text).toBe('kind: A\n')
  })

  test('the order is items, then results, where both come new at the end', () => {
    expect(written(readList(head), [added], [info]).text).toBe(
      `${head}items:\n${entry(0)}results:\n- message: m\n  severity: info\n`,
    )
  })
})

test.each(['kind: A\na: |\n  x', 'kind: A\na: |+\n  x\n  ', `${head}items:\n- a: >\n    x`])(
  'nothing is added behind %j, which readers end otherwise',
  (text) => {
    const source = readList(text)
    expect(() => written(source, [...source.items, added])).toThrow('must end with a line feed')
    expect(written(source, source.items).text).toBe(text)
  },
)

test('an item that cannot be read is kept, and named where it would have to be printed', () => {
  const text = `${head}items:\n- kind: A\n  a: 1\n  a: 2\n- kind: B\n`
  const source = readList(text)
  expect(written(source, [...source.items, added]).text).toBe(text + entry(0))
  const one = readList(`${head}items:\n- kind: A\n  a: 1\n  a: 2 # c\n# tail\n`)
  expect(written(one, [...one.items, added]).text).toBe(
    `${head}items:\n- kind: A\n  a: 1\n  a: 2 # c\n${entry(0)}# tail\n`,
  )
  const odd = readList(
    text
      .replace('items:\n- kind: A\n', '? items\n: - kind: A\n')
      .replace(/\n(?= {2}a|- kind: B)/g, '\n  '),
  )
  expect(() => written(odd, [...odd.items, added])).toThrow('The key "a" must not stand twice')
})
