import { isRemote, isRepository } from './remote.ts'

test.each([
  ['https://github.com/org/repo', true],
  ['https://github.com/org/repo//base?ref=v1.0.0', true],
  ['github.com/org/repo', true],
  ['GitHub.com/org/repo/base', true],
  ['github.com/org', false],
  ['git::https://example.com/org/repo', true],
  ['git@github.com:org/repo.git', true],
  ['git@example.com:org/repo', true],
  ['git@example.com:repo', false],
  ['ssh://git@example.com/org/repo', true],
  ['https://dev.azure.com/org/project/_git/repo/base', true],
  ['file:///srv/repo.git', true],
  ['https://github.com/org/repo/..', false],
  ['https://github.com/org/repo/a/../b', true],
  ['https://github.com/org/repo//../base', false],
  ['example.com/org/repo', false],
  ['../base', false],
  ['base.git', false],
  ['/srv/repo.git', false],
  ['', false],
])('%j is a repository to kustomize: %j', (name, expected) => {
  expect(isRepository(name)).toBe(expected)
})

test.each([
  ['https://example.com/crd.yaml', true],
  ['HTTP://example.com/crd.yaml', true],
  ['github.com/org/repo', true],
  ['ftp://example.com/crd.yaml', false],
  ['crds/https.yaml', false],
])('%j is fetched: %j', (name, expected) => {
  expect(isRemote(name)).toBe(expected)
})
