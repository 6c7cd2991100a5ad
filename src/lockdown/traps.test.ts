/** Bugs of other lockdowns, each named as facts about peers name it: what they did must not happen here. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { controllerNames } from '../flux/controllers.ts'
import type { Item } from '../krm/item.ts'
import { mapAt, type PlainMap } from '../krm/object.ts'
import { containersIn, deployment, fluxObject } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

const lock = (items: readonly Item[]) =>
  planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
const profileFlags = ['no-cross-namespace-refs', 'no-remote-bases', 'default-service-account']
const argsOf = (container: PlainMap | undefined) => (container?.['args'] ?? []) as string[]
const flagsOf = (container: PlainMap | undefined) =>
  profileFlags.filter((flag) => argsOf(container).some((entry) => entry.startsWith(`--${flag}=`)))
const accountOf = ({ object }: Item) => mapAt(object['spec'])['serviceAccountName']

/** The flags that the real controllers print of themselves. */
const helpFolder = join('testdata', 'flux-help')
const helps = readdirSync(helpFolder).map((file) => {
  const [, name = '', version = ''] = /^(.+)-(v\d.*)\.txt$/.exec(file) ?? []
  const controller = controllerNames.find((each) => each === name)
  if (!controller) throw new Error(`"${file}" must be called after a controller.`)
  return { controller, version, text: readFileSync(join(helpFolder, file), 'utf8') }
})

test.each(helps)(
  'flag list misses a controller or a flag: $controller $version has no flag of the profile that it is not given',
  ({ controller, version, text }) => {
    const image = `ghcr.io/fluxcd/${controller}:${version}`
    const [item] = lock([deployment(controller, { image })]).items
    const known = profileFlags.filter((flag) => new RegExp(`^${flag} `, 'm').test(text))
    // elsewhere the account is one for clouds, and applies nothing
    const isApplier = ['kustomize-controller', 'helm-controller'].includes(controller)
    const wanted = known.filter((flag) => isApplier || flag !== 'default-service-account')
    expect(flagsOf(containersIn(item as Item)[0])).toEqual(wanted)
  },
)

test('flag list misses a controller or a flag: source-watcher, which came last', () => {
  const [item] = lock([deployment('source-watcher')]).items
  expect(flagsOf(containersIn(item as Item)[0])).toEqual(['no-cross-namespace-refs'])
})

test('patch by list index hits another rule after an upgrade: the container is found, wherever it stands', () => {
  const sidecars = [{ name: 'proxy', image: 'example.org/proxy:v1', args: ['--port=8080'] }]
  const [item] = lock([deployment('kustomize-controller', {}, { sidecars })]).items
  const [proxy, manager] = containersIn(item as Item)
  expect(argsOf(proxy)).toEqual(['--port=8080'])
  expect(flagsOf(manager)).toEqual(profileFlags)
})

test('appended args double on the second run', () => {
  const once = lock(controllerNames.map((name) => deployment(name))).items
  const { items: twice, edits } = lock(once)
  expect(edits).toEqual([])
  expect(twice).toEqual(once)
})

test('only one Kustomization keeps privileges: every object of the platform gets an account', () => {
  const platform = ['flux-system', 'infrastructure', 'apps'].map((name) =>
    fluxObject('Kustomization', 'flux-system', { path: './' }, name),
  )
  const release = fluxObject('HelmRelease', 'flux-system', { interval: '1m' })
  const controllers = [deployment('kustomize-controller'), deployment('helm-controller')]
  const { items } = lock([...controllers, ...platform, release])
  expect(items.slice(2).map(accountOf)).toEqual([
    ...platform.map(() => 'kustomize-controller'),
    'helm-controller',
  ])
})

test('default account flag breaks remote-cluster objects: they are left alone, and told', () => {
  const remote = { kubeConfig: { secretRef: { name: 'remote' } } }
  const object = fluxObject('Kustomization', 'flux-system', remote, 'remote')
  const { items, findings } = lock([deployment('kustomize-controller'), object])
  expect(items[1]).toBe(object)
  expect(findings.map(({ rule, item }) => [rule, item?.name])).toContainEqual([
    'remote-cluster',
    'remote',
  ])
})
