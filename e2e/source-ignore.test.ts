import fc from 'fast-check'
import { filePatterns, ignorePatterns, isTaken } from '../src/repository/ignore-patterns.ts'
import { type SourceTree, takenBySource } from './hosts/flux-build.ts'

const names = ['a', 'b', 'ab', 'a-b', 'clusters', '.github', '.circleci', '.git', 'node_modules']
const files = ['a', 'x.yaml', '.sops.yaml', '.travis.yml', 'a.png', '\u00e9.yaml', 'a b.yml']
const steps = [
  ...names,
  ...files,
  ...[
    '*',
    '**',
    '',
    '?',
    '[ab]',
    '[^a]',
    '[!a]',
    '[a-c]',
    '[a',
    '[]a]',
    '[a-]',
    '[\\]]',
    '\\a',
    'a\\',
  ],
  ...['a*', '*b', '**.yaml', '*.yaml', '*.y*l', '?*?', '.*', 'A', '#', '!'],
]

const path = fc
  .tuple(fc.array(fc.constantFrom(...names), { maxLength: 4 }), fc.constantFrom(...files))
  .map(([folders, name]) => [...folders, name].join('/'))

/** A path of which some steps are said otherwise: most patterns of single words match nothing. */
const likePath = fc
  .tuple(
    path,
    fc.array(fc.constantFrom(undefined, undefined, '*', '**', 'a**', '**.yaml', '[^x]*', '?*'), {
      minLength: 5,
      maxLength: 5,
    }),
  )
  .map(([each, others]) => each.split('/').map((step, index) => others[index] ?? step))

const pattern = fc
  .tuple(
    fc.constantFrom('', '', '!', '#', ' ', '!!', '!#', '\ufeff', '\\'),
    fc.constantFrom('', '/', '**/'),
    fc.oneof(likePath, fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 4 })),
    fc.constantFrom('', '', '/', '/**', ' ', '\\ ', '\t', '  '),
  )
  .map(([sign, start, middle, end]) => sign + start + middle.join('/') + end)

const patterns = fc
  .tuple(fc.array(pattern, { maxLength: 4 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, lineEnd]) => lines.join(lineEnd))

const folder = fc.array(fc.constantFrom(...names), { maxLength: 3 }).map((each) => each.join('/'))
const ignoreFile = fc
  .tuple(folder, patterns)
  .map(([at, text]) => [at === '' ? '.sourceignore' : `${at}/.sourceignore`, text] as const)

const tree: fc.Arbitrary<SourceTree> = fc
  .tuple(
    fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
    fc.array(ignoreFile, { maxLength: 2 }),
    fc.oneof(fc.constant(''), patterns),
  )
  .map(([paths, ignores, ignore]) => ({
    files: withoutFolders([...paths.map((each) => [each, ''] as const), ...ignores]),
    ignore,
  }))

/** A path cannot be a file and a folder. */
function withoutFolders(files: readonly (readonly [string, string])[]): SourceTree['files'] {
  return Object.fromEntries(
    files.filter(([one]) => !files.some(([other]) => other.startsWith(`${one}/`))),
  )
}

function takenByUs({ files, ignore }: SourceTree): readonly string[] {
  // source-controller looks into every folder but those of Git
  const read = Object.entries(files).filter(([each]) => !each.split('/').includes('.git'))
  const place = { path: 'source.yaml', line: 1 }
  const ofSource = ignorePatterns(ignore, { name: 'spec.ignore', folder: '', placeOf: () => place })
  const all = [...filePatterns(new Map(read)), ...ofSource]
  return Object.keys(files).filter((each) => isTaken(all, each))
}

// what is judged by its extension alone is no YAML
const isJudged = (each: string) => !/\.(?:png)$/.test(each)

test('what source-controller takes of generated trees is what its own library takes', () => {
  const trees = fc.sample(tree, { numRuns: 1000, seed: 8 })
  const theirs = takenBySource(trees)
  const judged = trees.map((each, index) => ({
    ...each,
    taken: (theirs[index] ?? []).filter(isJudged).sort(),
  }))
  for (const { taken, ...each } of judged) {
    expect({ ...each, taken: takenByUs(each).filter(isJudged).toSorted() }).toEqual({
      ...each,
      taken,
    })
  }
  // neither all nor none, or the trees would say nothing
  const share =
    judged.flatMap(({ taken }) => taken).length /
    trees.flatMap(({ files }) => Object.keys(files)).length
  expect([share > 0.2, share < 0.9]).toEqual([true, true])
})

test('a line that Go cannot read ends the patterns', () => {
  const long = {
    files: { 'a.yaml': '', '.sourceignore': `b\n${'x'.repeat(70_000)}\na.yaml\n` },
    ignore: '',
  }
  expect(takenBySource([long])[0]).toContain('a.yaml')
  expect(takenByUs(long)).toContain('a.yaml')
})
