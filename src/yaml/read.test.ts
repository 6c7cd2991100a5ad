import { readList } from './read.ts'

const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'

function kinds(text: string) {
  return readList(text).items.map(({ kind }) => kind)
}

describe('a ResourceList', () => {
  test.each<[string, string, string[]]>([
    ['items last', `${head}items:\n- kind: A\n- kind: B\n`, ['A', 'B']],
    ['items first', `items:\n- {kind: A}\n${head}`, ['A']],
    ['items absent', head, []],
    ['items null', `${head}items: ~\n`, []],
    [
      'JSON',
      '{"apiVersion":"config.kubernetes.io/v1beta1","kind":"ResourceList","items":[{"kind":"A"}]}',
      ['A'],
    ],
    ['a leading `---` and a trailing `...`', `---\n${head}items: [{kind: A}]\n...\n---\n`, ['A']],
    ['a BOM and CRLF', `\ufeff${head}items:\n- kind: A\n`.replaceAll('\n', '\r\n'), ['A']],
    [
      'a List among the items',
      `${head}items:\n- kind: List\n  items:\n  - kind: A\n- kind: B\n`,
      ['A', 'B'],
    ],
    ['what is no object', `${head}items:\n- null\n-\n- 5\n- [a]\n- {a: b}\n`, ['', '', '', '', '']],
    ['a merged kind', `${head}x: &x {kind: A}\nitems:\n- <<: *x\n  a: 1\n`, ['A']],
    ['an alias as an item', `${head}items:\n- &x {kind: A}\n- *x\n`, ['A', 'A']],
    ['words that are no strings', `${head}items:\n- {kind: 5, apiVersion: [v1]}\n`, ['']],
  ])('with %s', (_name, text, expected) => {
    expect(readList(text).form).toBe('ResourceList')
    expect(kinds(text)).toEqual(expected)
  })

  test('functionConfig and results are read', () => {
    const { functionConfig, results } = readList(
      `${head}functionConfig: {kind: ConfigMap, data: {a: "1"}}\nresults:\n- message: m\n`,
    )
    expect(functionConfig?.object).toEqual({ kind: 'ConfigMap', data: { a: '1' } })
    expect(results).toEqual([{ message: 'm' }])
    expect(readList(`${head}functionConfig: null\n`).functionConfig).toBeUndefined()
  })

  test('an item with a key twice fails only when it is looked into', () => {
    const { items } = readList(`${head}items:\n- kind: A\n  a: 1\n  a: 2\n- kind: B\n  a: 3\n`)
    expect(items.map(({ kind }) => kind)).toEqual(['A', 'B'])
    expect(items[1]?.object).toEqual({ kind: 'B', a: 3 })
    expect(() => items[0]?.object).toThrow(
      expect.objectContaining({
        message: 'The key "a" must not stand twice in a mapping.',
        line: 6,
      }),
    )
  })
})

