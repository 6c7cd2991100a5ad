import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ExpectedRelease, releases } from './expected.ts'
import { valuesInForce } from './hosts/judge.ts'
import { kustomize } from './hosts/programs.ts'
import { run } from './hosts/run.ts'
import {
  bootstrap,
  cluster,
  install,
  syncFile,
  withBootstrapped,
} from './repositories/bootstrapped.ts'
import { clusterStates, lockedState } from './repositories/cluster.ts'
import { check, render } from './repositories/command.ts'
import { changesBetween, stateOf } from './repositories/copy.ts'

const starts = releases.filter(({ name }) => name === 'v0.30.2' || name === 'v2.0.1')
const kustomization = join(install, 'kustomization.yaml')
const component = join(install, 'flux-tenancy', 'kustomization.yaml')

/** Runs `work` on a bootstrapped repository that was locked. */
function whenLocked(release: ExpectedRelease, work: (root: string) => void): void {
  withBootstrapped(release.name, (root) => {
    const { exitCode, stderr } = render(root, cluster)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) })
    work(root)
  })
}

/** Holds the repository to what is documented, by kustomize and as Flux builds it. */
function expectLocked(root: string, { flux, values }: ExpectedRelease): void {
  const built = run(kustomize(), ['build', join(root, install)])
  expect(built.stderr).toBe('')
  expect(valuesInForce(flux, built.stdout)).toEqual(values['multi-tenant'])
  const [state] = clusterStates(root, [{ sync: syncFile, flux }])
  expect(state).toEqual(state && lockedState(state, flux))
  expect(check(root, cluster)).toMatchObject({ exitCode: 0, errors: [] })
}

/** Holds that `check` fails and says so in words that match, and that `render` mends it. */
function expectNamedAndMended(root: string, words: RegExp, release: ExpectedRelease): void {
  const { exitCode, errors } = check(root, cluster)
  expect(exitCode).toBe(1)
  expect(errors.map(({ message, file }) => `${file?.path}: ${message}`).join('\n')).toMatch(words)
  const mended = render(root, cluster)
  expect({ exitCode: mended.exitCode, stderr: mended.stderr }).toEqual({
    exitCode: 0,
    stderr: expect.any(String),
  })
  expectLocked(root, release)
}

describe.each(starts)('a folder as bootstrapped by $name', (start) => {
  const later = releases.slice(releases.indexOf(start) + 1)

  test('is locked by one file of ours, one line and the accounts', () => {
    withBootstrapped(start.name, (root) => {
      const before = stateOf(root)
      expect(check(root, cluster).exitCode).toBe(1)
      expect(render(root, cluster)).toMatchObject({ exitCode: 0 })
      expect(changesBetween(before, stateOf(root))).toEqual({
        [component]: 'added',
        [kustomization]: 'changed',
        [join(cluster, 'infrastructure.yaml')]: 'changed',
        [join(cluster, 'monitoring.yaml')]: 'changed',
      })
      expectLocked(root, start)
    })
  })

  test.each(later)('stays locked when $name is bootstrapped over it', (release) => {
    whenLocked(start, (root) => {
      const locked = stateOf(root)
      bootstrap(root, release.name)
      expect(changesBetween(locked, stateOf(root))).toEqual({
        [join(install, 'gotk-components.yaml')]: 'changed',
      })
      expectLocked(root, release)
      const again = stateOf(root)
      expect(render(root, cluster).exitCode).toBe(0)
      expect(changesBetween(again, stateOf(root))).toEqual({})
    })
  })

  test('the line that is gone is named, and comes back as it was', () => {
    whenLocked(start, (root) => {
      const locked = stateOf(root)
      const text = readFileSync(join(root, kustomization), 'utf8')
      const without = text.replace(/^components:\n *- flux-tenancy.*\n/m, '')
      expect(without).not.toBe(text)
      writeFileSync(join(root, kustomization), without)
      expectNamedAndMended(root, /kustomization\.yaml: .*(components|flux-tenancy)/, start)
      expect(changesBetween(locked, stateOf(root))).toEqual({})
    })
  })

  test('a kustomization that bootstrap made anew lists the Component as a resource: named, and mended', () => {
    withBootstrapped(start.name, (root) => {
      const bootstrapped = stateOf(root)
      expect(render(root, cluster).exitCode).toBe(0)
      rmSync(join(root, kustomization))
      bootstrap(root, start.name)
      expect(readFileSync(join(root, kustomization), 'utf8')).toMatch(/^- flux-tenancy$/m)
      expect(run(kustomize(), ['build', join(root, install)]).exitCode).not.toBe(0)
      expectNamedAndMended(root, /kustomization\.yaml: .*flux-tenancy/, start)
      expect(render(root, cluster, 'single-tenant').exitCode).toBe(0)
      expect(changesBetween(bootstrapped, stateOf(root))).toEqual({})
    })
  })

  test('a kustomization that is gone is named, and made again', () => {
    whenLocked(start, (root) => {
      rmSync(join(root, kustomization))
      expectNamedAndMended(root, /kustomization/, start)
    })
  })

  test.each([
    ['gone', () => undefined],
    [
      'edited',
      (text: string) =>
        text.replace('no-cross-namespace-refs=true', 'no-cross-namespace-refs=false'),
    ],
    ['with a comment', (text: string) => `${text}# mine\n`],
  ])('a Component that is %s is named, and written again', (_, edit) => {
    whenLocked(start, (root) => {
      const locked = stateOf(root)
      const file = join(root, component)
      const text = edit(readFileSync(file, 'utf8'))
      if (text === undefined) rmSync(file)
      else writeFileSync(file, text)
      expectNamedAndMended(root, /flux-tenancy/, start)
      expect(changesBetween(locked, stateOf(root))).toEqual({})
    })
  })

  test('unlocked, every byte is as it was, also after the next bootstrap', () => {
    withBootstrapped(start.name, (root) => {
      const before = stateOf(root)
      for (const release of [start, later.at(-1) as ExpectedRelease]) {
        expect(render(root, cluster).exitCode).toBe(0)
        bootstrap(root, release.name)
        expect(render(root, cluster, 'single-tenant').exitCode).toBe(0)
        const components = { [join(install, 'gotk-components.yaml')]: 'changed' }
        expect(changesBetween(before, stateOf(root))).toEqual(release === start ? {} : components)
      }
    })
  })
})

test('a lock of v0.26 is completed when a release with more flags is bootstrapped over it', () => {
  const [oldest, next] = releases as readonly [ExpectedRelease, ExpectedRelease]
  expect(oldest.name).toBe('v0.26.1')
  whenLocked(oldest, (root) => {
    expectLocked(root, oldest)
    bootstrap(root, next.name)
    expectNamedAndMended(root, /no-remote-bases/, next)
  })
})
