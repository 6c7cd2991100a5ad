import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './repositories/command.ts'
import { stateOf } from './repositories/copy.ts'
import {
  type Expectation,
  expectations,
  oddFiles,
  oddPlatform,
} from './repositories/expectations.ts'
import {
  cluster,
  component,
  expectLocked,
  install,
  renderedAsExpected,
  unlocked,
  withOneCluster,
} from './repositories/one-cluster.ts'

const labels = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
commonAnnotations: {team: platform}
`

test('the table has a row for every file', () => {
  expect(Object.keys(expectations.kustomizations).sort()).toEqual(oddFiles('kustomizations'))
})

test.each(Object.entries(expectations.kustomizations))('%s', (name, expected) => {
  withOneCluster((root) => {
    const file = join(install, 'kustomization.yaml')
    copyFileSync(join(oddPlatform, 'kustomizations', name), join(root, file))
    // some of them list a Component of their own
    mkdirSync(join(root, install, 'labels'))
    writeFileSync(join(root, install, 'labels', 'kustomization.yaml'), labels)
    expectLockedAndBack(root, file, expected)
  })
})

test.each(['kustomization.yml', 'Kustomization'])('%s, as kustomize also calls it', (name) => {
  withOneCluster((root) => {
    const from = join(root, install, 'kustomization.yaml')
    const file = join(install, name)
    copyFileSync(from, join(root, file))
    rmSync(from)
    expectLockedAndBack(root, file, { edit: 'added' })
  })
})

function expectLockedAndBack(root: string, file: string, expected: Expectation): void {
  const before = stateOf(root)
  const { edit, changes } = renderedAsExpected(root, file, before, expected)
  if (edit === 'refused') {
    expect(check(root, cluster).exitCode).toBe(1)
    return
  }
  expect(changes).toEqual({ [file]: 'changed', [component]: 'added' })
  expectLocked(root)
  // what a list without entries was cannot be told: it comes back as `[]`
  const left = expected.back === 'value' ? { [file]: 'changed' } : {}
  expect(unlocked(root, before)).toEqual(left)
  if (expected.back === 'value') {
    expect(readFileSync(join(root, file), 'utf8')).toMatch(/^components: \[\]/m)
  }
}
