import { execFileSync } from 'node:child_process'
import fs, { chmodSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
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

test('each file is opened once, whoever names it, and asked for its size only where it is large', () => {
  const root = folderWith({
    '.git/HEAD': '',
    ...tree('c/Kustomization', 'c/a.yaml', 'd/a.json', 'd/x.yaml'),
    'd/large.yaml': ' '.repeat(2 ** 16),
  })
  const wanted = ['d/a.json', 'c/a.yaml', 'd', 'c']
  const [opened, asked] = [jest.spyOn(fs, 'openSync'), jest.spyOn(fs, 'fstatSync')]
  try {
    const { files } = readPackage([join(root, 'c'), root], () => wanted).input
    const paths = [...files.keys()].map((path) => join(root, path))
    expect(opened.mock.calls.map(([path]) => path).sort()).toEqual(paths)
    expect(asked).toHaveBeenCalledTimes(1)
    expect(files.get('d/large.yaml')).toHaveLength(2 ** 16)
  } finally {
    opened.mockRestore()
    asked.mockRestore()
  }
})

describe('a repository', () => {
  test('is read whole whatever is named, by path, with the text of each file', () => {
    const files = tree('c/Kustomization', 'c/a/b/y.yml', 'c/z.yaml', 'd.yaml')
    const root = folderWith({ '.git/HEAD': '', ...files })
    for (const named of ['', 'c', 'c/a/b', 'd.yaml']) {
      const { input } = readPackage([join(root, named)], () => [])
      expect(input).toEqual({
        files: new Map(Object.entries(files)),
        unreadable: new Map(),
        leftOut: new Map(),
        paths: [named],
      })
      expect([...input.files.keys()]).toEqual(Object.keys(files))
    }
  })

  test.each(['.a.yaml', '.yaml', '.b/a.yml', 'c/.b/.d/Kustomization', '.git.yaml'])(
    'gives "%s", which Flux takes though it is hidden',
    (path) => {
      expect(readPaths(tree(path, 'x.yaml'), ['x.yaml'])).toEqual([path, 'x.yaml'])
    },
  )

  test.each(['a.json', 'a.txt', 'a.YAML', 'yaml', 'kustomization', 'Kustomization.md'])(
    'does not give "%s", which no scan takes',
    (name) => {
      expect(readPaths(tree(name, 'x.yaml'), [''])).toEqual(['x.yaml'])
    },
  )

  test.each([
    '.git/a.yaml',
    'c/.git/a.yaml',
    'node_modules/p/a.yaml',
    'c/node_modules/a.yaml',
    '.github/workflows/a.yaml',
    'c/.circleci/config.yml',
    '.gitlab-ci.yml',
    'c/.sops.yaml',
  ])('does not give "%s", which is no content', (path) => {
    expect(readPaths(tree(path, 'x.yaml'), [''])).toEqual(['x.yaml'])
  })

  test('gives files as they are: byte order mark, CRLF, no final newline', () => {
    const text = '\ufeffa: é\r\n\tb'
    const root = folderWith({ 'x.yaml': text })
    expect(readPackage([root], () => []).input.files.get('x.yaml')).toBe(text)
  })

  test('that is empty gives nothing', () => {
    expect(readPaths({}, [''])).toEqual([])
  })
})

test.each([
  ['a folder', 'c', ['.e.yaml', 'x.yaml']],
  ['a file', 'c/x.yaml', ['x.yaml']],
])('without `.git` %s is read by itself', (_, named, read) => {
  const root = folderWith(tree('c/x.yaml', 'c/.e.yaml', 'd.yaml'))
  expect([...readPackage([join(root, named)], () => []).input.files.keys()]).toEqual(read)
})

test('a file that is named is read whatever it is called', () => {
  expect(readPaths(tree('a/.x.json', 'a/y.yaml'), ['a/.x.json'])).toEqual(['a/.x.json', 'a/y.yaml'])
})

test.each(['.github', 'node_modules/a'])('the folder "%s" is read where it is named', (folder) => {
  const file = `${folder}/x.yaml`
  expect(readPaths(tree(file, 'z.yaml'), [folder])).toEqual([file, 'z.yaml'])
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
    expect(readPaths(ignoring, ['c'])).toEqual(['c/d.yaml', 'c/e.yaml', 'f/g.yaml'])
    expect(readPaths(ignoring, ['f/e.yaml'])).toEqual(['f/e.yaml', 'f/g.yaml'])
    expect(readPaths(ignoring, ['f'], ['c/d.yaml'])).toEqual(['c/d.yaml', 'f/g.yaml'])
  })

  test('does not count as a link', () => {
    const root = folderWith({ '.git/HEAD': '', 'ignored.txt': 'a.yaml\n', 'a.yaml': '' })
    symlinkSync('ignored.txt', join(root, '.krmignore'))
    expect([...readPackage([root], () => []).input.files.keys()]).toEqual(['a.yaml'])
  })
})

