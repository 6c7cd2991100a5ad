import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { InputError } from '../run/input-error.ts'
import { folderWith, removeFolders } from './folder-fixture.ts'
import { namedPaths, pathInside, shownPath } from './folder-root.ts'

afterAll(removeFolders)

test('the root is the nearest folder with `.git` around a folder or a file', () => {
  const root = folderWith({ '.git/HEAD': '', 'clusters/a/x.yaml': '', 'apps/y.yaml': '' })
  expect(namedPaths([join(root, 'clusters/a'), join(root, 'apps/y.yaml')])).toEqual({
    root,
    isRepository: true,
    paths: ['clusters/a', 'apps/y.yaml'],
  })
  expect(namedPaths([root])).toEqual({ root, isRepository: true, paths: [''] })
})

test('`.git` may be a file, as in a worktree, and the nearest one counts', () => {
  const root = folderWith({ '.git/HEAD': '', 'sub/.git': 'gitdir: x', 'sub/a/x.yaml': '' })
  expect(namedPaths([join(root, 'sub/a')])).toEqual({
    root: join(root, 'sub'),
    isRepository: true,
    paths: ['a'],
  })
})

test('without `.git` the root is the folder, or the folder of the file', () => {
  const root = folderWith({ 'a/x.yaml': '' })
  const around = { root: join(root, 'a'), isRepository: false }
  expect(namedPaths([join(root, 'a')])).toEqual({ ...around, paths: [''] })
  expect(namedPaths([join(root, 'a/x.yaml')])).toEqual({ ...around, paths: ['x.yaml'] })
})

test('a path that is named twice counts once', () => {
  const root = folderWith({ '.git/HEAD': '', 'a/x.yaml': '' })
  expect(namedPaths([join(root, 'a'), join(root, 'a/'), join(root, '.', 'a')]).paths).toEqual(['a'])
})

test('a path is what it is behind links', () => {
  const root = folderWith({ '.git/HEAD': '', 'a/x.yaml': '' })
  const elsewhere = folderWith({})
  symlinkSync(join(root, 'a'), join(elsewhere, 'link'))
  expect(namedPaths([join(elsewhere, 'link')])).toEqual({ root, isRepository: true, paths: ['a'] })
})

test('paths of two repositories are refused', () => {
  const [one, other] = [folderWith({ '.git/HEAD': '' }), folderWith({ '.git/HEAD': '' })]
  expect(() => namedPaths([one, other])).toThrow(
    new InputError(
      `All paths must be in one repository, and "${one}" and "${other}" are not: the nearest \`.git\` tells, and without one each folder is its own.`,
    ),
  )
})

test('a path that is not there is refused', () => {
  const missing = join(folderWith({}), 'none')
  expect(() => namedPaths([missing])).toThrow(
    new InputError(`"${missing}" cannot be read: ENOENT: no such file or directory.`),
  )
})

test('what is neither a folder nor a file is refused', () => {
  expect(() => namedPaths(['/dev/null'])).toThrow(
    new InputError('"/dev/null" must be a folder or a file.'),
  )
})

test.each([
  ['/r', '/r/a/b', 'a/b'],
  ['/r', '/r', ''],
  ['/r', '/ra', undefined],
  ['/r', '/', undefined],
  ['/r', '/r/.git', undefined],
  ['/r', '/r/sub/.git/config', undefined],
  ['/r', '/r/..a', '..a'],
])('inside %s, %s is %s', (root, path, inside) => {
  expect(pathInside(root, path)).toBe(inside)
})

test('paths are shown as from where the user stands', () => {
  const here = process.cwd()
  expect(shownPath(here, 'a/b.yaml')).toBe('a/b.yaml')
  expect(shownPath(dirname(here), 'x.yaml')).toBe('../x.yaml')
  expect(shownPath(here, '')).toBe('.')
  const folder = folderWith({})
  mkdirSync(join(folder, 'a'))
  expect(shownPath(folder, 'a')).toBe(relative(here, join(folder, 'a')))
})

test('an empty path, as of a variable that is not set, is not the current folder', () => {
  expect(() => namedPaths([''])).toThrow('A path must not be empty.')
})
