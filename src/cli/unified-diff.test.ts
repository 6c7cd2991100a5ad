import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { filesOf, folderWith, removeFolders } from '../host/folder-fixture.ts'
import { unifiedDiff } from './unified-diff.ts'

afterAll(removeFolders)

type Texts = Readonly<Record<string, string>>
type Changes = Readonly<Record<string, string | null>>

const same = (path: string) => path
const diffOf = (files: Texts, changes: Changes, named = same) =>
  unifiedDiff(new Map(Object.entries(files)), new Map(Object.entries(changes)), named)

/** What `git apply` makes of a folder. */
function applied(files: Texts, diff: string): Record<string, string> {
  const folder = folderWith(files)
  // outside of a repository nothing of the machine's configuration counts
  execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: folder, input: diff, stdio: 'pipe' })
  return filesOf(folder)
}

function after(files: Texts, changes: Changes): Record<string, string> {
  const texts = Object.entries({ ...files, ...changes })
  return Object.fromEntries(texts.filter((each): each is [string, string] => each[1] !== null))
}

test('a changed, a new and a removed file, as Git writes them', () => {
  const files = { 'a/b.yaml': '1\n2\n3\n4\n5\n6\n7\n8\n', 'c.yaml': 'old' }
  const changes = { 'a/b.yaml': '1\n2\n3\n4\nfive\n6\n7\n8\n', 'n.yaml': 'new\n', 'c.yaml': null }
  expect(diffOf(files, changes)).toBe(
    `${[
      '--- a/a/b.yaml',
      '+++ b/a/b.yaml',
      '@@ -2,7 +2,7 @@',
      ' 2',
      ' 3',
      ' 4',
      '-5',
      '+five',
      ' 6',
      ' 7',
      ' 8',
      '--- /dev/null',
      '+++ b/n.yaml',
      '@@ -0,0 +1,1 @@',
      '+new',
      '--- a/c.yaml',
      '+++ /dev/null',
      '@@ -1,1 +0,0 @@',
      '-old',
      '\\ No newline at end of file',
    ].join('\n')}\n`,
  )
})

test('nothing changes, nothing is printed', () => {
  expect(diffOf({ 'a.yaml': 'a' }, {})).toBe('')
})

test('names are those that the user would type', () => {
  expect(diffOf({ x: 'a\n' }, { x: 'b\n' }, (path) => `../${path}`)).toMatch(
    /^--- a\/\.\.\/x\n\+\+\+ b\/\.\.\/x\n/,
  )
})

const names = [
  'a.yaml',
  'a b.yaml',
  'é.yaml',
  'quote".yaml',
  'a\\b.yaml',
  'tab\t.yaml',
  'd/e/f.yaml',
  '-a.yaml',
  "it's.yaml",
]

test.each(names)('`git apply` takes the name %j', (name) => {
  const files = { [name]: 'old\n', 'other.yaml': 'x' }
  for (const text of ['new\n', null]) {
    expect(applied(files, diffOf(files, { [name]: text }))).toEqual(after(files, { [name]: text }))
  }
  const made = { [name]: 'new' }
  expect(applied({ 'other.yaml': 'x' }, diffOf({}, made))).toEqual({ 'other.yaml': 'x', ...made })
})

test('`git apply` gives the new texts, whatever the line ends', () => {
  const line = fc.constantFrom(
    'a',
    'b',
    ' c',
    '',
    '-d',
    '+e',
    '@@ f',
    '\\ g',
    '\u2028',
    '\ufeff',
    'h\rh',
  )
  const end = fc.constantFrom('\n', '\n', '\r\n')
  const text = fc
    .tuple(fc.array(fc.tuple(line, end), { maxLength: 14 }), line)
    .map(([lines, last]) => lines.flat().join('') + last)
    .filter((whole) => whole !== '')
  const names = ['a.yaml', 'b/c.yaml', 'd.yaml'] as const
  const texts = fc.record(Object.fromEntries(names.map((name) => [name, fc.option(text)])))
  fc.assert(
    fc.property(texts, texts, (old, wanted) => {
      const files = after({}, old)
      const changes = Object.fromEntries(
        Object.entries(wanted).filter(([name, value]) => value !== (files[name] ?? null)),
      )
      const diff = diffOf(files, changes)
      if (diff === '') return
      expect(applied(files, diff)).toEqual(after(files, changes))
    }),
    { numRuns: 100 },
  )
})

test('`git apply` takes it in a folder of a repository', () => {
  const root = folderWith({ 'sub/a.yaml': 'old\n' })
  execFileSync('git', ['init', '--quiet'], { cwd: root })
  mkdirSync(join(root, 'sub/b'))
  const diff = diffOf({ 'a.yaml': 'old\n' }, { 'a.yaml': 'new\n', 'b/n.yaml': 'n\n' })
  execFileSync('git', ['apply'], { cwd: join(root, 'sub'), input: diff, stdio: 'pipe' })
  expect(filesOf(join(root, 'sub'))).toEqual({ 'a.yaml': 'new\n', 'b/n.yaml': 'n\n' })
})