describe('what is asked for', () => {
  const files = {
    '.krmignore': 'base/\nplain/\n',
    ...tree(
      'c/x.yaml',
      'c/patch.json',
      'base/kustomization.yaml',
      'base/a.yaml',
      'plain/a.yml',
      'plain/b/c.yaml',
      '.github/x.yaml',
    ),
  }

  test.each<[string, readonly string[]]>([
    ['c/patch.json', ['c/patch.json', 'c/x.yaml']],
    ['base', ['base/kustomization.yaml', 'c/x.yaml']],
    ['base/a.yaml', ['base/a.yaml', 'c/x.yaml']],
    ['plain', ['c/x.yaml', 'plain/a.yml', 'plain/b/c.yaml']],
    ['.github', ['.github/x.yaml', 'c/x.yaml']],
    ['none', ['c/x.yaml']],
    ['c/x.yaml/y', ['c/x.yaml']],
    ['.git/HEAD', ['c/x.yaml']],
    ['../x.yaml', ['c/x.yaml']],
  ])('%s', (asked, left) => {
    expect(readPaths(files, ['c'], [asked])).toEqual(left)
  })

  test('is asked for until nothing new comes, and once only', () => {
    const root = folderWith({ '.git/HEAD': '', ...tree('c/x.yaml', 'one', 'two') })
    const rounds: (readonly string[])[] = []
    const { input } = readPackage([join(root, 'c')], ({ files: seen }) => {
      rounds.push([...seen.keys()])
      return ['none', 'one', ...(seen.has('one') ? ['two', 'c/x.yaml'] : [])]
    })
    expect([...input.files.keys()]).toEqual(['c/x.yaml', 'one', 'two'])
    expect(rounds).toHaveLength(3)
  })

  test('is not read again', () => {
    const root = folderWith({ '.git/HEAD': '', ...tree('c/x.yaml') })
    const { input } = readPackage([root], () => {
      writeFileSync(join(root, 'c/x.yaml'), 'edited')
      return ['c/x.yaml', 'c']
    })
    expect(input.files).toEqual(new Map([['c/x.yaml', 'c/x.yaml']]))
  })
})

describe('a link', () => {
  /** What is read of a repository with one more file, a link that leads to `target`. */
  function linked(target: string, link: string, asked: readonly string[] = []) {
    const outside = folderWith(tree('x.yaml'))
    const root = folderWith({
      '.git/config': 'secret',
      '.krmignore': 'base/',
      ...tree('c/x.yaml', 'base/kustomization.yaml', 'base/a.yaml'),
    })
    symlinkSync(target.replace('OUTSIDE', outside), join(root, link))
    const { files, unreadable } = readPackage([join(root, 'c')], () => asked).input
    return { read: [...files.keys()], unreadable: Object.fromEntries(unreadable) }
  }
  const read = ['c/x.yaml']
  const why = "it is a symbolic link, which Flux's artifacts do not hold"

  test.each([
    ['a file of the repository', 'x.yaml'],
    ['another place', 'OUTSIDE/x.yaml'],
    ['`.git`', '../.git/config'],
    ['nothing', 'none.yaml'],
    ['itself', '.l.yaml'],
    ['a device', '/dev/null'],
    ['a folder', '../base'],
    ['the folder that it is in', '.'],
  ])('to %s is not read, and told where its name would be', (_, target) => {
    expect(linked(target, 'c/.l.yaml')).toEqual({ read, unreadable: { 'c/.l.yaml': why } })
    const link = 'c/Kustomization'
    expect(linked(target, link)).toEqual({ read, unreadable: { [link]: why } })
    for (const other of ['c/l', 'c/l.json', 'c/.sops.yaml', 'node_modules', 'base/l.yaml']) {
      expect(linked(target, other)).toEqual({ read, unreadable: {} })
    }
  })

  test.each(['../base', '../base/a.yaml', 'OUTSIDE', 'none'])(
    'to %s is told where it is asked for',
    (target) => {
      expect(linked(target, 'c/l', ['c/l'])).toEqual({ read, unreadable: { 'c/l': why } })
    },
  )

  test.each(['../base', 'OUTSIDE', 'none', 'l'])(
    'to %s is told where something behind it is asked for',
    (target) => {
      const behind = "it is behind a symbolic link, which Flux's artifacts do not hold"
      for (const asked of ['c/l/a.yaml', 'c/l/none/a.yaml']) {
        expect(linked(target, 'c/l', [asked])).toEqual({ read, unreadable: { [asked]: behind } })
      }
    },
  )

  test('makes no kustomization: the files of its folder are read', () => {
    const root = folderWith({ '.git/HEAD': '', ...tree('node_modules/b/a.yaml', 'k.yaml') })
    symlinkSync('../../k.yaml', join(root, 'node_modules/b/kustomization.yaml'))
    const { files, unreadable } = readPackage([root], () => ['node_modules/b']).input
    expect([...files.keys()]).toEqual(['k.yaml', 'node_modules/b/a.yaml'])
    expect(unreadable).toEqual(new Map([['node_modules/b/kustomization.yaml', why]]))
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
