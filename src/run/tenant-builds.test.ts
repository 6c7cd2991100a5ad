import { hasErrors } from '../krm/result.ts'
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
