import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../run/input-error.ts'
import { filesOf, folderWith, removeFolders, withoutPrivilege } from './folder-fixture.ts'
import { readPackage } from './folder-read.ts'
import { shownPath } from './folder-root.ts'
import { writeChanges } from './folder-write.ts'

afterAll(removeFolders)

type Texts = Readonly<Record<string, string | null>>

/** Reads a folder, lets `meanwhile` happen, and writes. */
function write(folder: string, changes: Texts, meanwhile: () => void = () => {}) {
  const read = readPackage([folder], () => [])
  meanwhile()
  return writeChanges(read, new Map(Object.entries(changes)))
}

describe('files', () => {
  test('are made with their folders, written anew, and removed with theirs', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b', 'c/d/x.yaml': 'x', 'c/y.txt': 'y' })
    const report = write(folder, { 'a.yaml': 'é\r\n', 'n/m/o.yaml': 'new', 'c/d/x.yaml': null })
    expect(report).toEqual({ written: ['n/m/o.yaml', 'a.yaml', 'c/d/x.yaml'] })
    expect(filesOf(folder)).toEqual({
      'a.yaml': 'é\r\n',
      'b.yaml': 'b',
      'c/y.txt': 'y',
      'n/m/o.yaml': 'new',
    })
    expect(existsSync(join(folder, 'c/d'))).toBe(false)
  })

  test('that do not change are not touched', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' })
    const paths = ['a.yaml', 'b.yaml'].map((name) => join(folder, name))
    for (const path of paths) utimesSync(path, 1, 1)
    const before = paths.map((path) => statSync(path).ino)
    expect(write(folder, { 'a.yaml': 'a' })).toEqual({ written: [] })
    expect(paths.map((path) => statSync(path).mtimeMs)).toEqual([1000, 1000])
    expect(paths.map((path) => statSync(path).ino)).toEqual(before)
  })

  test.each([0o600, 0o640, 0o755])('keep the mode %o', (mode) => {
    const folder = folderWith({ 'a.yaml': 'a' })
    chmodSync(join(folder, 'a.yaml'), mode)
    write(folder, { 'a.yaml': 'b' })
    expect(statSync(join(folder, 'a.yaml')).mode & 0o7777).toBe(mode)
  })

  test('that were read by another name are replaced there, not written through', () => {
    const folder = folderWith({ 'a.yaml': 'a' })
    linkSync(join(folder, 'a.yaml'), join(folder, 'hard.txt'))
    write(folder, { 'a.yaml': 'b' })
    expect(filesOf(folder)).toEqual({ 'a.yaml': 'b', 'hard.txt': 'a' })
  })

  test('of a folder that loses its last file: the folder goes, the repository stays', () => {
    const folder = folderWith({ 'a.yaml': 'a' })
    expect(write(folder, { 'a.yaml': null })).toEqual({ written: ['a.yaml'] })
    expect(existsSync(folder)).toBe(true)
    expect(filesOf(folder)).toEqual({})
  })

  test('keep their owner where the system lets them', () => {
    const folder = folderWith({ 'a.yaml': 'a' })
    withoutPrivilege(folder, () => {})
    const { uid, gid } = statSync(join(folder, 'a.yaml'))
    write(folder, { 'a.yaml': 'b' })
    expect(statSync(join(folder, 'a.yaml'))).toMatchObject({ uid, gid })
  })
})

describe('the order', () => {
  const files = {
    'f/kustomization.yaml': 'old',
    'apps/b.yaml': 'old',
    'apps/a.yaml': 'old',
    'f/gone/kustomization.yaml': 'old',
  }

  test('of a lock: what is new, objects, then the kustomizations that list', () => {
    const { written } = write(folderWith(files), {
      'f/kustomization.yaml': 'new',
      'apps/b.yaml': 'new',
      'g/kustomization.yaml': 'new',
      'g/flux-tenancy/kustomization.yaml': 'new',
      'apps/a.yaml': 'new',
    })
    expect(written).toEqual([
      'g/flux-tenancy/kustomization.yaml',
      'apps/b.yaml',
      'apps/a.yaml',
      'f/kustomization.yaml',
      'g/kustomization.yaml',
    ])
  })

  test('of an unlock: the other way round', () => {
    const { written } = write(folderWith(files), {
      'f/gone/kustomization.yaml': null,
      'apps/a.yaml': 'new',
      'f/kustomization.yaml': 'new',
    })
    expect(written).toEqual(['f/kustomization.yaml', 'apps/a.yaml', 'f/gone/kustomization.yaml'])
  })
})

