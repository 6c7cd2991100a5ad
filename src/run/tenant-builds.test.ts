import { hasErrors } from '../krm/result.ts'
import { rules } from '../lockdown/rules.ts'
import { checkPackage, renderPackage } from './package.ts'
import type { Package } from './package-types.ts'

const tenant =
  'apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata:\n  name: t1\nspec:\n  git:\n    url: https://example.org/t1\n'
const list = 'resources:\n- t1.yaml\n'
const overlay = 'resources:\n- ../tenants\n'

function packageOf(files: Readonly<Record<string, string>>): Package {
  return { files: new Map(Object.entries(files)), unreadable: new Map(), paths: [''] }
}

function after(input: Package): Package {
  const { changes } = renderPackage(input, {})
  return { ...input, files: new Map([...input.files, ...changes] as [string, string][]) }
}

const told = (results: readonly { message: string }[]) =>
  results.map(({ message }) => message).join(' ')

const patch = (path: string) =>
  `patches:\n- target: {kind: RoleBinding}\n  patch: |\n    - {op: replace, path: ${path}, value: other}\n`

test.each([
  ['namespace: flux-system\n', '`namespace` makes it'],
  ['namePrefix: x-\n', '`namePrefix` makes it'],
  ['nameSuffix: -x\n', '`nameSuffix` makes it'],
  [patch('/subjects/0/namespace'), '`patches[0]` changes it'],
  [patch('/roleRef/name'), '`patches[0]` changes it'],
  [patch('/metadata/labels'), '`patches[0]` changes it'],
  [
    'patches:\n- target: {kind: RoleBinding}\n  patch: "{apiVersion: v1, kind: a, metadata: {name: b}, roleRef: {name: c}}"\n',
    'not evaluated here',
  ],
  [
    'replacements:\n- source: {kind: Namespace}\n  targets: [{select: {kind: RoleBinding}, fieldPaths: [roleRef.name]}]\n',
    'not evaluated here',
  ],
])('%j is told, in the same kustomization and in an overlay', (more, sentence) => {
  const inside = packageOf({
    'tenants/t1.yaml': tenant,
    'tenants/kustomization.yaml': list + more,
  })
  const outside = after(
    packageOf({ 'tenants/t1.yaml': tenant, 'tenants/kustomization.yaml': list }),
  )
  const overlaid = {
    ...outside,
    files: new Map([...outside.files, ['over/kustomization.yaml', overlay + more]]),
  }
  for (const input of [inside, overlaid]) {
    const rendered = renderPackage(input, {})
    expect(told(rendered.results)).toContain(sentence)
    // what is not sure stops no one, and is never taken for right
    if (!sentence.includes('not evaluated')) expect(rendered.changes.size).toBe(0)
    const checked = checkPackage(input, {})
    expect(told(checked.results)).toContain(sentence)
    expect(hasErrors(checked.results)).toBe(true)
  }
})

test.each(['namespace: t1\n', 'labels:\n- pairs: {a: b}\n', 'commonAnnotations: {a: b}\n'])(
  '%j is none',
  (more) => {
    const input = packageOf({
      'tenants/t1.yaml': tenant,
      'tenants/kustomization.yaml': list + more,
    })
    expect(told(checkPackage(after(input), {}).results)).not.toMatch(
      /must keep|must stay|evaluated/,
    )
  },
)

test.each([
  ['apiVersion: fluxtenancy.dev/v1alpha1\nkind: FluxTenancy\nmetadata: {name: a}\n', true],
  ['apiVersion: v1\nkind: Other\nmetadata: {name: a}\n', false],
])('a transformer %j: ours is %j', (text, isOurs) => {
  const list = 'resources:\n- t1.yaml\ntransformers:\n- fn.yaml\n'
  const files = { 't/t1.yaml': tenant, 't/kustomization.yaml': list, 't/fn.yaml': text }
  const { results } = checkPackage(after(packageOf(files)), {})
  expect(told(results).includes('`transformers[0]`')).toBe(!isOurs)
})

