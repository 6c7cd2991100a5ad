import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { kustomizeBuild } from './hosts/example-hosts.ts'
import { fluxTenancy, withFluxTenancyOnPath } from './hosts/flux-tenancy.ts'
import { kpt } from './hosts/programs.ts'
import { run } from './hosts/run.ts'

const tenants = `# our tenants
apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: team-a # the first
spec:
  git: {url: "ssh://git@example.org/a"}
---
apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: team-b
spec:
  namespaces:
  - name: team-b
  - name: team-b-jobs
`
const fnConfig = `apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata:
  name: production
  annotations:
    config.kubernetes.io/function: |
      exec: {path: flux-tenancy}
spec:
  prune: true
`
const kptfile = (pipeline: string) =>
  `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: package\n${pipeline}`
const withFunction = kptfile('pipeline:\n  mutators:\n  - exec: flux-tenancy\n')

type Files = Readonly<Record<string, string>>

function withFolder<Value>(files: Files, work: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'tenants-'))
  try {
    write(folder, files)
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function read(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

/** `Kind namespace/name` of a stream that kustomize or we printed. */
function objectsIn(text: string): readonly string[] {
  return text
    .split(/^---\n/m)
    .filter((document) => /^kind:/m.test(document))
    .map((document) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(document)?.[1] ?? ''
      return `${field('kind')} ${field('  namespace')}/${field('  name').replace(/ #.*/, '')}`
    })
    .sort()
}

const made = [
  'GitRepository team-a/team-a',
  'Kustomization team-a/team-a',
  'Namespace /team-a',
  'Namespace /team-b',
  'Namespace /team-b-jobs',
  'RoleBinding team-a/flux',
  'RoleBinding team-b-jobs/flux',
  'RoleBinding team-b/flux',
  'ServiceAccount team-a/flux',
  'ServiceAccount team-b-jobs/flux',
  'ServiceAccount team-b/flux',
]

describe('kustomize transformers', () => {
  const layer = (more: string): Files => ({
    'base/kustomization.yaml': `resources: [tenants.yaml]\ntransformers: [fn-config.yaml]\n${more}`,
    'base/tenants.yaml': tenants,
    'base/fn-config.yaml': fnConfig,
  })
  const build = (files: Files, folder: string) =>
    withFolder(files, (root) => kustomizeBuild(join(root, folder)))

  test('the Tenants vanish from the output, and what they stand for is there', () => {
    const { text, exitCode, stderr } = build(layer(''), 'base')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(objectsIn(text)).toEqual(made)
  })

  test.each([
    ['namePrefix: prod-', 'Tenant/prod-team-a'],
    ['nameSuffix: -x', 'Tenant/team-a-x'],
    ['namespace: prod', 'Tenant/prod/team-a'],
  ])('%s of the same layer is an error with a sentence', (line, tenant) => {
    const { exitCode, stderr, text } = build(layer(`${line}\n`), 'base')
    expect(exitCode).not.toBe(0)
    expect(text).toBe('')
    expect(stderr).toMatch(new RegExp(`^flux-tenancy: error: ${tenant} .*\\[tenant-renamed\\]\n`))
  })

  test.each(['namePrefix: prod-', 'namespace: prod'])(
    '%s of an overlay is an error of whatever reads the output',
    (line) => {
      const files = {
        ...layer(''),
        // kustomize itself refuses to put two accounts of one name into one namespace
        'base/tenants.yaml': tenants.slice(0, tenants.indexOf('---')),
        'over/kustomization.yaml': `resources: [../base]\n${line}\n`,
      }
      const { text, exitCode } = build(files, 'over')
      expect(exitCode).toBe(0)
      const checked = fluxTenancy(['fn'], text)
      expect(checked.exitCode).toBe(1)
      expect(checked.stderr).toContain('rename the Tenant instead')
      expect(checked.stdout).toBe('')
    },
  )

  describe.each([
    ['labels', 'labels:\n- pairs: {stage: prod}\n'],
    ['commonAnnotations', 'commonAnnotations: {stage: prod}\n'],
  ])('%s', (_field, lines) => {
    const over = { 'over/kustomization.yaml': `resources: [../base]\n${lines}` }

    test('of the same layer reach the Tenants, and nothing that is made from them', () => {
      const { text, stderr } = build(layer(lines), 'base')
      expect(stderr).toBe('')
      expect(text).toBe(build(layer(''), 'base').text)
    })

    test('of the same layer are taken off what was made before, with a warning in every build', () => {
      const { text: made } = build(layer(''), 'base')
      const files = {
        ...layer(lines),
        'base/kustomization.yaml': `resources: [tenants.yaml, made.yaml]\ntransformers: [fn-config.yaml]\n${lines}`,
        'base/made.yaml': made,
      }
      const { text, stderr } = build(files, 'base')
      expect(text).toBe(made)
      expect(
        stderr.match(/stage` must not be set, .* "prod"\. \[tenant-object-differs\]/g),
      ).toHaveLength(objectsIn(made).length)
    })

    test('of an overlay stay, until the output is read with its Tenants', () => {
      const { text, stderr } = build({ ...layer(''), ...over }, 'over')
      expect(stderr).toBe('')
      expect(text.match(/stage: prod/g)).toHaveLength(objectsIn(text).length)
      expect(fluxTenancy(['fn'], text).stdout).toBe(text)
      const { stdout } = fluxTenancy(['fn'], `${tenants}---\n${text}`)
      expect(objectsIn(stdout)).toHaveLength(objectsIn(text).length + 2)
      expect(stdout).not.toContain('stage')
    })
  })

  test('a pipe behind kustomize has no Tenants, which is no reason to remove what they stand for', () => {
    const { text } = build(layer(''), 'base')
    withFolder({ 'fn-config.yaml': fnConfig }, (folder) => {
      const other = '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n'
      const args = ['fn', '--config', join(folder, 'fn-config.yaml')]
      const { exitCode, stdout, stderr } = fluxTenancy(args, text + other)
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
      expect(stderr).toContain('[prune-without-tenants]')
    })
  })

  test('the last output, piped in, is kept as it is', () => {
    const { text } = build(layer(''), 'base')
    const { stdout, stderr } = fluxTenancy(['fn'], text)
    expect(stdout).toBe(text)
    expect(stderr).toContain('No Tenant is in the input')
  })

  test('as a validator, a check passes what was made and fails what is not', () => {
    const check = fnConfig
      .replace('FluxTenancy', 'TenancyCheck')
      .replace('prune: true', 'securityProfile: multi-tenant')
    const { text } = build(layer(''), 'base')
    const files = {
      'kustomization.yaml': 'resources: [tenants.yaml, made.yaml]\nvalidators: [check.yaml]\n',
      'tenants.yaml': tenants.replaceAll(
        'spec:',
        '  annotations: {config.kubernetes.io/local-config: "true"}\nspec:',
      ),
      'made.yaml': text,
      'check.yaml': check,
    }
    expect(build(files, '.')).toMatchObject({ exitCode: 0, stderr: '' })
    const changed = { ...files, 'made.yaml': text.replace('cluster-admin', 'admin') }
    const failed = build(changed, '.')
    expect(failed.exitCode).not.toBe(0)
    expect(failed.stderr).toContain('[tenant-object-differs]')
  })
})

describe('kpt', () => {
  const fn = (folder: string, ...args: readonly string[]) =>
    withFluxTenancyOnPath((env) =>
      run(kpt(), ['fn', ...args, '--truncate-output=false'], { env, cwd: folder }),
    )
  const render = (folder: string) => fn(folder, 'render', '--allow-exec')
  const evaluate = (folder: string, ...args: readonly string[]) =>
    fn(folder, 'eval', '--exec', 'flux-tenancy', ...args)

  test('render writes a file beside the Tenants, once; comments and hand-written places stay', () => {
    withFolder({ Kptfile: withFunction, 'tenants/all.yaml': tenants }, (folder) => {
      expect(render(folder).exitCode).toBe(0)
      const first = read(folder)
      expect(Object.keys(first)).toEqual([
        'Kptfile',
        'tenants/all.yaml',
        'tenants/team-a.rendered.yaml',
        'tenants/team-b.rendered.yaml',
      ])
      const rendered = `${first['tenants/team-a.rendered.yaml']}---\n${first['tenants/team-b.rendered.yaml']}`
      expect(objectsIn(rendered)).toEqual(made)
      expect(first['tenants/all.yaml']).toContain('name: team-a # the first')
      render(folder)
      expect(read(folder)).toEqual(first)
      const path = 'tenants/team-a.rendered.yaml'
      const text = first[path] ?? ''
      write(folder, { [path]: text.replace('prune: true', 'prune: false # by hand') })
      expect(render(folder).stderr).toContain('`spec.prune` must be true')
      expect(read(folder)[path]).toBe(text.replace('prune: true', 'prune: true # by hand'))
    })
  })

  test('a Tenant of a package in a package is rendered beside it', () => {
    const files = {
      Kptfile: withFunction,
      'inner/Kptfile': kptfile(''),
      'inner/tenants.yaml': tenants,
    }
    withFolder(files, (folder) => {
      expect(render(folder).exitCode).toBe(0)
      const first = read(folder)
      expect(Object.keys(first)).toContain('inner/team-a.rendered.yaml')
      expect(Object.values(first).join('')).not.toContain(folder)
      render(folder)
      expect(read(folder)).toEqual(first)
    })
  })

  test('a namespace that a Tenant gives up goes, with its file if nothing is left in it', () => {
    withFolder({ Kptfile: withFunction, 'tenants/all.yaml': tenants }, (folder) => {
      render(folder)
      write(folder, { 'tenants/all.yaml': tenants.replace('  - name: team-b-jobs\n', '') })
      render(folder)
      const { 'tenants/team-b.rendered.yaml': text = '' } = read(folder)
      expect(objectsIn(text)).toEqual([
        'Namespace /team-b',
        'RoleBinding team-b/flux',
        'ServiceAccount team-b/flux',
      ])
      write(folder, {
        'tenants/all.yaml': tenants.slice(0, tenants.indexOf('---')),
        'fn.yaml': fnConfig,
      })
      evaluate(folder, '--fn-config', 'fn.yaml')
      expect(Object.keys(read(folder))).not.toContain('tenants/team-b.rendered.yaml')
    })
  })

  test.each([
    ['--match-kind', 'Tenant', 1],
    ['--match-name', 'team-a', 1],
    ['--match-namespace', 'team-a', 0],
    ['--exclude-kind', 'RoleBinding', 1],
    ['--exclude-kind', 'Tenant', 0],
    ['--exclude-kind', 'ConfigMap', 0],
  ])('eval %s %s loses nothing and makes nothing twice', (option, value, exitCode) => {
    const files = {
      'fn-config.yaml': fnConfig,
      'package/Kptfile': kptfile(''),
      'package/tenants.yaml': tenants,
    }
    withFolder(files, (root) => {
      const folder = join(root, 'package')
      expect(evaluate(folder).exitCode).toBe(0)
      const before = read(folder)
      const config = join(root, 'fn-config.yaml')
      expect(evaluate(folder, '--fn-config', config, option, value).exitCode).toBe(exitCode)
      expect(read(folder)).toEqual(before)
    })
  })
})

test('a pipe: the same objects, and the same bytes from a second run', () => {
  const { stdout, exitCode } = fluxTenancy(['fn'], tenants)
  expect(exitCode).toBe(0)
  expect(objectsIn(stdout)).toEqual([...made, 'Tenant /team-a', 'Tenant /team-b'])
  expect(fluxTenancy(['fn'], stdout).stdout).toBe(stdout)
})
