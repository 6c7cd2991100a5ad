import { readFileSync } from 'node:fs'
import { safeLoad } from 'js-yaml'
import { configKinds } from '../api/schema.ts'
import { functionHelp } from '../cli/usage.ts'

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

describe.each(configKinds)('what is said to run as %s is what the package installs', (kind) => {
  const program = kind.toLowerCase()
  const { bin } = json('package.json')

  test('in its help', () => {
    const [, path = ''] = /\n *exec:\n *path: (.*)\n/.exec(functionHelp(kind)) ?? []
    expect(Object.keys(bin)).toContain(path)
    // without a command of its own it is a file for node
    expect(Object.keys(bin)).not.toContain(program)
    expect(functionHelp(kind)).toContain(`  node ${program}.js [CONFIG]`)
  })

  test('in its definition, which names no image', () => {
    const definition = safeLoad(readFileSync(`functions/${program}/function.yaml`, 'utf8')) as {
      spec: { versions: { runtime: { exec: { path: string } } }[] }
    }
    for (const { runtime } of definition.spec.versions) {
      expect(Object.keys(runtime)).toEqual(['exec'])
      expect(Object.keys(bin)).toContain(runtime.exec.path)
    }
  })
})
