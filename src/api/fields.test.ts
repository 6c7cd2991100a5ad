import { fieldsOf } from './fields.ts'
import { configKinds } from './schema.ts'

const paths = [
  'spec.securityProfile',
  'spec.flux',
  'spec.flux.defaultServiceAccount',
  'spec.flux.version',
  'spec.flux.platformServiceAccount',
]

test.each(configKinds)('every field of %s says in sentences what it does', (kind) => {
  const fields = fieldsOf(kind)
  expect(fields.map(({ path }) => path)).toEqual(paths)
  for (const { description } of fields) expect(description).toMatch(/^[A-Z`].*\.$/)
})

test('a check must have a profile, nothing else is required', () => {
  const required = (kind: (typeof configKinds)[number]) =>
    fieldsOf(kind).flatMap(({ path, isRequired }) => (isRequired ? [path] : []))
  expect(required('FluxTenancy')).toEqual([])
  expect(required('TenancyCheck')).toEqual(['spec.securityProfile'])
})

test('the values of a profile', () => {
  for (const kind of configKinds) {
    const [profile, ...others] = fieldsOf(kind)
    expect(profile?.values).toEqual(['multi-tenant', 'single-tenant'])
    for (const { values } of others) expect(values).toBeUndefined()
  }
})