function checked(more: Readonly<Record<string, string>>, paths: readonly string[] = ['']) {
  const base = after(packageOf({ 'tenants/t1.yaml': tenant, [own]: list }))
  const files = new Map(base.files)
  for (const [path, text] of Object.entries(more)) {
    files.set(path, path === own ? `${files.get(path)}${text}` : text)
  }
  return checkPackage({ ...base, files, paths }, {})
    .results.filter(({ tags }) => tags?.['rule'] !== 'no-install')
    .map(({ tags, file, message }) => {
      const field = /`([^`]+)` (?:makes|changes|deletes|may change)/.exec(message)?.[1]
      return `${tags?.['rule']} ${file?.path}:${file?.line} ${field ?? message}`
    })
}

const own = 'tenants/kustomization.yaml'
const sync = (spec: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: tenants, namespace: flux-system}\nspec:\n  path: ./tenants\n  sourceRef: {kind: GitRepository, name: flux-system}\n${spec}`
const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamespace: foo\n'
const onKind = (kind: string, operation: string) =>
  `patches:\n- target: {kind: ${kind}}\n  patch: "[${operation}]"\n`

const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, ...string[]]>> = {
  'each field once, whatever the number of objects': [
    { [own]: 'namespace: foo\nnamePrefix: a-\nnameSuffix: -b\n' },
    `tenant-object-renamed ${own}:4 namespace`,
    `tenant-object-renamed ${own}:5 namePrefix`,
    `tenant-object-renamed ${own}:6 nameSuffix`,
  ],
  'two fields of one line': [
    { 'over/kustomization.yaml': '{resources: [../tenants], namePrefix: a-, nameSuffix: -b}\n' },
    'tenant-object-renamed over/kustomization.yaml:1 namePrefix',
    'tenant-object-renamed over/kustomization.yaml:1 nameSuffix',
  ],
  'a namespace that an overlay puts right': [
    { [own]: 'namespace: foo\n', 'over/kustomization.yaml': `${overlay}namespace: t1\n` },
    `tenant-object-renamed ${own}:4 namespace`,
  ],
  'the targetNamespace of a sync, by its own name': [
    { 'sync/sync.yaml': sync('  targetNamespace: flux-system\n') },
    'tenant-object-renamed sync/sync.yaml:7 targetNamespace',
  ],
  'a targetNamespace that is where all is': [{ 'sync/sync.yaml': sync('  targetNamespace: t1\n') }],
  'a patch of a sync, counted there': [
    {
      [own]: onKind('Deployment', '{op: remove, path: /a}'),
      'sync/sync.yaml': sync(
        '  patches:\n  - target: {kind: RoleBinding}\n    patch: "[{op: replace, path: /roleRef/name, value: x}]"\n',
      ),
    },
    'patch-overrides sync/sync.yaml:8 patches[0]',
  ],
  'a component, where it is written': [
    { [own]: 'components: [../c]\n', 'c/kustomization.yaml': component },
    'tenant-object-renamed c/kustomization.yaml:3 namespace',
  ],
  'a deletion, where it is written': [
    {
      [own]:
        'patches:\n- patch: "{$patch: delete, apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: flux, namespace: t1}}"\n',
    },
    `patch-overrides ${own}:5 patches[0]`,
  ],
  'labels put into another field': [
    {
      [own]:
        'labels:\n- pairs: {name: x}\n  fields: [{path: roleRef, kind: RoleBinding, create: true}]\n',
    },
    `patch-unclear ${own}:6 labels[0].fields[0]`,
  ],
  'labels put into a field of other kinds': [
    {
      [own]:
        'labels:\n- pairs: {name: x}\n  fields: [{path: spec/x, kind: Deployment, create: true}]\n',
    },
  ],
  vars: [
    { [own]: 'vars:\n- name: A\n  objref: {kind: Namespace, name: t1, apiVersion: v1}\n' },
    `patch-unclear ${own}:5 vars[0]`,
  ],
  'a patch that stops the build': [
    { [own]: onKind('RoleBinding', '{op: test, path: /roleRef/name, value: x}') },
    `build-fails ${own}:5 The value at "/roleRef/name" must be "x", but is "cluster-admin".`,
  ],
  'a patch of other kinds': [{ [own]: onKind('Deployment', '{op: remove, path: /spec}') }],
}

test.each(Object.entries(cases))('%s', (_name, [more, ...tells]) => {
  expect(checked(more)).toEqual(tells)
})

test('the text of each rule that is told here speaks of Tenants', () => {
  const told = Object.values(cases).flatMap(([, ...tells]) => tells)
  const ids = new Set(told.map((line) => line.slice(0, line.indexOf(' '))))
  const all: Readonly<Record<string, { readonly what: string }>> = rules
  const silent = [...ids].filter((id) => !all[id]?.what.includes('Tenant'))
  expect([ids.size, silent]).toEqual([4, []])
})

const over = { 'over/kustomization.yaml': `${overlay}namespace: foo\n` }
const named: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
  ['over', over, 1],
  ['tenants', over, 1],
  ['elsewhere', { ...over, 'elsewhere/a.yaml': '' }, 0],
  ['sync', { 'sync/sync.yaml': sync('  targetNamespace: foo\n') }, 1],
  ['c', { [own]: 'components: [../c]\n', 'c/kustomization.yaml': component }, 1],
]

test.each(named)('naming "%s" alone is enough where it is on the way', (path, more, count) => {
  expect(checked(more, [path])).toHaveLength(count)
})

test('A line is told as it is in the file that is there, and the sentence says what to do', () => {
  const files = { 'tenants/t1.yaml': tenant, [own]: `${list}namespace: flux-system\n` }
  const { results } = renderPackage(packageOf(files), {})
  const [renamed] = results.filter(({ tags }) => tags?.['rule'] === 'tenant-object-renamed')
  expect(renamed?.file).toEqual({ path: own, line: 3 })
  expect(renamed?.message).toContain('take the field away, or rename the Tenant instead')
})
