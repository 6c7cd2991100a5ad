import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
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

describe('the tarball', () => {
  const { bin, exports, scripts, files } = json('package.json')
  const packed = (): readonly string[] => {
    // --ignore-scripts: what is asked for needs no build
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline']
    const [tarball] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: 'pipe' }))
    return tarball.files.map(({ path }: { path: string }) => path)
  }

  test('holds what its pages link to, and no source that would miss what it imports', () => {
    const paths = packed()
    const pages = paths.filter((path) => path.endsWith('.md') && !path.startsWith('dist/'))
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'docs/reference.md', 'CONTRIBUTING.md']),
    )
    const links = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
        ([, link = '']) => posix.join(posix.dirname(page), link),
      ),
    )
    expect(links.length).toBeGreaterThan(5)
    const isPacked = (link: string) =>
      paths.some((path) => path === link || path.startsWith(`${link}/`))
    expect(links.filter((link) => !isPacked(link))).toEqual([])
    expect(paths.filter((path) => /\.[cm]?ts$/.test(path) && !path.startsWith('dist/'))).toEqual([])
    expect(paths.filter((path) => path.includes('/.expected/'))).toEqual([])
  })

  test('holds what its fields name', () => {
    const named = [
      ...Object.values(bin),
      ...Object.values<object>(exports).flatMap((each) => Object.values(each)),
    ]
    expect(named.length).toBeGreaterThan(2)
    for (const path of named) expect(path).toMatch(/^(\.\/)?dist\//)
    expect(files).toContain('dist')
  })

  test('runs nothing when it is installed: npm runs `prepare` in a checkout only', () => {
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([])
  })
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