describe('nothing is written', () => {
  const files = { 'a.yaml': 'a', 'b.yaml': 'b' }
  const changes = { 'a.yaml': 'new', 'b.yaml': 'new', 'c.yaml': 'new' }

  test.each<[string, string, string, (folder: string) => void]>([
    [
      'a file was edited',
      'b.yaml',
      'must not have changed since it was read',
      (folder) => appendFileSync(join(folder, 'b.yaml'), '\n'),
    ],
    [
      'a file was removed',
      'b.yaml',
      'must not have changed since it was read',
      (folder) => rmSync(join(folder, 'b.yaml')),
    ],
    [
      'a file was made',
      'c.yaml',
      'must not be there yet',
      (folder) => writeFileSync(join(folder, 'c.yaml'), 'new'),
    ],
    [
      'a folder was made',
      'c.yaml',
      'must not be there yet',
      (folder) => mkdirSync(join(folder, 'c.yaml')),
    ],
    [
      'a file became a folder',
      'b.yaml',
      'must not have changed since it was read',
      (folder) => {
        rmSync(join(folder, 'b.yaml'))
        mkdirSync(join(folder, 'b.yaml'))
      },
    ],
  ])('where %s meanwhile', (_, path, must, meanwhile) => {
    const folder = folderWith(files)
    expect(() => write(folder, changes, () => meanwhile(folder))).toThrow(
      new InputError(`The file "${shownPath(folder, path)}" ${must}; nothing was written.`),
    )
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('a')
  })

  test.each([
    ['c/T.RENDERED.yaml', 'c/t.rendered.yaml', 'c/T.RENDERED.yaml'],
    ['C/t.txt', 'c/t.rendered.yaml', 'C'],
    ['\u00e9.yaml', 'e\u0301.yaml', '\u00e9.yaml'],
  ])('where "%s" is, which may be "%s"', (there, made, twin) => {
    const folder = folderWith({ 'a.yaml': 'a', [there]: 'x' })
    expect(() => write(folder, { 'a.yaml': 'new', [made]: 'new' })).toThrow(
      new InputError(
        `The file "${shownPath(folder, made)}" must not be written: on a disk that ignores case it is "${shownPath(folder, twin)}"; nothing was written.`,
      ),
    )
    expect(filesOf(folder)).toEqual({ 'a.yaml': 'a', [there]: 'x' })
  })

  test('over a file that could not be read', () => {
    const folder = folderWith({ 'a.yaml': Uint8Array.of(0xe9) })
    expect(() => write(folder, { 'a.yaml': 'new' })).toThrow('must not be there yet')
  })

  test('outside of what was named', () => {
    const root = folderWith({ '.git/HEAD': '', 'a/x.yaml': 'x', 'b/y.yaml': 'y' })
    const read = readPackage([join(root, 'a')], () => ['b/y.yaml'])
    for (const [path, text] of [
      ['b/y.yaml', 'new'],
      ['b/n.yaml', 'new'],
      ['ab.yaml', 'new'],
    ] as const) {
      const folder = path === 'ab.yaml' ? '' : 'b'
      expect(() =>
        writeChanges(
          read,
          new Map([
            ['a/x.yaml', 'new'],
            [path, text],
          ]),
        ),
      ).toThrow(
        new InputError(
          `The file "${shownPath(root, path)}" must not be written: it is outside of what was named; name "${shownPath(root, folder)}" too.`,
        ),
      )
    }
    expect(filesOf(root)).toMatchObject({ 'a/x.yaml': 'x', 'b/y.yaml': 'y' })
  })

  test.each(['../x.yaml', '.git/x.yaml', 'sub/.git/x.yaml', 'a/../x.yaml'])(
    'to "%s", which is no file of a repository',
    (path) => {
      const root = folderWith({ '.git/HEAD': '', 'a.yaml': 'a' })
      expect(() => write(root, { 'a.yaml': 'new', [path]: 'new' })).toThrow(
        `The file "${shownPath(root, path)}" must not be written: it is outside of what was named`,
      )
      expect(filesOf(root)).toEqual({ '.git/HEAD': '', 'a.yaml': 'a' })
    },
  )

  test('where the folder is read-only', () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b/x.yaml': 'x' })
    chmodSync(join(folder, 'b'), 0o555)
    withoutPrivilege(folder, () => {
      expect(() => write(folder, { 'a.yaml': 'new', 'b/x.yaml': 'new' })).toThrow(
        new InputError(
          `The file "${shownPath(folder, 'b/x.yaml')}" cannot be written: EACCES: permission denied; nothing was written.`,
        ),
      )
    })
    chmodSync(join(folder, 'b'), 0o755)
    expect(filesOf(folder)).toEqual({ 'a.yaml': 'a', 'b/x.yaml': 'x' })
  })

  test('where a file is read-only, though its folder is not', () => {
    const folder = folderWith(files)
    chmodSync(join(folder, 'b.yaml'), 0o444)
    withoutPrivilege(folder, () => {
      expect(() => write(folder, changes)).toThrow(
        `The file "${shownPath(folder, 'b.yaml')}" cannot be written: EACCES: permission denied`,
      )
    })
    expect(filesOf(folder)).toEqual(files)
  })
})

