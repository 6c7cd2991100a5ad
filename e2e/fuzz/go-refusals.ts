interface GoRefusal {
  readonly why: string
  readonly says: RegExp
  readonly texts: readonly string[]
}

const named = 'kind: A\nmetadata:\n  name: a\n'

/**
 * What kustomize refuses and we read, since a newer YAML has it: nothing is built of such a text, so nobody gets other items. Each with the
 * sentence that kustomize says, and examples.
 */
export const goRefusals: readonly GoRefusal[] = [
  {
    why: 'It cuts the text before every line that begins with `---`, whatever follows, and wants nothing but a comment there.',
    says: /^invalid document separator: ---/,
    texts: [`${named}--- !!map\n${named}`],
  },
  {
    why: 'It has no blank lines of tabs, and no tab before a value or in the indentation of a block scalar.',
    says: /found a tab character|found character that cannot start any token/,
    texts: [`${named}x: 1\n\t\n`, `${named}x:\n-\t\n`],
  },
  {
    why: 'It does not know the surrogate pairs of JSON.',
    says: /found invalid Unicode character escape code/,
    texts: [`${named}x: "\\ud83d\\ude00"\n`],
  },
  {
    why: 'What it makes of dates in a List says nothing of how it reads them.',
    says: /^dates in a List/,
    texts: [
      `kind: List\nitems:\n- ${named.replaceAll('\n', '\n  ')}x: 2024-01-02\n- kind: BList\n  metadata:\n    name: b\n`,
    ],
  },
  {
    why: 'It does not know the escape `\\/` of JSON.',
    says: /found unknown escape character/,
    texts: [`${named}x: "\\/"\n`],
  },
  {
    why: 'In flow style it wants the colon in the line of its key, and nothing but a value behind it.',
    says: /did not find expected ',' or '[}\]]'|did not find expected node content/,
    texts: [`${named}x: {y\n  : z}\n`],
  },
  {
    why: 'It wants directives only before a document, and nothing but a name in a tag.',
    says: /did not find expected <document start>|expected (?:whitespace|comment) or line break|duplicate %TAG/,
    texts: [`%YAML 1.1\n---\n---\n${named}`, `${named}x: !# y\n`],
  },
  {
    why: 'It opens no List in a stream in which a key is a number or a word such as `true`, or a number has no end.',
    says: /^json: unsupported (?:type: map\[interface \{\}\]interface \{\}|value: [-+]?(?:Inf|NaN))/,
    texts: [
      `${named}---\nkind: List\nitems:\n- kind: A\n  metadata:\n    name: a\n  x:\n    1: y\n`,
    ],
  },
  {
    why: 'In a List of a stream it writes the key `null` of an entry twice.',
    says: /mapping key "null" already defined/,
    texts: [
      `${named}---\nkind: List\nitems:\n- kind: A\n  metadata:\n    name: a\n  null: 1\n  x: y\n`,
    ],
  },
  {
    why: 'It wants the colon of a key in the line of the key, or below the `?`.',
    says: /could not find expected ':'|did not find expected key/,
    texts: [`${named}x:\n  ? y\n   :\n`],
  },
  {
    why: 'An object needs a kind, and a name: no matter of reading.',
    says: /^missing (?:kind|metadata\.name) in object|^missing Resource metadata/,
    texts: ['kind: AList\nitems: []\n---\nmetadata:\n  name: a\n'],
  },
]

/** True if one of them says `error`. */
export function mayRefuse(error: string): boolean {
  return goRefusals.some(({ says }) => says.test(error))
}
