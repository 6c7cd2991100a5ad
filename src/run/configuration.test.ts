import { readList } from '../yaml/read.ts'
import { checkConfigOf, functionConfigOf } from './configuration.ts'

const tenancy = (name: string, spec: string) =>
  `apiVersion: fluxtenancy.dev/v1alpha1\nkind: FluxTenancy\nmetadata:\n  name: ${name}\nspec: ${spec}\n`
const plain = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n'
const configMap =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata: {flux.version: v2.9.3}\n'
const listWith = (config: string) =>
  readList(
    `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\nfunctionConfig:\n${config.replace(/^/gm, '  ').trimEnd()}\n`,
  )
const file = (text: string) => ({ name: 'config.yaml', text })
const securityProfile = 'single-tenant'

describe('the configuration of a function', () => {
  test('is none, the list’s own, or the file', () => {
    expect(functionConfigOf(readList(plain), {})).toBeUndefined()
    expect(functionConfigOf(listWith(configMap), {})).toMatchObject({ kind: 'ConfigMap' })
    const config = file(tenancy('b', '{}'))
    expect(functionConfigOf(listWith(configMap), { config })).toMatchObject({
      kind: 'FluxTenancy',
      metadata: { name: 'b' },
    })
  })

  test('a profile is set in it and keeps the rest', () => {
    expect(functionConfigOf(listWith(configMap), { securityProfile })).toMatchObject({
      data: { 'flux.version': 'v2.9.3', securityProfile },
    })
    const spec = '{securityProfile: multi-tenant, flux: {version: v2.9.3}}'
    const expected = { spec: { securityProfile, flux: { version: 'v2.9.3' } } }
    expect(functionConfigOf(listWith(tenancy('b', spec)), { securityProfile })).toMatchObject(
      expected,
    )
    expect(functionConfigOf(readList(tenancy('b', spec)), { securityProfile })).toMatchObject(
      expected,
    )
    expect(functionConfigOf(readList(plain), { securityProfile })).toMatchObject({
      kind: 'FluxTenancy',
      spec: { securityProfile },
    })
  })

  test('that is empty is none, in the list and in a file', () => {
    const item = tenancy('a', '{flux: {version: v2.9.3}}')
    for (const [source, config] of [
      [listWith('{}'), undefined],
      [readList(plain), file('{}')],
      [listWith(configMap), file('{}')],
      [readList(item), file('{}')],
    ] as const) {
      expect(functionConfigOf(source, { ...(config && { config }) })).toBeUndefined()
    }
    const given = { config: file('{}'), securityProfile } as const
    expect(functionConfigOf(readList(item), given)).toMatchObject({
      spec: { securityProfile, flux: { version: 'v2.9.3' } },
    })
    expect(checkConfigOf(readList(plain), { config: file('{}') })).toMatchObject({
      kind: 'TenancyCheck',
      spec: { securityProfile: 'multi-tenant' },
    })
  })

  test.each(['{kind: FluxTenancy}', '{metadata: {name: a}}', '{apiVersion: null, kind: null}'])(
    '%s stays for the function to refuse, whatever profile is asked for',
    (text) => {
      const config = file(text)
      const [object] = readList(text).items.map(({ value }) => value)
      expect(functionConfigOf(readList(plain), { config, securityProfile })).toEqual(object)
      expect(checkConfigOf(readList(plain), { config, securityProfile })).toEqual(object)
    },
  )

  test('what is no configuration stays for the function to refuse', () => {
    expect(functionConfigOf(listWith(plain), { securityProfile })).not.toHaveProperty('spec')
    expect(functionConfigOf(listWith(tenancy('b', '[]')), { securityProfile })).toMatchObject({
      spec: [],
    })
    const two = readList(`${tenancy('a', '{}')}---\n${tenancy('b', '{}')}`)
    expect(functionConfigOf(two, { securityProfile })).toBeUndefined()
  })
})

describe('the configuration of a check', () => {
  test.each([
    ['nothing', readList(plain), {}, 'multi-tenant'],
    [
      'a FluxTenancy among the items',
      readList(tenancy('a', '{securityProfile: single-tenant}')),
      {},
      'single-tenant',
    ],
    ['a FluxTenancy without a profile', readList(tenancy('a', '{}')), {}, 'multi-tenant'],
    ['a FluxTenancy whose spec is null', readList(tenancy('a', 'null')), {}, 'multi-tenant'],
    [
      'a functionConfig',
      listWith(tenancy('a', '{securityProfile: single-tenant}')),
      {},
      'single-tenant',
    ],
    [
      'a profile by hand',
      listWith(tenancy('a', '{securityProfile: multi-tenant}')),
      { securityProfile },
      'single-tenant',
    ],
    [
      'a file',
      readList(plain),
      { config: file(tenancy('a', '{securityProfile: single-tenant}')) },
      'single-tenant',
    ],
  ] as const)('%s', (_, source, override, profile) => {
    expect(checkConfigOf(source, override)).toMatchObject({
      kind: 'TenancyCheck',
      spec: { securityProfile: profile },
    })
  })

  test('a TenancyCheck among the items goes before a FluxTenancy', () => {
    const check = tenancy('b', '{securityProfile: single-tenant}').replace(
      'FluxTenancy',
      'TenancyCheck',
    )
    const both = readList(`${tenancy('a', '{securityProfile: multi-tenant}')}---\n${check}`)
    expect(checkConfigOf(both, {})).toMatchObject({
      metadata: { name: 'b' },
      spec: { securityProfile },
    })
  })

  test('a ConfigMap keeps its kind', () => {
    expect(checkConfigOf(listWith(configMap), {})).toMatchObject({
      kind: 'ConfigMap',
      data: { securityProfile: 'multi-tenant', 'flux.version': 'v2.9.3' },
    })
  })

  test('a profile that is no word is not replaced', () => {
    expect(checkConfigOf(readList(tenancy('a', '{securityProfile: 5}')), {})).toMatchObject({
      spec: { securityProfile: 5 },
    })
  })

  test('two FluxTenancy objects are the function’s to refuse', () => {
    const two = readList(`${tenancy('a', '{}')}---\n${tenancy('b', '{}')}`)
    expect(checkConfigOf(two, {})).toBeUndefined()
  })
})