test('what was written before a file that cannot be replaced is told', () => {
  const folder = folderWith({ 'a.yaml': 'a', 'b/x.yaml': 'x', 'c.yaml': 'c' })
  chmodSync(join(folder, 'b'), 0o555)
  withoutPrivilege(folder, () => {
    // a file that goes needs no room on the disk, so its folder is met late
    expect(write(folder, { 'b/x.yaml': null, 'a.yaml': 'new', 'c.yaml': null })).toEqual({
      written: ['a.yaml'],
      problem: `The file "${shownPath(folder, 'b/x.yaml')}" cannot be written: EACCES: permission denied; the files before it are written.`,
    })
  })
  chmodSync(join(folder, 'b'), 0o755)
  expect(filesOf(folder)).toEqual({ 'a.yaml': 'new', 'b/x.yaml': 'x', 'c.yaml': 'c' })
})

describe('nothing is written through a link', () => {
  const isLink = 'it is a symbolic link'
  const isBehind = 'it is behind a symbolic link'

  /** Refuses for `path`, with the reason, to write it and another file, where `linking` happens after the reading. */
  function expectRefused(
    path: string,
    text: string | null,
    why: string,
    linking: (root: string, outside: string) => void,
  ): void {
    const files = { 'x.yaml': 'x', 'd/x.yaml': 'x' }
    const outside = folderWith(files)
    const root = folderWith({ 'a.yaml': 'a', ...files })
    const changes = { 'a.yaml': 'new', [path]: text }
    expect(() => write(root, changes, () => linking(root, outside))).toThrow(
      new InputError(
        `The file "${shownPath(root, path)}" must not be written: ${why}, which Flux's artifacts do not hold; nothing was written.`,
      ),
    )
    expect(filesOf(outside)).toEqual(files)
    expect(readFileSync(join(root, 'a.yaml'), 'utf8')).toBe('a')
  }

  test.each(['x.yaml', 'd', 'none'])('to "%s", in the place of a new file', (target) => {
    expectRefused('l.yaml', 'new', isLink, (root, outside) =>
      symlinkSync(join(outside, target), join(root, 'l.yaml')),
    )
  })

  test.each(['l/x.yaml', 'l/n.yaml', 'l/m/n.yaml'])('to a folder, to make "%s"', (path) => {
    expectRefused(path, 'new', isBehind, (root, outside) => symlinkSync(outside, join(root, 'l')))
  })

  test.each(['new', null])('that a file has become', (text) => {
    expectRefused('x.yaml', text, isLink, (root, outside) => {
      rmSync(join(root, 'x.yaml'))
      symlinkSync(join(outside, 'x.yaml'), join(root, 'x.yaml'))
    })
  })

  test.each(['new', null])('that a folder has become', (text) => {
    expectRefused('d/x.yaml', text, isBehind, (root, outside) => {
      renameSync(join(root, 'd'), join(root, 'e'))
      symlinkSync(join(outside, 'd'), join(root, 'd'))
    })
  })
})

describe('temporary files', () => {
  /** The number of a process that has ended. */
  const dead = spawnSync(process.execPath, ['--version']).pid

  test.each([
    ['a dead process', dead, false],
    ['this process', process.pid, false],
    ['a process that lives', process.ppid, true],
  ])('that %s left', (_, pid, stays) => {
    const name = `.flux-tenancy-${pid}-7`
    const folder = folderWith({
      'a.yaml': 'a',
      'b/x.yaml': 'x',
      [name]: 'half',
      [`b/${name}`]: 'half',
    })
    write(folder, { 'a.yaml': 'new', 'b/x.yaml': null })
    expect(existsSync(join(folder, name))).toBe(stays)
    expect(existsSync(join(folder, 'b'))).toBe(stays)
  })

  test.each([
    '.flux-tenancy',
    '.flux-tenancy-1',
    '.flux-tenancy-x-1',
    '.flux-tenancy-1-1.yaml',
    'flux-tenancy-1-1',
  ])('do not look like "%s", which stays', (name) => {
    const folder = folderWith({ 'a.yaml': 'a', [name]: 'mine' })
    write(folder, { 'a.yaml': 'new' })
    expect(filesOf(folder)).toEqual({ 'a.yaml': 'new', [name]: 'mine' })
  })
})
