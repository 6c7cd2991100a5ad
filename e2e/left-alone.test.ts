import { appendFileSync, copyFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { check, render } from './repositories/command.ts'
import { changesBetween, stateOf, touchedInVain } from './repositories/copy.ts'
import { expectations, oddFiles, oddPlatform } from './repositories/expectations.ts'
import {
  cluster,
  component,
  install,
  unlocked,
  withOneCluster,
} from './repositories/one-cluster.ts'

const kustomization = join(install, 'kustomization.yaml')

test('the table has a row for every file', () => {
  expect([...expectations.left].sort()).toEqual(oddFiles('left'))
})

test.each(['.', cluster])(
  'where "%s" is named, what no sync applies is left as it is, and counted where it cannot be read',
  (path) => {
    withOneCluster((root) => {
      cpSync(join(oddPlatform, 'left'), join(root, 'elsewhere'), { recursive: true })
      const before = stateOf(root)
      const { exitCode, stderr } = render(root, path)
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) })
      const after = stateOf(root)
      expect(changesBetween(before, after)).toEqual({
        [component]: 'added',
        [kustomization]: 'changed',
      })
      expect(touchedInVain(before, after)).toEqual([])
      const { leftAlone, ...checked } = check(root, path)
      expect(checked).toMatchObject({ exitCode: 0, errors: [] })
      expect(leftAlone).toBeGreaterThanOrEqual(expectations.unreadable.length)
      expect(unlocked(root, before)).toEqual({})
    })
  },
)

test.each(expectations.unreadable)('%s is an error where it is what was meant', (name) => {
  withOneCluster((root) => {
    const from = join(oddPlatform, 'left', name)
    mkdirSync(join(root, 'elsewhere'))
    copyFileSync(from, join(root, 'elsewhere', name))
    expectError(root, join('elsewhere', name), join('elsewhere', name))
    copyFileSync(from, join(root, install, name))
    appendFileSync(join(root, kustomization), `- ${name}\n`)
    expectError(root, cluster, `"${name}"`)
    expectError(root, cluster, kustomization)
  })
})

/** Holds both commands to an error with these words, and to writing nothing. */
function expectError(root: string, path: string, words: string): void {
  const before = stateOf(root)
  for (const { exitCode, stderr } of [render(root, path), check(root, path)]) {
    expect([1, 2]).toContain(exitCode)
    expect(stderr).toContain(words)
  }
  expect(changesBetween(before, stateOf(root))).toEqual({})
}
