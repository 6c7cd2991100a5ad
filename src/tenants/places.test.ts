import type { Item } from '../krm/item.ts'
import { makeItem } from '../krm/item.ts'
import { expanded, incoming, nameOf, plan, tenantItem, told, valuesOf } from './fixture.ts'
import { placeFindings, renderedPath, withPlaces } from './places.ts'

const path = 'internal.config.kubernetes.io/path'
const index = 'internal.config.kubernetes.io/index'

function placed(items: readonly Item[]): readonly Item[] {
  return withPlaces(plan(items), items)
}

const places = (items: readonly Item[]) =>
  items
    .filter(({ kind }) => kind !== 'Tenant')
    .map((item) => [nameOf(item), item.annotation(path), item.annotation(index)])

test.each([
  ['tenants/all.yaml', 'tenants/team.rendered.yaml'],
  ['all.yaml', 'team.rendered.yaml'],
])('beside %s it is %s', (tenantPath, rendered) => {
  expect(renderedPath(tenantPath, 'team')).toBe(rendered)
})

test('new objects go into a file beside their Tenant, each at an index of its own', () => {
  const items = placed([tenantItem('a', {}, 'tenants/all.yaml'), tenantItem('b', {}, 'b.yaml')])
  expect(places(items)).toEqual([
    ['Namespace/a', 'tenants/a.rendered.yaml', '0'],
    ['ServiceAccount/a/flux', 'tenants/a.rendered.yaml', '1'],
    ['RoleBinding/a/flux', 'tenants/a.rendered.yaml', '2'],
    ['Namespace/b', 'b.rendered.yaml', '0'],
    ['ServiceAccount/b/flux', 'b.rendered.yaml', '1'],
    ['RoleBinding/b/flux', 'b.rendered.yaml', '2'],
  ])
})

test('what was made before keeps its place, and what is new goes behind it', () => {
  const before = placed([tenantItem('a', {}, 'all.yaml')]).map(({ object }) => incoming(object))
  const bigger = tenantItem('a', { namespaces: [{ name: 'a' }, { name: 'b' }] }, 'moved/all.yaml')
  const same = tenantItem('a', { namespaces: [{ name: 'a' }, { name: 'b' }] }, 'all.yaml')
  const grown = places(placed([same, ...before.slice(1)]))
  expect(grown.slice(0, 3)).toEqual(places(before))
  expect(grown.slice(3).map(([, file, at]) => [file, at])).toEqual([
    ['a.rendered.yaml', '3'],
    ['a.rendered.yaml', '4'],
    ['a.rendered.yaml', '5'],
  ])
  const moved = places(placed([bigger, ...before.slice(1)]))
  expect(moved.slice(0, 3)).toEqual(places(before))
  expect(moved[3]).toEqual(['Namespace/b', 'moved/a.rendered.yaml', '0'])
})

test('in the spelling, old or new or both, in which the Tenant has them', () => {
  const both = {
    [path]: 'all.yaml',
    'config.kubernetes.io/path': 'all.yaml',
    'config.kubernetes.io/local-config': 'true',
  }
  const old = { 'config.kubernetes.io/path': 'all.yaml' }
  for (const annotations of [both, old]) {
    const tenant = incoming({
      ...tenantItem('a').object,
      metadata: { name: 'a', annotations },
    })
    const [, namespace] = placed([tenant])
    expect(namespace?.annotation('config.kubernetes.io/path')).toBe('a.rendered.yaml')
    expect(namespace?.annotation('config.kubernetes.io/index')).toBe('0')
    expect(namespace?.annotation(path)).toBe(annotations === both ? 'a.rendered.yaml' : undefined)
    expect(namespace?.annotation('config.kubernetes.io/local-config')).toBeUndefined()
  }
})

test('in the package of the Tenant, whose files are numbered apart', () => {
  const inPackage = (name: string, packagePath: string) => {
    const { object } = tenantItem(name, {}, 'all.yaml')
    const annotations = {
      ...object.metadata?.annotations,
      'internal.config.kubernetes.io/package-path': packagePath,
    }
    return incoming({ ...object, metadata: { ...object.metadata, annotations } })
  }
  const before = placed([inPackage('a', '/x')]).map(({ object }) => incoming(object))
  expect(places(before).map(([, , at]) => at)).toEqual(['0', '1', '2'])
  const elsewhere = places(placed([inPackage('a', '/y'), ...before.slice(1, 2)]))
  expect(elsewhere.map(([, , at]) => at)).toEqual(['0', '0', '1'])
  for (const item of before) {
    expect(item.annotation('internal.config.kubernetes.io/package-path')).toBe('/x')
  }
})

test('where no files are told nothing is added, and what came in is left alone', () => {
  const items = [tenantItem('a')]
  expect(places(placed(items)).map(([, file]) => file)).toEqual([undefined, undefined, undefined])
  const made = expanded([tenantItem('a', {}, 'a.yaml')]).map(({ object }) => makeItem(object))
  expect(placed(made)).toEqual(made)
  expect(valuesOf(placed(made))).toEqual(valuesOf(made))
})

describe('what would be written is refused', () => {
  const refused = (items: readonly Item[]) => {
    const after = plan(items)
    return placeFindings({ ...after, items: withPlaces(after, items) }, items)
  }
  const other = (file: string) =>
    incoming({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'other', annotations: { [path]: file } },
    })
  const unsafe = [`tenant-path-unsafe Tenant/a metadata.annotations.${path}`]
  const twin = [`tenant-path-twin Tenant/a metadata.annotations.${path}`]

  test.each(['../a.yaml', '/a.yaml', 'b\\a.yaml', 'x//a.yaml', 'C:/a.yaml', '.git/a.yaml'])(
    'beside "%s", and nothing where all is there',
    (file) => {
      const tenant = tenantItem('a', {}, file)
      expect(told(refused([tenant]))).toEqual(unsafe)
      const made = placed([tenant]).map(({ object }) => incoming(object))
      expect(refused(made)).toEqual([])
    },
  )

  test('by the spelling that counts', () => {
    const { object } = tenantItem('a', {}, 'a.yaml')
    const annotations = {
      ...object.metadata?.annotations,
      'config.kubernetes.io/path': '../a.yaml',
    }
    const both = incoming({ ...object, metadata: { ...object.metadata, annotations } })
    expect(refused([both])).toEqual([])
    expect(placed([both]).at(-1)?.annotation('config.kubernetes.io/path')).toBe('a.rendered.yaml')
  })

  test.each([
    ['t/a.yaml', 't/A.rendered.yaml', twin],
    ['t/a.yaml', 'T/a.RENDERED.yaml', twin],
    ['\u00e9/a.yaml', 'e\u0301/a.rendered.yaml', twin],
    ['t/a.yaml', 't/a.rendered.yaml', []],
    ['t/a.yaml', 'u/a.rendered.yaml', []],
  ])('beside "%s" where "%s" is', (file, there, findings) => {
    expect(told(refused([tenantItem('a', {}, file), other(there)]))).toEqual(findings)
  })

  test('of two Tenants in folders that may be one', () => {
    const items = [
      tenantItem('b', {}, 'T/b.yaml'),
      tenantItem('a', {}, 't/a.yaml'),
      other('T/a.rendered.yaml'),
    ]
    expect(told(refused(items))).toEqual(twin)
  })

  test('not what a stranger wrote elsewhere', () => {
    expect(refused([tenantItem('a', {}, 'a.yaml'), other('../../x.yaml')])).toEqual([])
  })
})
