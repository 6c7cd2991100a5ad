import { meetsImage, withImage } from './images.ts'

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

test.each([
  ['a/b', 'a/b:v1', true],
  ['a/b', 'a/b@sha256:aa', true],
  ['a/b', 'a/b:v1@sha256:aa', true],
  ['a/b', 'a/b', true],
  ['a/b', 'a/b-c:v1', false],
  ['a/.*', 'a/b:v1', true],
  ['c/.*', 'a/b:v1', false],
  ['a/b:v1', 'a/b:v1', true],
  ['host:5000/b', 'host:5000/b:v1', true],
  ['', 'a/b:v1', false],
  ['a|b', 'c:v1', true],
  ['(', 'a/b:v1', true],
  ['(a+)+', `${'a'.repeat(60)}!:v1`, true],
])('an entry of the name "%s" meets "%s": %s', (name, image, meets) => {
  expect(meetsImage(name, image)).toBe(meets)
})
