import fs, { mkdtempSync, rmSync, Stats, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../run/input-error.ts'
import { readStdin, readTextFile, stdinIsTerminal } from './stdio.ts'

const folder = mkdtempSync(join(tmpdir(), 'flux-tenancy-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a terminal is not read: it would wait for a person to type', async () => {
  const stats = Object.assign(new Stats(), { isCharacterDevice: () => true })
  const look = jest.spyOn(fs, 'fstatSync').mockReturnValue(stats)
  const before = Object.getOwnPropertyDescriptor(process.stdin, 'isTTY')
  Object.defineProperty(process.stdin, 'isTTY', { value: true, configurable: true })
  try {
    expect(stdinIsTerminal()).toBe(true)
    await expect(readStdin()).rejects.toThrow(
      new InputError(
        'Stdin must be a pipe or a file, as in `kustomize build DIR | flux-tenancy fn`.',
      ),
    )
  } finally {
    look.mockRestore()
    if (before) Object.defineProperty(process.stdin, 'isTTY', before)
    else Reflect.deleteProperty(process.stdin, 'isTTY')
  }
})

test('a file is read as it stands', () => {
  const path = join(folder, 'a.yaml')
  writeFileSync(path, '\ufeffa: é\r\n')
  expect(readTextFile(path)).toBe('\ufeffa: é\r\n')
})

test.each([
  ['that is missing', 'none.yaml', 'ENOENT: no such file or directory'],
  ['that is a folder', '.', 'EISDIR: illegal operation on a directory'],
])('a file %s is refused in one sentence', (_, name, reason) => {
  const path = join(folder, name)
  expect(() => readTextFile(path)).toThrow(
    new InputError(`The file "${path}" cannot be read: ${reason}.`),
  )
})

test('a file that is no text is refused by its name', () => {
  const path = join(folder, 'latin-1.yaml')
  writeFileSync(path, Uint8Array.of(0xe9))
  expect(() => readTextFile(path)).toThrow(`The file "${path}" must be UTF-8, and line 1 is not.`)
})
