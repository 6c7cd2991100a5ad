import { execFileSync } from 'node:child_process'
import { chmodSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../run/input-error.ts'
import { folderWith, removeFolders, withoutPrivilege } from './folder-fixture.ts'
import { readPackage } from './folder-read.ts'
import { shownPath } from './folder-root.ts'

afterAll(removeFolders)

type Tree = Readonly<Record<string, string | Uint8Array>>

/** The paths that are read where `paths` of a repository with these files are named and `asked` is wanted. */
function readPaths(tree: Tree, paths: readonly string[], asked: readonly string[] = []) {
  const root = folderWith({ '.git/HEAD': '', ...tree })
  const named = paths.map((path) => join(root, path))
  return [...readPackage(named, () => asked).input.files.keys()]
}

/** Files that hold their own path. */
const tree = (...paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, path]))

describe('a folder', () => {
  test('is read all the way down, by path, with the text of each file', () => {
    const root = folderWith({
      '.git/HEAD': '',
      ...tree('c/z.yaml', 'c/a/b/y.yml', 'c/Kustomization', 'd.yaml'),
    })
    const { input } = readPackage([join(root, 'c')], () => [])
    expect(input).toEqual({
      files: new Map(Object.entries(tree('c/Kustomization', 'c/a/b/y.yml', 'c/z.yaml'))),
      unreadable: new Map(),
      paths: ['c'],
    })
    expect([...input.files.keys()]).toEqual(['c/Kustomization', 'c/a/b/y.yml', 'c/z.yaml'])
  })

  test.each(['a.json', 'a.txt', 'a.YAML', 'yaml', 'kustomization', 'Kustomization.md'])(
    'does not give "%s", which no scan takes',
    (name) => {
      expect(readPaths(tree(name, 'x.yaml'), [''])).toEqual(['x.yaml'])
    },
  )

  test.each(['.a.yaml', '.b/a.yaml', 'c/.git/a.yaml', '.git/a.yaml', 'node_modules/p/a.yaml'])(
    'does not give "%s", which is no content',
    (path) => {
      expect(readPaths(tree(path, 'x.yaml'), [''])).toEqual(['x.yaml'])
    },
  )

  test('gives files as they are: byte order mark, CRLF, no final newline', () => {
    const text = '\ufeffa: é\r\n\tb'
    const root = folderWith({ 'x.yaml': text })
    expect(readPackage([root], () => []).input.files.get('x.yaml')).toBe(text)
  })

  test('that is empty gives nothing', () => {
    expect(readPaths({}, [''])).toEqual([])
  })
})

test('a file that is named is read whatever it is called', () => {
  expect(readPaths(tree('a/.x.json', 'a/y.yaml'), ['a/.x.json'])).toEqual(['a/.x.json'])
})

test('a folder that is named is read though it is hidden', () => {
  expect(readPaths(tree('.a/x.yaml', '.a/.b/y.yaml'), ['.a'])).toEqual(['.a/x.yaml'])
})

describe('`.krmignore`', () => {
  test.each<[string, Tree, readonly string[]]>([
    ['names files', { '.krmignore': 'b.yaml\n' }, ['a.yaml', 'c/d.yaml']],
    ['names a folder', { '.krmignore': '# charts\nc/\n' }, ['a.yaml', 'b.yaml']],
    ['is anchored', { '.krmignore': '/d.yaml\n/b.yaml\n' }, ['a.yaml', 'c/b.yaml', 'c/d.yaml']],
    ['has patterns', { '.krmignore': '**/[bd].yaml\n' }, ['a.yaml']],
    ['takes back', { '.krmignore': '*.yaml\n!d.yaml\n' }, ['c/d.yaml']],
    ['counts below its folder', { 'c/.krmignore': 'b.yaml\n' }, ['a.yaml', 'b.yaml', 'c/d.yaml']],
    [
      'wins from inside',
      { '.krmignore': 'b.yaml', 'c/.krmignore': '!b.yaml' },
      ['a.yaml', 'c/b.yaml', 'c/d.yaml'],
    ],
    [
      'is case-sensitive',
      { '.krmignore': 'B.yaml\nD.yaml\n/A.yaml' },
      ['a.yaml', 'b.yaml', 'c/b.yaml', 'c/d.yaml'],
    ],
  ])('%s', (_, ignoring, left) => {
    const files = tree('a.yaml', 'b.yaml', 'c/b.yaml', 'c/d.yaml')
    expect(readPaths({ ...files, ...ignoring }, [''])).toEqual(left)
  })

  const ignoring = {
    '.krmignore': 'c/\ne.yaml\n',
    ...tree('c/d.yaml', 'c/e.yaml', 'f/e.yaml', 'f/g.yaml'),
  }

  test('of a folder around the named one counts', () => {
    expect(readPaths(ignoring, ['f'])).toEqual(['f/g.yaml'])
  })

  test('does not count for what is named or asked for', () => {
    expect(readPaths(ignoring, ['c'])).toEqual(['c/d.yaml', 'c/e.yaml'])
    expect(readPaths(ignoring, ['f/e.yaml'])).toEqual(['f/e.yaml'])
    expect(readPaths(ignoring, ['f'], ['c/d.yaml'])).toEqual(['c/d.yaml', 'f/g.yaml'])
  })
})

