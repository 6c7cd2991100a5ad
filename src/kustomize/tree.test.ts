import { generatedResources } from './generated.ts'
import { treeOf } from './tree.ts'

function filesOf(texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(texts))
}

const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n'

describe('roles', () => {
  const files = filesOf({
    'clusters/a/apps.yaml': '',
    'clusters/a/values.json': '',
    'clusters/a/.sops.yaml': '',
    'clusters/a/.github/flow.yaml': '',
    'clusters/a/flux-system/kustomization.yaml': `resources: [gotk.yaml, ../../../base]
patches:
  - path: patch.yaml
  - path: ../../../base/both.yaml
patchesStrategicMerge:
  - merge.yaml
  - |-
    kind: Deployment
patchesJson6902:
  - path: json.yaml
    target: {name: x}
transformers: [plugins, inline.yaml]
configMapGenerator:
  - name: x
    files: [config.yaml, key=keyed.yaml]
    envs: [env.yaml]
replacements:
  - path: replacement.yaml
openapi: {path: schema.json}
`,
    'clusters/a/flux-system/gotk.yaml': '',
    'clusters/a/flux-system/other.yaml': '',
    'clusters/a/flux-system/sub/deep.yaml': '',
    'clusters/a/flux-system/patch.yaml': '',
    'clusters/a/flux-system/merge.yaml': '',
    'clusters/a/flux-system/json.yaml': '',
    'clusters/a/flux-system/inline.yaml': '',
    'clusters/a/flux-system/config.yaml': '',
    'clusters/a/flux-system/keyed.yaml': '',
    'clusters/a/flux-system/env.yaml': '',
    'clusters/a/flux-system/replacement.yaml': '',
    'clusters/a/flux-system/schema.json': '{}',
    'clusters/a/flux-system/plugins/kustomization.yaml': 'resources: [transformer.yaml]\n',
    'clusters/a/flux-system/plugins/transformer.yaml': '',
    'base/kustomization.yaml': 'resources: [object.yaml, both.yaml]\n',
    'base/object.yaml': '',
    'base/both.yaml': '',
    'broken/kustomization.yaml': 'a: b: c\n',
    'broken/x.yaml': '',
  })
  const tree = treeOf(files)

  test.each([
    ['clusters/a/apps.yaml', 'object'],
    ['clusters/a/values.json', 'unlisted'],
    ['clusters/a/.sops.yaml', 'unlisted'],
    ['clusters/a/.github/flow.yaml', 'unlisted'],
    ['clusters/a/flux-system/kustomization.yaml', 'kustomization'],
    ['clusters/a/flux-system/gotk.yaml', 'object'],
    ['clusters/a/flux-system/other.yaml', 'unlisted'],
    ['clusters/a/flux-system/sub/deep.yaml', 'unlisted'],
    ['clusters/a/flux-system/patch.yaml', 'patch'],
    ['clusters/a/flux-system/merge.yaml', 'patch'],
    ['clusters/a/flux-system/json.yaml', 'patch'],
    ['clusters/a/flux-system/inline.yaml', 'configuration'],
    ['clusters/a/flux-system/config.yaml', 'configuration'],
    ['clusters/a/flux-system/keyed.yaml', 'configuration'],
    ['clusters/a/flux-system/env.yaml', 'configuration'],
    ['clusters/a/flux-system/replacement.yaml', 'configuration'],
    ['clusters/a/flux-system/schema.json', 'configuration'],
    ['clusters/a/flux-system/plugins/transformer.yaml', 'configuration'],
    ['base/object.yaml', 'object'],
    ['base/both.yaml', 'object'],
    ['broken/x.yaml', 'unlisted'],
  ])('%s is %s', (path, role) => {
    expect(tree.roleOf(path)).toBe(role)
  })

  test('a folder that Flux applies by itself does not depend on what is around it', () => {
    const path = 'clusters/a/flux-system/sub/deep.yaml'
    const synced = new Map([['clusters/a/flux-system/sub', []]])
    expect(treeOf(files, synced).roleOf(path)).toBe('object')
  })

  test('who lists a file or a folder', () => {
    const where = (path: string) =>
      tree
        .listedBy(path)
        .map(({ kustomization, field, index }) => [kustomization.path, field, index])
    const install = 'clusters/a/flux-system/kustomization.yaml'
    expect(where('base')).toEqual([[install, 'resources', 1]])
    expect(where('base/both.yaml')).toEqual([
      [install, 'patches', 1],
      ['base/kustomization.yaml', 'resources', 1],
    ])
    expect(where('nowhere')).toEqual([])
  })
})

