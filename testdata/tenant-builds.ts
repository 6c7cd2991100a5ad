/** A Tenant, and the kustomization that lists it. */
export const tenant =
  'apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata:\n  name: t1\nspec:\n  git:\n    url: https://example.org/t1\n'
export const list = 'resources:\n- t1.yaml\n'
/** A kustomization over that. */
export const overlay = 'resources:\n- ../tenants\n'

/** The kustomization beside the Tenant. */
export const own = 'tenants/kustomization.yaml'
/** A Flux Kustomization over the folder of the Tenant, with more of a `spec`. */
export const sync = (spec: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: tenants, namespace: flux-system}\nspec:\n  path: ./tenants\n  sourceRef: {kind: GitRepository, name: flux-system}\n${spec}`
/** A Component that moves what it is used on. */
export const component =
  'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamespace: foo\n'
// in brackets kustomize takes nothing but JSON
const jsonPatch = (kind: string, operation: Readonly<Record<string, string>>) =>
  `- target: {kind: ${kind}}\n  patch: '${JSON.stringify([operation])}'\n`
const onKind = (kind: string, operation: Readonly<Record<string, string>>) =>
  `patches:\n${jsonPatch(kind, operation)}`

/** What people add around a Tenant that was rendered: the texts, appended to the kustomization beside it; and what is told, `RULE FILE:LINE FIELD`. */
export const cases: Readonly<
  Record<string, readonly [Readonly<Record<string, string>>, ...string[]]>
> = {
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
      [own]: onKind('Deployment', { op: 'remove', path: '/a' }),
      'sync/sync.yaml': sync(
        '  patches:\n  - target: {kind: RoleBinding}\n    patch: \'[{"op": "replace", "path": "/roleRef/name", "value": "x"}]\'\n',
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
    { [own]: onKind('RoleBinding', { op: 'test', path: '/roleRef/name', value: 'x' }) },
    `build-fails ${own}:5 The value at "/roleRef/name" must be "x", but is "cluster-admin".`,
  ],
  'a patch of other kinds': [{ [own]: onKind('Deployment', { op: 'remove', path: '/spec' }) }],
}

const patch = (path: string) =>
  `patches:\n- target: {kind: RoleBinding}\n  patch: |\n    - {op: replace, path: ${path}, value: other}\n`

/** Lines in that kustomization or in one over it, and what the sentence about them has. */
export const lines: readonly (readonly [string, string])[] = [
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
]

/** Lines of which nothing is told. */
export const harmless = [
  'namespace: t1\n',
  'labels:\n- pairs: {a: b}\n',
  'commonAnnotations: {a: b}\n',
]