describe('what is asked for', () => {
  const files = tree(
    'c/x.yaml',
    'base/kustomization.yaml',
    'base/a.yaml',
    'base/patch.json',
    'plain/a.yml',
    'plain/b/c.yaml',
    '.h/x.yaml',
  )

  test.each<[string, readonly string[]]>([
    ['base/patch.json', ['base/patch.json', 'c/x.yaml']],
    ['base', ['base/kustomization.yaml', 'c/x.yaml']],
    ['plain', ['c/x.yaml', 'plain/a.yml', 'plain/b/c.yaml']],
    ['.h', ['.h/x.yaml', 'c/x.yaml']],
    ['none', ['c/x.yaml']],
    ['c/x.yaml/y', ['c/x.yaml']],
    ['.git/HEAD', ['c/x.yaml']],
    ['../x.yaml', ['c/x.yaml']],
  ])('%s', (asked, left) => {
    expect(readPaths(files, ['c'], [asked])).toEqual(left)
  })

  test('is asked for until nothing new comes, and once only', () => {
    const root = folderWith({
      '.git/HEAD': '',
      ...tree('c/x.yaml', 'c/y.yaml', 'one.yaml', 'two.yaml'),
    })
    const rounds: (readonly string[])[] = []
    const { input } = readPackage([join(root, 'c')], ({ files: seen }) => {
      rounds.push([...seen.keys()])
      return ['none', 'one.yaml', ...(seen.has('one.yaml') ? ['two.yaml', 'c/y.yaml'] : [])]
    })
    expect([...input.files.keys()]).toEqual(['c/x.yaml', 'c/y.yaml', 'one.yaml', 'two.yaml'])
    expect(rounds).toHaveLength(3)
  })
})

describe('a link', () => {
  /** A repository with one more file, a link to `target`. */
  function linked(target: string, link: string, asked: readonly string[] = []) {
    const outside = folderWith(tree('x.yaml'))
    const root = folderWith({
      '.git/config': 'secret',
      ...tree('c/x.yaml', 'base/kustomization.yaml', 'base/a.yaml'),
    })
    symlinkSync(target.replace('OUTSIDE', outside), join(root, link))
    const { files, unreadable } = readPackage([join(root, 'c')], () => asked).input
    return { read: [...files.keys()], unreadable: Object.fromEntries(unreadable) }
  }
  const read = ['c/x.yaml']
  const out = 'it is a link that leads out of the repository'

  test('to a file of the repository is read under its own name', () => {
    expect(linked('../base/a.yaml', 'c/l.yaml')).toEqual({
      read: ['c/l.yaml', ...read],
      unreadable: {},
    })
  })

  test.each([
    ['out of the repository', 'OUTSIDE/x.yaml', out],
    ['into `.git`', '../.git/config', out],
    ['to nothing', 'none.yaml', 'it is a link that leads nowhere'],
    ['to itself', 'l.yaml', 'it is a link that leads nowhere'],
    ['to a device', '/dev/null', out],
  ])('%s is not followed, and told', (_, target, why) => {
    expect(linked(target, 'c/l.yaml')).toEqual({ read, unreadable: { 'c/l.yaml': why } })
  })

  test.each([
    ['a folder of the repository', '../base'],
    ['the folder that it is in', '.'],
    ['the folder around it', '..'],
    ['another place', 'OUTSIDE'],
  ])('to %s is not entered', (_, target) => {
    expect(linked(target, 'c/l')).toEqual({ read, unreadable: {} })
    expect(linked(target, 'c/l.yaml').read).toEqual(read)
  })

  test('to a folder of the repository is followed where it is asked for', () => {
    expect(linked('../base', 'c/l', ['c/l'])).toEqual({
      read: ['c/l/kustomization.yaml', ...read],
      unreadable: {},
    })
    expect(linked('../base', 'c/l', ['c/l/a.yaml']).read).toEqual(['c/l/a.yaml', ...read])
  })

  test.each([['c/l'], ['c/l/x.yaml']])('that leads out is told where %s is asked for', (asked) => {
    expect(linked('OUTSIDE', 'c/l', [asked])).toEqual({ read, unreadable: { [asked]: out } })
  })
})

describe('what is no text', () => {
  test.each<[string, Uint8Array, string]>([
    [
      'UTF-16',
      Uint8Array.of(0xff, 0xfe, 0x61, 0),
      'it is not UTF-8: its byte order mark says UTF-16',
    ],
    ['Latin-1', Uint8Array.of(0x61, 0x0a, 0xe9), 'it is not UTF-8: line 2 is not'],
    ['git-crypt', Buffer.from('\0GITCRYPT\0\x91\x92', 'latin1'), 'git-crypt has encrypted it'],
  ])('%s is told, and the rest is read', (_, bytes, why) => {
    const root = folderWith({ 'a.yaml': bytes, 'b.yaml': '' })
    const { files, unreadable } = readPackage([root], () => []).input
    expect([...files.keys()]).toEqual(['b.yaml'])
    expect(unreadable).toEqual(new Map([['a.yaml', why]]))
  })

  test('a file of 40 MiB is told without being read', () => {
    const root = folderWith({ 'a.yaml': '' })
    truncateSync(join(root, 'a.yaml'), 40 * 2 ** 20)
    expect(readPackage([root], () => []).input.unreadable).toEqual(
      new Map([['a.yaml', 'it is larger than 32 MiB']]),
    )
  })

  test('a pipe is told, and nobody waits for a writer', () => {
    const root = folderWith({})
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', join(root, 'a.yaml')])
    expect(readPackage([root], () => []).input.unreadable).toEqual(
      new Map([['a.yaml', 'it is no regular file']]),
    )
  })
})

test.each([
  ['folder', 'a'],
  ['file', 'a/x.yaml'],
])('a %s that must not be read is an error, since a check must not pass over it', (_, path) => {
  const root = folderWith({ 'a/x.yaml': '' })
  chmodSync(join(root, path), 0)
  withoutPrivilege(root, () => {
    expect(() => readPackage([root], () => [])).toThrow(
      new InputError(`"${shownPath(root, path)}" cannot be read: EACCES: permission denied.`),
    )
  })
  chmodSync(join(root, path), 0o700)
})
