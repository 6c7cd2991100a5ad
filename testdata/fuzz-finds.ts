/** A text on which the readers of e2e/fuzz did not agree, and what has to become of it: its items, or the sentence that refuses it. */
export type FuzzFind = readonly [name: string, text: string, outcome: readonly unknown[] | string]

const named = 'kind: A\nmetadata:\n  name: a\n'
const a = { kind: 'A', metadata: { name: 'a' } }

/** What the fuzzer found, made small; each was a mistake once. */
export const fuzzFinds: readonly FuzzFind[] = [
  [
    'ResourceList of another group without items',
    'kind: ResourceList\napiVersion: v\n',
    'The `apiVersion` of a ResourceList must be "config.kubernetes.io/v1" or "config.kubernetes.io/v1beta1", not "v".',
  ],
  ['literal whose last line does not end', `${named}x: |\n  y`, [{ ...a, x: 'y' }]],
  ['folded lines of which the last does not end', `${named}x: >\n  y\n  z`, [{ ...a, x: 'y z' }]],
  ['literal that keeps its end and has none', `${named}x: |+\n  y`, [{ ...a, x: 'y' }]],
  [
    'literal that ends in a line of blanks',
    `${named}x: |+\n  `,
    'A block scalar must end with a line feed.',
  ],
  [
    'literal in an entry, whose last line does not end',
    'apiVersion: v1\nkind: List\nitems:\n- kind: A\n  metadata:\n    name: a\n  x: |\n    y',
    [{ ...a, x: 'y' }],
  ],
  ['key marked in flow style without a blank', `${named}x: [?y]\n`, quoted('?y')],
  ['the same in a mapping', `${named}x: {?y}\n`, quoted('?y')],
  [
    'question mark within a word in flow style',
    `${named}x: [http://y/?z]\n`,
    quoted('http://y/?z'),
  ],
  ['colon before a word in flow style', `${named}x: {y: :z}\n`, quoted(':z')],
  ['question mark in block style', `${named}x: http://y/?z\n`, [{ ...a, x: 'http://y/?z' }]],
  [
    'colon without a blank at the end of a flow mapping',
    `${named}x: {y:}\n`,
    'A blank must stand behind the colon of a key in flow style.',
  ],
  ['anchor with a colon', `${named}x: &y:z\n`, anchor('y:z')],
  ['anchor of a key with a colon', `${named}&y: x: z\n`, anchor('y:')],
  ['alias with an odd name', `${named}x: &y. z\nw: *y.\n`, anchor('y.')],
  ['anchor of a List with an odd name', '&+\nkind: List\nitems: []\n', anchor('+')],
  ['key twice in a List', 'kind: List\nx:\nx:\nitems: []\n', twice('x')],
  [
    'key twice in the metadata of a List',
    'apiVersion: v1\nkind: List\nmetadata:\n  x:\n  x:\nitems: []\n',
    twice('x'),
  ],
  [
    'the same in a List that is not parsed',
    'apiVersion: v1\nkind: List\nmetadata:\n  x:\n  x:\nitems:\n- apiVersion: v1\n  kind: A\n',
    twice('x'),
  ],
  ['List without items', 'kind: List\nmetadata:\n  name: a\n', [{ ...a, kind: 'List' }]],
  ['quoted string that is cut behind an escaped quote', `${named}x: "\\"\nargs: y\n# "\n`, cut()],
  ['the same in single quotes', `${named}x: '''\nargs: y\n# '\n`, cut()],
  [
    'blanks in a literal that says its indentation',
    `${named}x: |2\n    \n`,
    'A block scalar that says its indentation must hold more than blanks.',
  ],
  [
    'list behind an explicit key without a colon',
    `${named}x:\n  ? y\n  - z\n`,
    'A colon must stand between a key and its value.',
  ],
  [
    'object between a directive and its marker',
    `%YAML 1.1\n${named}---\n${named}`,
    'Only comments must stand between a directive and its `---`.',
  ],
  [
    'control character in a comment',
    '#\0\n',
    'The control character U+0000 must be written as an escape in double quotes.',
  ],
  [
    'infinite number as a key',
    `${named}.inf: x\n`,
    'A key must be a word or a number, not ".inf".',
  ],
  [
    'byte order mark behind a marker',
    `---\n\ufeff${named}`,
    'A byte order mark must not stand inside the text.',
  ],
  ['unknown tag without a value', `${named}x: !y\n`, [{ ...a, x: '' }]],
  ['unknown tag of a number', `${named}x: !y 12\n`, [{ ...a, x: '12' }]],
  [
    'half of a surrogate pair',
    `${named}x: "\\ud800"\n`,
    'A string must not hold one half of a surrogate pair.',
  ],
]

function quoted(word: string): string {
  return `A string in flow style that holds "?" or begins with ":" must be quoted, not be \`${word}\`.`
}

function cut(): string {
  return 'A quoted string must end with its quote, and lines of it must stand deeper than its key.'
}

function anchor(name: string): string {
  return `The name of an anchor must consist of letters, digits, "_" and "-", not be "${name}".`
}

function twice(key: string): string {
  return `The key "${key}" must not stand twice in a mapping.`
}
