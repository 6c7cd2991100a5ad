import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoadAll } from 'js-yaml'
import { firstLostLine } from './lines.ts'
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
  expectLocked,
  renderedAsExpected,
  unlocked,
  withOneCluster,
} from './repositories/one-cluster.ts'

interface PlatformObject {
  readonly kind: string
  readonly spec: Readonly<Record<string, unknown>>
}

const controllers: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize-controller',
  HelmRelease: 'helm-controller',
}

const objectsIn = (text: string) =>
  (safeLoadAll(text) as (PlatformObject | null)[]).flatMap((object) => object ?? [])

/** The objects in a file; those without an account get what `accountOf` says, or no such key. */
function objectsWith(text: string, accountOf: (kind: string) => string | undefined) {
  return objectsIn(text).map((object) => {
    const { serviceAccountName, ...others } = object.spec
    if (serviceAccountName) return object
    const account = accountOf(object.kind)
    return { ...object, spec: { ...others, ...(account && { serviceAccountName: account }) } }
  })
}

test('the table has a row for every file', () => {
  expect(Object.keys(expectations.objects).sort()).toEqual(oddFiles('objects'))
})

test.each(Object.entries(expectations.objects))('%s', (name, expected) => {
  withOneCluster((root) => {
    const file = join(cluster, name)
    copyFileSync(join(oddPlatform, 'objects', name), join(root, file))
    const before = stateOf(root)
    const text = readFileSync(join(root, file), 'utf8')
    const { edit, stderr } = renderedAsExpected(root, file, before, expected)
    if (expected.fails) expect(check(root, cluster).exitCode).toBe(1)
    if (edit === 'refused')
      expect(stderr).toMatch(/serviceAccountName: "?(kustomize|helm)-controller/)
    if (edit === 'added') {
      expectAdded(text, readFileSync(join(root, file), 'utf8'), expected)
      expectLocked(root)
    }
    const { [file]: own, ...others } = unlocked(root, before)
    expect(others).toEqual({})
    if (expected.back === undefined) expect(own).toBeUndefined()
    const back = readFileSync(join(root, file), 'utf8')
    if (own) expect(objectsWith(back, () => undefined)).toEqual(objectsWith(text, () => undefined))
  })
})

/** Holds an edit to the account and nothing else: every line stays, and a line that is ours can be told by its comment. */
function expectAdded(before: string, after: string, { comment, back }: Expectation): void {
  expect(objectsIn(after)).toEqual(objectsWith(before, (kind) => controllers[kind]))
  expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(before))
  const [linesBefore, linesAfter] = [before, after].map((text) =>
    text.replaceAll('\r', '').trimEnd(),
  )
  // a comment of the person's own stays before ours
  const ours = /^ *"?serviceAccountName"?: "?\w+-controller"?(?: #.*)? # flux-tenancy$/
  const isOurs = (line: string) => ours.test(line) && !linesBefore?.includes(line)
  expect(linesAfter?.split('\n').some(isOurs)).toBe(comment !== false)
  const isByLine = comment !== false && back === undefined
  if (isByLine) expect(firstLostLine(linesBefore ?? '', linesAfter ?? '')).toBeUndefined()
}
