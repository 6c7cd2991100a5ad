import { fieldsOf } from './fields.ts'
import { ownKindNames } from './own-kinds.ts'
import { configKinds } from './schema.ts'

const paths = [
  'spec.securityProfile',
  'spec.flux',
  'spec.flux.defaultServiceAccount',
  'spec.flux.version',
  'spec.flux.platformServiceAccount',
  'spec.tenantDefaults',
  'spec.prune',
]

const tenantPaths = [
  'spec.git',
  'spec.git.url',
  'spec.kustomization',
  'spec.serviceAccount',
  'spec.role',
  'spec.namespaces',
  'spec.namespaces[].name',
  'spec.namespaces[].create',
  'spec.labels',
]

test.each(ownKindNames)('every field of %s says in sentences what it does', (kind) => {
  const fields = fieldsOf(kind)
  expect(fields.map(({ path }) => path)).toEqual(kind === 'Tenant' ? tenantPaths : paths)
  for (const { description } of fields) expect(description).toMatch(/^[A-Z`].*\.$/)
})

test('what is required: the profile of a check, and what a part of a Tenant is nothing without', () => {
  const required = (kind: (typeof ownKindNames)[number]) =>
    fieldsOf(kind).flatMap(({ path, isRequired }) => (isRequired ? [path] : []))
  expect(required('FluxTenancy')).toEqual([])
  expect(required('TenancyCheck')).toEqual(['spec.securityProfile'])
  expect(required('Tenant')).toEqual(['spec.git.url', 'spec.namespaces[].name'])
})

test('the values of a profile', () => {
  for (const kind of configKinds) {
    const [profile, ...others] = fieldsOf(kind)
    expect(profile?.values).toEqual(['multi-tenant', 'single-tenant'])
    for (const { values } of others) expect(values).toBeUndefined()
  }
})
