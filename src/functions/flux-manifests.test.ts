import { readdirSync, readFileSync } from 'node:fs'
import type { SecurityProfile } from '../api/security-profile.ts'
import { type Item, isMade } from '../krm/item.ts'
import type { ResourceList } from '../krm/resource-list.ts'
import { containersIn, deployment } from '../lockdown/arbitrary.ts'
import { printObject } from '../yaml/print.ts'
import { readList } from '../yaml/read.ts'
import { runFunction } from './registry.ts'

const folder = 'testdata/flux'
const releases = readdirSync(folder)
  .filter((file) => /^v\d.*\.yaml$/.test(file))
  .map((file) => file.slice(0, -'.yaml'.length))
const lockable = releases.filter((release) => release !== 'v0.24.1')

function itemsOf(release: string): readonly Item[] {
  return readList(readFileSync(`${folder}/${release}.yaml`, 'utf8')).items
}

function set(items: readonly Item[], securityProfile: SecurityProfile): ResourceList {
  const functionConfig = {
    apiVersion: 'fluxtenancy.dev/v1alpha1',
    kind: 'FluxTenancy',
    metadata: { name: 'production' },
    spec: { securityProfile },
  }
  return runFunction({ items, functionConfig, results: [] }, 'FluxTenancy')
}

/** The arguments that a profile added, by controller. */
function added(before: readonly Item[], after: readonly Item[]): Record<string, unknown> {
  const pairs = after.flatMap((item, index) => {
    const old = before[index]
    if (item === old || !old) return []
    const [args, oldArgs] = [item, old].map((each) => containersIn(each)[0]?.['args'] as string[])
    expect(args?.slice(0, oldArgs?.length)).toEqual(oldArgs)
    return [[item.name ?? '', args?.slice(oldArgs?.length)]]
  })
  return Object.fromEntries(pairs)
}

/** Items that came in are compared by identity, which costs no parse. */
function expectSame(after: readonly Item[], before: readonly Item[]): void {
  expect(after).toHaveLength(before.length)
  after.forEach((item, index) => {
    const old = before[index]
    if (isMade(item)) expect(item.object).toEqual(old?.object)
    else expect(item).toBe(old)
  })
}

const noCross = '--no-cross-namespace-refs=true'
const noBases = '--no-remote-bases=true'
const account = '--default-service-account=flux'

test('there are manifests', () => {
  expect(releases.length).toBeGreaterThanOrEqual(11)
})

test.each(lockable)('%s: multi-tenant appends what this release has, nothing else', (release) => {
  const items = itemsOf(release)
  const { items: locked, results } = set(items, 'multi-tenant')
  const names = new Set(items.filter(({ kind }) => kind === 'Deployment').map(({ name }) => name))
  const isOld = release === 'v0.26.1'
  const expected = {
    'helm-controller': [noCross, account],
    'image-automation-controller': [noCross],
    'image-reflector-controller': [noCross],
    'kustomize-controller': isOld ? [noCross, account] : [noCross, noBases, account],
    'notification-controller': [noCross],
  }
  const present = Object.entries(expected).filter(([name]) => names.has(name))
  expect(added(items, locked)).toEqual(Object.fromEntries(present))
  expect(results.map(({ tags }) => tags?.['rule'])).toEqual([
    ...(isOld ? ['not-in-this-version'] : []),
    'generated-by-flux',
  ])
})

test.each(lockable)('%s: single-tenant gives back every object', (release) => {
  const items = itemsOf(release)
  expectSame(set(set(items, 'multi-tenant').items, 'single-tenant').items, items)
  set(items, 'single-tenant').items.forEach((item, index) => {
    expect(item).toBe(items[index])
  })
})

test.each<SecurityProfile>(['multi-tenant', 'single-tenant'])(
  'v0.24.1 is refused: %s',
  (profile) => {
    const items = itemsOf('v0.24.1')
    const list = set(items, profile)
    expect(list.items).toBe(items)
    expect(list.results.map(({ severity, tags }) => [severity, tags?.['rule']])).toEqual([
      ['error', 'too-old'],
      ['error', 'too-old'],
      ['error', 'too-old'],
    ])
    expect(list.results[0]?.message).toContain('"v0.26"')
  },
)

test('source-watcher is locked too, source-controller is left alone', () => {
  const items = itemsOf('source-watcher')
  const { items: locked } = set(items, 'multi-tenant')
  expect(added(items, locked)).toEqual({
    'helm-controller': [noCross, account],
    'kustomize-controller': [noCross, noBases, account],
    'notification-controller': [noCross],
    'source-watcher': [noCross],
  })
})

test('the sync beside the controllers gets an account, and loses it again', () => {
  const items = [...itemsOf('v2.9.3'), ...itemsOf('gotk-sync')]
  const { items: locked } = set(items, 'multi-tenant')
  const sync = locked.find(({ kind }) => kind === 'Kustomization')
  expect(sync?.object['spec']).toMatchObject({ serviceAccountName: 'kustomize-controller' })
  const { items: back, results } = set(locked, 'single-tenant')
  expectSame(back, items)
  expect(results.map(({ tags }) => tags?.['rule'])).toContain('account-removed')
})

describe('a sync that Flux generated, which says so before its first marker', () => {
  const sync = readFileSync(`${folder}/gotk-sync.yaml`, 'utf8')
  const controller = printObject(deployment('kustomize-controller').object, {
    indent: 0,
    style: 'block',
  })
  const indented = (text: string) => text.trimEnd().replaceAll('\n', '\n  ')
  const [comment = '', ...objects] = sync.split('---\n')
  const list = [...objects, controller].map((each) => `- ${indented(each)}\n`)

  test.each([
    ['a stream', `${sync}---\n${controller}`],
    ['a stream in another order', `${controller}\n${sync}`],
    [
      'a ResourceList',
      `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${comment}${list.join('')}`,
    ],
    [
      'a ResourceList with the comment in the entry',
      `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- ${indented(comment)}\n  ${list.join('').slice(2)}`,
    ],
  ])('in %s: the next bootstrap undoes the edit', (_name, text) => {
    const { results } = set(readList(text).items, 'multi-tenant')
    expect(results.map(({ tags }) => tags?.['rule'])).toContain('generated-by-flux')
    const unmarked = set(readList(text.replace(/# This.*/, '#')).items, 'multi-tenant')
    expect(unmarked.results.map(({ tags }) => tags?.['rule'])).not.toContain('generated-by-flux')
  })
})
