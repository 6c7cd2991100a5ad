import { edited, filesIn, packageAt } from '../../testdata/package-files.ts'
import { newestKnownFlux } from '../flux/releases.ts'
import { withTexts } from '../krm/files.ts'
import { checkPackage, renderPackage } from './package.ts'
import { tenantOfPackage } from './tenant-report.ts'

const original = filesIn('testdata/repositories/four-versions')
const home = 'clusters/dev/tenants'

const tenant = (name: string, spec = `git: {url: 'https://git.example.com/${name}'}`) =>
  `apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata:\n  name: ${name}\nspec: {${spec}}\n`

const withFiles = (files: Readonly<Record<string, string | null>>, base = original) =>
  edited(
    base,
    Object.entries(files).map(([file, text]) => ({ file, text })),
  )

function render(files: ReadonlyMap<string, string>, path = 'clusters/dev') {
  const outcome = renderPackage(packageAt(files, path), {})
  return { ...outcome, after: withTexts(files, outcome.changes) }
}

const rulesOf = (results: readonly { tags?: Readonly<Record<string, string>> }[]) =>
  results.map(({ tags }) => tags?.['rule'])

test('a Tenant is rendered beside its file, listed, and left alone from then on', () => {
  const files = withFiles({
    [`${home}/a.yaml`]: `# ours\n${tenant('team-a')}`,
    [`${home}/kustomization.yaml`]: '# tenants\nresources:\n- a.yaml # first\n',
  })
  const { changes, exitCode, after } = render(files)
  expect(exitCode).toBe(0)
  expect([...changes.keys()].sort()).toEqual([
    `${home}/a.yaml`,
    `${home}/kustomization.yaml`,
    `${home}/team-a.rendered.yaml`,
  ])
  expect(after.get(`${home}/kustomization.yaml`)).toBe(
    '# tenants\nresources:\n- a.yaml # first\n- team-a.rendered.yaml\n',
  )
  expect(after.get(`${home}/a.yaml`)).toMatch(/^# ours\n[\s\S]*local-config: "true"/)
  const kinds = after.get(`${home}/team-a.rendered.yaml`)?.match(/^kind: \w+/gm)
  expect(kinds).toEqual(
    ['Namespace', 'ServiceAccount', 'RoleBinding', 'GitRepository', 'Kustomization'].map(
      (kind) => `kind: ${kind}`,
    ),
  )
  expect(render(after).changes.size).toBe(0)
  const report = checkPackage(packageAt(after, 'clusters/dev'), {})
  expect(rulesOf(report.results).filter((rule) => rule?.startsWith('tenant'))).not.toContain(
    'tenant-object-missing',
  )
})

test('the check tells what render would do to a Tenant', () => {
  const files = withFiles({ [`${home}/a.yaml`]: tenant('team-a') })
  const report = checkPackage(packageAt(files, 'clusters/dev'), {})
  expect(report.passed).toBe(false)
  expect(rulesOf(report.results)).toContain('tenant-object-missing')
})

test('a changed Tenant changes its objects in place, and comments stay', () => {
  const { after } = render(withFiles({ [`${home}/a.yaml`]: tenant('team-a') }))
  const path = `${home}/team-a.rendered.yaml`
  const commented = withFiles(
    {
      [path]: `# rendered\n${after.get(path)}`,
      [`${home}/a.yaml`]: tenant(
        'team-a',
        "git: {url: 'https://git.example.com/team-a'}, role: admin",
      ),
    },
    after,
  )
  const { after: changed, changes } = render(commented)
  expect([...changes.keys()].sort()).toEqual([`${home}/a.yaml`, path])
  expect(changed.get(path)).toBe(commented.get(path)?.replace('name: cluster-admin', 'name: admin'))
})

test('what is put right is told by `render` as by `fn`, and where all is refused nothing is', () => {
  const { after } = render(withFiles({ [`${home}/a.yaml`]: tenant('team-a') }))
  const path = `${home}/team-a.rendered.yaml`
  const byHand = { [path]: after.get(path)?.replace('prune: true', 'prune: false') ?? '' }
  const told = (files: ReadonlyMap<string, string>) =>
    rulesOf(render(files).results).filter((rule) => rule === 'tenant-object-differs')
  expect(told(withFiles(byHand, after))).toHaveLength(1)
  const twice = {
    ...byHand,
    [`${home}/b.yaml`]: tenant('team-b', 'namespaces: [{name: flux-system}]'),
  }
  expect(told(withFiles(twice, after))).toEqual([])
})

test('a Tenant that moves takes its rendered file and the entry along', () => {
  const { after } = render(
    withFiles({
      [`${home}/a.yaml`]: tenant('team-a'),
      [`${home}/kustomization.yaml`]: 'resources:\n- a.yaml\n',
      'clusters/dev/more/kustomization.yaml': 'resources:\n- other.yaml\n',
      'clusters/dev/more/other.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n',
    }),
  )
  const moved = withFiles(
    {
      'clusters/dev/more/a.yaml': after.get(`${home}/a.yaml`) ?? '',
      [`${home}/a.yaml`]: null,
      [`${home}/kustomization.yaml`]: 'resources:\n- team-a.rendered.yaml\n',
    },
    after,
  )
  const { after: settled } = render(moved)
  expect(settled.has(`${home}/team-a.rendered.yaml`)).toBe(false)
  expect(settled.get('clusters/dev/more/team-a.rendered.yaml')).toBe(
    after.get(`${home}/team-a.rendered.yaml`),
  )
  expect(settled.get(`${home}/kustomization.yaml`)).not.toContain('team-a')
  expect(settled.get('clusters/dev/more/kustomization.yaml')).toContain('- team-a.rendered.yaml\n')
  expect(render(settled).changes.size).toBe(0)
})

test('one name in two clusters is two Tenants, in one cluster an error', () => {
  const files = withFiles({
    [`${home}/a.yaml`]: tenant('team-a'),
    'clusters/staging/a.yaml': tenant('team-a'),
  })
  expect(render(files, '.').exitCode).toBe(0)
  const twice = withFiles({ [`${home}/b.yaml`]: tenant('team-a') }, files)
  const { exitCode, changes, results } = render(twice, '.')
  expect([exitCode, changes.size]).toEqual([1, 0])
  expect(results.map(({ message }) => message).join()).toContain(`${home}/`)
})

test('Tenants of no cluster that can be told are judged as far as they were named', () => {
  const files = withFiles({
    'fleet/one/a.yaml': tenant('team-a'),
    'fleet/two/a.yaml': tenant('team-a'),
  })
  const { after, exitCode } = render(files, 'fleet/one')
  expect(exitCode).toBe(0)
  // the controllers of the clusters elsewhere, old ones too, are no concern of it
  expect(after.get('fleet/one/team-a.rendered.yaml')).toContain(
    'apiVersion: source.toolkit.fluxcd.io/v1\n',
  )
  expect(after.has('fleet/two/team-a.rendered.yaml')).toBe(false)
  expect(render(after, 'fleet/one').changes.size).toBe(0)
  expect(render(after, 'fleet/one/a.yaml').exitCode).toBe(0)
  expect(rulesOf(render(after, 'fleet').results)).toContain('two-tenants')
})

test('what `explain tenant` tells is what `render` looks at: the Flux of its own cluster', () => {
  const files = withFiles({
    'clusters/legacy/a.yaml': tenant('team-a'),
    'fleet/b.yaml': tenant('team-b'),
  })
  const input = packageAt(files, '.')
  const releaseOf = (name: string) => tenantOfPackage(input, { name }).flux
  expect(releaseOf('team-a').major).toBe(0)
  expect(releaseOf('team-b')).toEqual(newestKnownFlux)
})

test('the objects speak the API of the Flux that the cluster runs', () => {
  const files = withFiles({ 'clusters/legacy/a.yaml': tenant('team-a') })
  const { after } = render(files, 'clusters/legacy')
  expect(after.get('clusters/legacy/team-a.rendered.yaml')).toMatch(
    /^apiVersion: source\.toolkit\.fluxcd\.io\/v1beta\d$/m,
  )
})

test('what was made from a Tenant that is gone stays with a warning, and goes with `prune`', () => {
  const { after } = render(
    withFiles({
      [`${home}/a.yaml`]: tenant('team-a'),
      'clusters/dev/b.yaml': tenant('team-b'),
      [`${home}/kustomization.yaml`]: 'resources:\n- ../apps.yaml\n',
    }),
  )
  const gone = withFiles({ [`${home}/a.yaml`]: null }, after)
  expect(render(gone).changes.size).toBe(0)
  expect(rulesOf(render(gone).results)).toContain('tenant-absent')
  const tenancy = `apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata:
  name: dev
  annotations: {config.kubernetes.io/local-config: "true"}
spec: {prune: true}
`
  const whole = withFiles({ 'clusters/dev/tenancy.yaml': tenancy }, gone)
  const { after: pruned, results } = render(whole)
  expect(
    results.flatMap(({ tags, file }) =>
      tags?.['rule'] === 'tenant-object-left' ? file?.path : [],
    ),
  ).toEqual(Array(5).fill(`${home}/team-a.rendered.yaml`))
  expect(pruned.has(`${home}/team-a.rendered.yaml`)).toBe(false)
  expect(pruned.get(`${home}/kustomization.yaml`)).toBe('resources:\n- ../apps.yaml\n')
  expect(pruned.get('clusters/dev/team-b.rendered.yaml')).toBe(
    after.get('clusters/dev/team-b.rendered.yaml'),
  )
  const last = render(withFiles({ 'clusters/dev/b.yaml': null }, whole))
  expect([last.exitCode, last.changes.size]).toEqual([1, 0])
  expect(rulesOf(last.results)).toContain('prune-without-tenants')
})

test('a tenant leaves in two steps, as the README says', () => {
  const prune = `apiVersion: fluxtenancy.dev/v1alpha1\nkind: FluxTenancy\nmetadata: {name: dev, annotations: {config.kubernetes.io/local-config: "true"}}\nspec: {prune: true}\n`
  const { after } = render(
    withFiles({
      [`${home}/a.yaml`]: tenant('team-a'),
      [`${home}/b.yaml`]: tenant('team-b'),
      [`${home}/kustomization.yaml`]: 'resources:\n- a.yaml\n- b.yaml\n',
    }),
  )
  // neither is applied, whoever lists it
  expect(after.get(`${home}/a.yaml`)).toContain('config.kubernetes.io/local-config: "true"')
  const rendered = `${home}/team-a.rendered.yaml`
  const first = render(withFiles({ [`${home}/a.yaml`]: tenant('team-a', '') }, after))
  const kinds = (files: ReadonlyMap<string, string>) => files.get(rendered)?.match(/^kind: \w+/gm)
  expect(kinds(first.after)).toEqual(
    ['Namespace', 'ServiceAccount', 'RoleBinding'].map((kind) => `kind: ${kind}`),
  )
  expect(rulesOf(first.results)).not.toContain('tenant-removed-at-once')
  const listed = 'resources:\n- b.yaml\n- team-a.rendered.yaml\n- team-b.rendered.yaml\n'
  const gone = { [`${home}/a.yaml`]: null, [`${home}/kustomization.yaml`]: listed }
  const kept = render(withFiles(gone, first.after))
  expect([kept.changes.size, rulesOf(kept.results).includes('tenant-absent')]).toEqual([0, true])
  const whole = { ...gone, 'clusters/dev/tenancy.yaml': prune }
  const pruned = render(withFiles(whole, first.after))
  const byHand = withFiles(
    {
      ...whole,
      [rendered]: null,
      [`${home}/kustomization.yaml`]: listed.replace('- team-a.rendered.yaml\n', ''),
    },
    first.after,
  )
  expect([...pruned.after].sort()).toEqual([...byHand].sort())
  expect(rulesOf(render(withFiles(whole, after)).results)).toContain('tenant-removed-at-once')
})

const instance = (namespace: string) =>
  `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux${namespace}}\nspec: {cluster: {multitenant: true}}\n`

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ['its file', { 'flux/instance.yaml': instance(', namespace: gitops') }],
  [
    'its kustomization',
    {
      'flux/instance.yaml': instance(''),
      'flux/kustomization.yaml': 'resources: [instance.yaml]\nnamespace: gitops\n',
    },
  ],
  [
    'an overlay',
    {
      'base/instance.yaml': instance(', namespace: other'),
      'base/kustomization.yaml': 'resources: [instance.yaml]\n',
      'flux/kustomization.yaml': 'resources: [../base]\nnamespace: gitops\n',
    },
  ],
])('the namespace of a FluxInstance, from %s, is for no tenant', (_name, flux) => {
  const files = new Map([
    ...Object.entries(flux),
    ['tenants/a.yaml', tenant('team-a', 'namespaces: [{name: gitops, create: false}]')],
  ])
  const { changes, exitCode, results } = render(files, '')
  expect(rulesOf(results)).toContain('namespace-of-flux')
  expect([exitCode, changes.size]).toEqual([1, 0])
})