describe('what is wanted and what is remote', () => {
  const files = filesOf({
    'a/kustomization.yaml': `resources:
  - ../base
  - ./here.yaml
  - gone.yaml
  - https://example.com/crd.yaml
  - github.com/org/repo//base?ref=v1
  - github.com/local/file.yaml
components: [../parts/one, 'git@github.com:org/parts', here.yaml]
patches: [{path: ../patches/p.yaml}]
configurations: [names.yaml]
transformers: [plugin.yaml]
`,
    'a/here.yaml': '',
    'a/github.com/local/file.yaml': '',
    'base/deployment.yaml': '',
  })
  const tree = treeOf(files, new Map([['a', ['../parts/two', '../base']]]))

  test('wanted: what is named, not at hand, and needed', () => {
    expect(tree.wanted).toEqual([
      'a/gone.yaml',
      'a/names.yaml',
      'base',
      'parts/one',
      'parts/two',
      'patches/p.yaml',
    ])
  })

  test('remote', () => {
    expect(tree.remote.map(({ field, index, name }) => [field, index, name])).toEqual([
      ['resources', 3, 'https://example.com/crd.yaml'],
      ['resources', 4, 'github.com/org/repo//base?ref=v1'],
      ['components', 1, 'git@github.com:org/parts'],
    ])
  })
})

test.each([
  [
    { 'kustomization.yaml': 'components: [c.yaml]\n', 'c.yaml': '' },
    {
      path: 'kustomization.yaml',
      line: 1,
      message: 'The path "c.yaml" in `components` must be a folder.',
    },
  ],
  [
    { 'kustomization.yaml': 'resources:\n  - a: b\n' },
    { path: 'kustomization.yaml', line: 2, message: 'Each entry of `resources` must be a string.' },
  ],
  [
    { 'a/kustomization.yaml': 'namespace: x\n', 'a/Kustomization': 'namespace: x\n' },
    {
      path: 'a/Kustomization',
      line: 1,
      message: 'The folder "a" must have one kustomization file, not several.',
    },
  ],
  [
    { 'a/kustomization.yaml': 'resources:\n- ../../x\n' },
    {
      path: 'a/kustomization.yaml',
      line: 2,
      message: 'The path "../../x" in `resources` must be relative and inside the repository.',
    },
  ],
  [
    { 'a/kustomization.yaml': 'resources: [/x]\n' },
    {
      path: 'a/kustomization.yaml',
      line: 1,
      message: 'The path "/x" in `resources` must be relative and inside the repository.',
    },
  ],
  [
    { 'a/kustomization.yaml': 'resources: [../c]\n', 'c/kustomization.yaml': component },
    {
      path: 'a/kustomization.yaml',
      line: 1,
      message:
        'The folder "../c" is a Component and must stand under `components`, not `resources`.',
    },
  ],
  [
    { 'a/kustomization.yaml': 'components: [../c]\n', 'c/kustomization.yaml': 'namespace: x\n' },
    {
      path: 'a/kustomization.yaml',
      line: 1,
      message: 'The folder "../c" in `components` must hold a Component.',
    },
  ],
  [
    {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    },
    {
      path: 'b/kustomization.yaml',
      line: 1,
      message:
        'The folder "../a" in `resources` must not be, or hold, the folder "a" that it is built for.',
    },
  ],
  [
    { 'kustomization.yaml': 'namespace: x\n', 'a/kustomization.yaml': 'resources: [..]\n' },
    {
      path: 'a/kustomization.yaml',
      line: 1,
      message:
        'The folder ".." in `resources` must not be, or hold, the folder "a" that it is built for.',
    },
  ],
])('%j is a problem', (texts, problem) => {
  expect(treeOf(filesOf(texts as unknown as Record<string, string>)).problems).toEqual([problem])
})

test('the resources that Flux generates: files, and folders with a kustomization as a whole, in the order of their names', () => {
  const files = filesOf({
    'c/z.yaml': '',
    'c/apps/b.yml': '',
    'c/apps/notes.json': '',
    'c/apps-2/a.yaml': '',
    'c/flux-system/kustomization.yml': 'resources: []\n',
    'c/flux-system/gotk.yaml': '',
    'c/flux-system/part/kustomization.yaml': component,
    'c/broken/Kustomization': '[]',
    'c/broken/x.yaml': '',
    'c/.github/x.yaml': '',
    'c/.hidden/x.yaml': '',
    'c2/x.yaml': '',
  })
  const tree = treeOf(files)
  expect(generatedResources(tree, files, 'c')).toEqual([
    'c/.hidden/x.yaml',
    'c/apps/b.yml',
    'c/apps-2/a.yaml',
    'c/broken',
    'c/flux-system',
    'c/z.yaml',
  ])
  expect(generatedResources(tree, files, 'c/flux-system')).toEqual([])
  expect(generatedResources(tree, files, '')).toContain('c2/x.yaml')
})
