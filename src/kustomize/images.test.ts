import { withImage } from './images.ts'

const deployment = (image: string) => ({
  kind: 'Deployment',
  spec: { template: { spec: { containers: [{ name: 'manager', image }] } } },
})

test.each([
  ['a/b:v1', { name: 'a/b', newName: 'mirror:5000/b' }, 'mirror:5000/b:v1'],
  ['a/b:v1@sha256:aa', { name: 'a/b', newName: 'c/b' }, 'c/b:v1@sha256:aa'],
  ['a/b:v1@sha256:aa', { name: 'a/b', newTag: 'v2' }, 'a/b:v2'],
  ['a/b:v1', { name: 'a/b', digest: 'sha256:bb' }, 'a/b@sha256:bb'],
  ['a/b:v1', { name: 'a/b', newTag: 'v2', digest: 'sha256:bb' }, 'a/b:v2@sha256:bb'],
  ['a/b:v1', { name: 'a/b', tagSuffix: '-fips' }, 'a/b:v1-fips'],
  ['a/b:v1', { name: 'a/c', newTag: 'v2' }, 'a/b:v1'],
  ['a/b-c:v1', { name: 'a/b', newTag: 'v2' }, 'a/b-c:v1'],
  ['axb:v1', { name: 'a.b', newTag: 'v2' }, 'axb:v2'],
  ['host:5000/b', { name: 'host:5000/b', newTag: 'v2' }, 'host:5000/b:v2'],
])('%s with %j is %s', (image, entry, after) => {
  expect(withImage(deployment(image), entry)).toEqual(deployment(after))
})

test('an expression is not followed', () => {
  expect(withImage(deployment('a/b:v1'), { name: 'a/.*', newTag: 'v2' })).toBeUndefined()
})