test('the namespace of a FluxInstance beside controllers of a cluster is for no tenant', () => {
  const files = withFiles({
    [`${home}/a.yaml`]: tenant('team-a', 'namespaces: [{name: gitops, create: false}]'),
    'clusters/dev/operator/instance.yaml': instance(''),
    'clusters/dev/operator/kustomization.yaml': 'resources: [instance.yaml]\nnamespace: gitops\n',
  })
  expect(rulesOf(render(files).results)).toContain('namespace-of-flux')
})

test('a FluxInstance is one of flux-operator, by group and kind', () => {
  const checked = (text: string) =>
    rulesOf(
      checkPackage(packageAt(new Map([['flux/instance.yaml', text]]), '.'), {
        securityProfile: 'multi-tenant',
      }).results,
    )
  expect(checked(instance(''))).toEqual([])
  expect(checked(instance('').replace('fluxcd.controlplane.io', 'example.org'))).toEqual([
    'no-install',
  ])
})

const sync = (name: string, path: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec:
  serviceAccountName: kustomize-controller
  path: ${path}
  sourceRef: {kind: GitRepository, name: flux-system}
`
const dev = 'clusters/dev'

test('Tenants that reach the cluster from elsewhere are judged with it, and written only where they were named', () => {
  const reached = {
    'tenants/a.yaml': tenant('team-a'),
    [`${dev}/tenants.yaml`]: sync('tenants', './tenants'),
  }
  const files = withFiles(reached)
  const outcome = render(files)
  expect(outcome.changes.size).toBe(0)
  expect(rulesOf(outcome.results)).toContain('outside-path')
  const check = (each: ReadonlyMap<string, string>) =>
    rulesOf(checkPackage(packageAt(each, dev), {}).results)
  expect(check(files)).toContain('tenant-object-missing')
  const { after } = render(files, '.')
  expect(check(after)).not.toContain('tenant-object-missing')
  const path = 'tenants/team-a.rendered.yaml'
  const widened = withFiles(
    { [path]: after.get(path)?.replace('cluster-admin', 'view') ?? '' },
    after,
  )
  expect(check(widened)).toContain('tenant-object-differs')
})

test.each([
  [
    'in a folder that nothing lists',
    { [`${dev}/kustomization.yaml`]: 'resources: [flux-system]\n' },
  ],
  [
    'in a kustomization that nothing lists',
    {
      [`${dev}/kustomization.yaml`]: 'resources: [flux-system]\n',
      [`${home}/kustomization.yaml`]: 'resources: []\n',
    },
  ],
])('Flux does not build what is made from a Tenant %s', (_, more) => {
  const files = withFiles({ [`${home}/a.yaml`]: tenant('team-a'), ...more })
  const { after } = render(files)
  expect(rulesOf(checkPackage(packageAt(after, dev), {}).results)).toContain('not-built')
  const listed = { [`${dev}/kustomization.yaml`]: 'resources: [flux-system, tenants]\n' }
  const built = withFiles(
    { ...listed, [`${home}/kustomization.yaml`]: 'resources: [a.yaml, team-a.rendered.yaml]\n' },
    after,
  )
  expect(rulesOf(checkPackage(packageAt(built, dev), {}).results)).not.toContain('not-built')
})
