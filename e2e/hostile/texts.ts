/** What an attacker puts behind the last key of an object. */
export interface HostileText {
  readonly name: string
  bytes(): Buffer
  /** What refuses it where the object is only passed on; by default it comes out as it came in. */
  readonly passedOn?: RegExp
  /** What refuses it where the object has to be read; by default it is left as it is beside the edit. */
  readonly read?: RegExp
}

const million = 1_000_000
const tooLong = /must not have more than 6000000 characters, and this has \d+\.$/m
const tooDeep = /The YAML must not be nested more than 500 levels deep\.$/m
const tooOften = /Aliases must not repeat more than 100000 values\.$/m
const noUtf8 = /The input must be UTF-8, and line \d+ is not\.$/m

const text = (build: () => string) => () => Buffer.from(build())
const each = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('')

export const hostileTexts: readonly HostileText[] = [
  {
    name: 'a string of 5 MB in quotes',
    bytes: text(() => `hostile: "${'x'.repeat(5 * million)}"\n`),
  },
  {
    name: 'a string of 10 MB in quotes',
    bytes: text(() => `hostile: "${'x'.repeat(10 * million)}"\n`),
    read: tooLong,
  },
  {
    name: 'a literal of 100 MB',
    bytes: text(() => `hostile: |\n${`  ${'x'.repeat(97)}\n`.repeat(million)}`),
    read: tooLong,
  },
  {
    name: 'a plain string of 400,000 lines',
    bytes: text(() => `hostile: x\n${'  y\n'.repeat(400_000)}`),
  },
  { name: 'a million blank lines', bytes: text(() => `hostile: x\n${'\n'.repeat(million)}`) },
  { name: '300,000 comments', bytes: text(() => '# x\n'.repeat(300_000)) },
  {
    name: '10,000 brackets, closed',
    bytes: text(() => `hostile: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`),
    read: tooDeep,
  },
  {
    name: '100,000 braces, open',
    bytes: text(() => `hostile: ${'{a: '.repeat(100_000)}\n`),
    read: tooDeep,
  },
  {
    name: '10,000 dashes in a line',
    bytes: text(() => `hostile:\n${'- '.repeat(10_000)}x\n`),
    read: tooDeep,
  },
  {
    name: 'aliases of aliases',
    bytes: text(() => {
      const entries = (name: number) => Array(9).fill(`*a${name}`).join()
      return `a0: &a0 [${Array(9).fill('x').join()}]\n${each(20, (index) => `a${index + 1}: &a${index + 1} [${entries(index)}]\n`)}`
    }),
    read: tooOften,
  },
  {
    name: 'merges of merges',
    bytes: text(
      () =>
        `a: &a {k: v}\n${each(2_000, (index) => `b${index}: {<<: [${Array(100).fill('*a').join()}]}\n`)}`,
    ),
    read: tooOften,
  },
  {
    name: '20,000 anchors of one name, each used',
    bytes: text(() => each(20_000, (index) => `k${index}: &a x\nl${index}: *a\n`)),
  },
  {
    name: '50,000 keys',
    bytes: text(() => `hostile:\n${each(50_000, (index) => `  k${index}: v\n`)}`),
  },
  {
    name: 'a quote that never ends',
    bytes: text(() => `hostile: "${'x\n'.repeat(million)}`),
    passedOn: /A quoted string must end with its quote/,
    read: /A quoted string must end with its quote/,
  },
  {
    name: 'a million escaped backslashes',
    bytes: text(() => `hostile: "${'\\\\'.repeat(million)}"\n`),
  },
  {
    name: 'NUL',
    bytes: text(() => 'hostile: "\0"\n'),
    read: /The control character U\+0000 must be written as an escape in double quotes\.$/m,
  },
  {
    name: 'a byte that is no UTF-8',
    bytes: () => Buffer.from('hostile: "\xff"\n', 'latin1'),
    passedOn: noUtf8,
    read: noUtf8,
  },
  {
    name: 'a lone surrogate in UTF-8',
    bytes: () => Buffer.from('hostile: "\xed\xa0\x80"\n', 'latin1'),
    ...{ passedOn: noUtf8, read: noUtf8 },
  },
  {
    name: 'a lone surrogate as an escape',
    bytes: text(() => 'hostile: "\\ud800"\n'),
    read: /A string must not hold one half of a surrogate pair\.$/m,
  },
  {
    name: 'names that objects of JavaScript have',
    bytes: text(
      () =>
        '__proto__: {args: [x], toString: y}\nconstructor: {prototype: {z: 1}}\nhasOwnProperty: 1\ntoString: null\n',
    ),
  },
]
