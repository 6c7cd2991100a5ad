import { readFileSync } from 'node:fs'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const lockText = readFileSync('package-lock.json', 'utf8')
const fields = [
  'name',
  'version',
  'license',
  'bin',
  'engines',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
]

test('the lock file says of the package what the package says', () => {
  const manifest = json('package.json')
  const locked = JSON.parse(lockText).packages['']
  const told = Object.fromEntries(
    fields.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
  )
  expect(locked).toEqual(told)
})

test('the lock file names no host', () => {
  expect(lockText).not.toContain('"resolved"')
})

test('who does not use the adapter to kpt-functions need not install that', () => {
  const { dependencies, devDependencies, peerDependencies, peerDependenciesMeta } =
    json('package.json')
  expect(peerDependencies).toEqual({ 'kpt-functions': `^${devDependencies['kpt-functions']}` })
  expect(peerDependenciesMeta).toEqual({ 'kpt-functions': { optional: true } })
  expect(dependencies).not.toHaveProperty('kpt-functions')
})