describe('documents', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['blanks and comments', '\ufeff# c\n---\n\n--- # d\n', []],
    ['one', 'apiVersion: v1\nkind: A', ['A']],
    ['empty ones between', '---\n---\nkind: A\n---\n# c\n---\nkind: B\n...\n', ['A', 'B']],
    ['JSON behind `---`', '--- {"kind": "A"}\n--- {kind: B}\n', ['A', 'B']],
    ['directives', '%YAML 1.1\n---\nkind: A\n...\n%TAG !x! !y\n---\n!x!z\nkind: B\n', ['A', 'B']],
    ['a List', 'kind: List\nitems:\n- kind: A\n---\nkind: B\n', ['A', 'B']],
    ['a typed list', 'kind: ConfigMapList\nmetadata: {}\nitems: [{kind: A}]\n', ['A']],
    ['a typed list with a name', 'kind: AllowList\nmetadata: {name: a}\nitems: [{a: b}]\n', ['']],
    ['a list of words', 'kind: AllowList\nitems: [a]\n', ['AllowList']],
    [
      'Lists in Lists',
      '{kind: List, items: [{kind: List, items: [{kind: A}]}, {kind: B}]}',
      ['A', 'B'],
    ],
    ['what is no object', 'kind: A\n---\n5\n---\n- a\n---\na: b\n', ['A', '', '', '']],
  ])('with %s', (_name, text, expected) => {
    expect(readList(text).form).toBe('documents')
    expect(kinds(text)).toEqual(expected)
  })

  test('name, namespace and annotations are read without the rest, which may be unreadable', () => {
    const [item] = readList(
      'apiVersion: v1\nkind: A\nmetadata:\n  name: a\n  namespace: n\n  annotations: {x/y: "1", z: 2}\nspec: {a: 1, a: 2}\n',
    ).items
    expect([item?.name, item?.namespace]).toEqual(['a', 'n'])
    expect([item?.annotation('x/y'), item?.annotation('z'), item?.annotation('q')]).toEqual([
      '1',
      undefined,
      undefined,
    ])
    expect(() => item?.object).toThrow(expect.objectContaining({ line: 7, column: 14 }))
  })

  test('metadata that leans on an anchor elsewhere is read with the rest', () => {
    const [item] = readList('x: &x {name: a}\napiVersion: v1\nkind: A\nmetadata: *x\n').items
    expect(item?.name).toBe('a')
  })

  test('an item mentions its own text, comments included', () => {
    const [a, b] = readList('kind: A # x\n---\nkind: B # y\n').items
    expect([a?.mentions('# x'), a?.mentions('# y'), b?.mentions('# y')]).toEqual([
      true,
      false,
      true,
    ])
  })

  test.each([
    ['before the first marker', '# x\n# y\n\n---\nkind: A\n---\nkind: B\n'],
    ['behind a marker', '---\n# x\nkind: A\n---\nkind: B\n'],
    ['before a list', 'kind: List\nitems:\n# x\n# y\n- kind: A\n- kind: B\n'],
    ['in an entry of a list', 'kind: List\nitems:\n- # x\n  kind: A\n- kind: B\n'],
    ['in Windows lines', '\ufeff# x\r\n---\r\nkind: A\r\n---\r\nkind: B\r\n'],
    ['with directives', '# x\n%YAML 1.2\n---\nkind: A\n---\nkind: B\n'],
  ])('an item mentions the comments above it: %s', (_name, text) => {
    const [a, b] = readList(text).items
    expect([a?.kind, b?.kind]).toEqual(['A', 'B'])
    expect([a?.mentions('# x'), b?.mentions('# x')]).toEqual([true, false])
  })

  test('what is above an item and no comment is not mentioned by it', () => {
    const [a] = readList('kind: List\nx: "y"\nitems:\n- {kind: A}\n').items
    expect([a?.mentions('items'), a?.mentions('y')]).toEqual([false, false])
    const [, b] = readList('kind: List\nitems: [{kind: A}, {kind: B}]\n').items
    expect(b?.mentions('A')).toBe(false)
  })

  test('line breaks that only Go sees harm nobody but the item that holds them', () => {
    const { items } = readList(
      'apiVersion: v1\nkind: A\ndata: {a: "x\u2028  y"}\n---\napiVersion: v1\nkind: B\n',
    )
    expect(items.map(({ kind }) => kind)).toEqual(['A', 'B'])
    expect(() => items[0]?.object).toThrow(expect.objectContaining({ line: 3, column: 13 }))
  })
})

test.each([
  [
    'a scalar',
    'hello\n',
    'The input must be a ResourceList, a stream of Kubernetes objects or a List.',
    1,
  ],
  [
    'a list',
    '- a\n',
    'The input must be a ResourceList, a stream of Kubernetes objects or a List.',
    1,
  ],
  [
    'null',
    '---\nnull\n',
    'The input must be a ResourceList, a stream of Kubernetes objects or a List.',
    2,
  ],
  ['a second document', `${head}---\nkind: A\n`, 'A ResourceList must be the only document.', 1],
  [
    'another version',
    'apiVersion: config.kubernetes.io/v1alpha1\nkind: ResourceList\n',
    'The `apiVersion` of a ResourceList must be "config.kubernetes.io/v1" or "config.kubernetes.io/v1beta1", not "config.kubernetes.io/v1alpha1".',
    1,
  ],
  [
    'no version',
    'kind: ResourceList\n',
    'The `apiVersion` of a ResourceList must be "config.kubernetes.io/v1" or "config.kubernetes.io/v1beta1", not "".',
    1,
  ],
  ['items that are no list', `${head}items: {a: b}\n`, 'The field `items` must be a list.', 3],
  ['items by an alias', `${head}x: &x [a]\nitems: *x\n`, 'The field `items` must be a list.', 4],
  [
    'items twice',
    `${head}items: []\nitems: []\n`,
    'The key "items" must not stand twice in a mapping.',
    4,
  ],
  [
    'merge keys at the top',
    `${head}<<: {items: []}\n`,
    'The keys of a ResourceList must be plain words.',
    3,
  ],
  [
    'results that are no list',
    `${head}results: {a: b}\n`,
    'The field `results` must be a list.',
    3,
  ],
  [
    'a functionConfig that is no object',
    `${head}functionConfig: 5\n`,
    'The field `functionConfig` must be an object.',
    3,
  ],
  [
    'two kinds in an item',
    `${head}items:\n- kind: A\n  kind: B\n`,
    'The key "kind" must not stand twice in a mapping.',
    5,
  ],
  [
    'two kinds in a document',
    'kind: A\n---\nkind: B\nkind: C\n',
    'The key "kind" must not stand twice in a mapping.',
    4,
  ],
  [
    'an alias of a List',
    `${head}x: &x {kind: List, items: []}\nitems:\n- *x\n`,
    'An alias must not stand for a List.',
    5,
  ],
  ['a List of no list', 'kind: List\nitems: a\n', 'The field `items` must be a list.', 2],
  [
    'a kind behind a lone CR',
    'apiVersion: v1\nkind: A\n# c\rkind: B\n',
    'A carriage return must be followed by a line feed.',
    3,
  ],
])('%s is refused', (_name, text, message, line) => {
  expect(() => readList(text)).toThrow(expect.objectContaining({ message, line }))
})
