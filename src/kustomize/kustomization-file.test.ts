import { readKustomizationFile } from './kustomization-file.ts'
import { KustomizationError } from './problem.ts'

test('absent apiVersion and kind mean a Kustomization', () => {
  const file = readKustomizationFile('a/b/kustomization.yaml', 'resources: [x.yaml]\n')
  expect(file).toMatchObject({
    folder: 'a/b',
    kind: 'Kustomization',
    value: { resources: ['x.yaml'] },
  })
})

test.each([
  ['Kustomization', ''],
  ['a/kustomization.yaml', 'a'],
])('the folder of %s is %j', (path, folder) => {
  expect(readKustomizationFile(path, 'kind: Component\n')).toMatchObject({
    folder,
    kind: 'Component',
  })
})

test.each([
  ['resources: [x.yaml]\n---\n'],
  ['resources: [x.yaml]\n---\n# end\n---'],
  ['resources: [x.yaml]\n...\n'],
  ['# first\n---\nresources: [x.yaml]'],
  ['\ufeff---\r\nresources: [x.yaml]\r\n'],
  ['{"resources": ["x.yaml"]}'],
  ['all: &all [x.yaml]\nresources: *all'],
])('%j is one document', (text) => {
  expect(readKustomizationFile('kustomization.yaml', text).value).toEqual({ resources: ['x.yaml'] })
})

test('fields are found in any case, and unknown ones left out; what people name stays', () => {
  const text = `RE\u017fOURCE\u017f: []
patchesJSON6902:
  - TARGET: {Kind: Deployment}
commonLabels: {Kind: x}
labels:
  - Pairs: {Name: y}
postBuild: {}
`
  expect(readKustomizationFile('kustomization.yaml', text).value).toEqual({
    resources: [],
    patchesJson6902: [{ target: { kind: 'Deployment' } }],
    commonLabels: { Kind: 'x' },
    labels: [{ pairs: { Name: 'y' } }],
  })
})

test.each([
  ['- a\n', 1, 'A kustomization must be a mapping.'],
  ['# nothing\n', 1, 'A kustomization must be a mapping.'],
  ['a: 1\n---\nb: 2\n', 2, 'A kustomization file must hold one YAML document, not several.'],
  ['---\n---\na: 2\n', 2, 'A kustomization file must hold one YAML document, not several.'],
  ['resources: []\nresources: []\n', 2, 'The key "resources" must not stand twice in a mapping.'],
  [
    'resources: []\nResources: []\n',
    2,
    'The fields `resources` and `Resources` must not stand in one mapping: kustomize ignores case.',
  ],
  [
    'patches:\n  - path: a\n    Path: b\n',
    1,
    'The fields `path` and `Path` must not stand in one mapping: kustomize ignores case.',
  ],
  ['a: \u0000\n', 1, 'The control character U+0000 must be written as an escape in double quotes.'],
  [
    'apiVersion: v1\n',
    1,
    'The `apiVersion` of a Kustomization in a kustomization file must be "kustomize.config.k8s.io/v1beta1", not "v1".',
  ],
  [
    '# Flux\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
    2,
    'The `apiVersion` of a Kustomization in a kustomization file must be "kustomize.config.k8s.io/v1beta1", not "kustomize.toolkit.fluxcd.io/v1".',
  ],
  [
    'kind: List\n',
    1,
    'The `kind` of a kustomization file must be "Kustomization" or "Component", not "List".',
  ],
  ['namePrefix: 1\n', 1, 'The field `namePrefix` must be a string.'],
  ['resources: a.yaml\n', 1, 'The field `resources` must be a list.'],
  ['resources:\n  - a\n  - {b: c}\n', 3, 'Each entry of `resources` must be a string.'],
  ['a: b\npatches:\n  - a.yaml\n', 3, 'Each entry of `patches` must be a mapping.'],
  ['commonLabels: []\n', 1, 'The field `commonLabels` must be a mapping.'],
])('%j is refused on line %d', (text, line, message) => {
  const read = () => readKustomizationFile('kustomization.yaml', text)
  expect(read).toThrow(KustomizationError)
  expect(read).toThrow(expect.objectContaining({ message, line, path: 'kustomization.yaml' }))
})

test('the place of a field is its line; of what comes from an alias, that of the alias', () => {
  const text = `# comment
x: &t
  kind: Deployment
Patches:
  - path: a.yaml
    target: *t

  - patch: |-
      - op: add
    target:
      kind: Deployment
`
  const { placeOf } = readKustomizationFile('kustomization.yaml', text)
  const lines = [
    ['patches'],
    ['patches', 0],
    ['patches', 0, 'target', 'kind'],
    ['patches', 1],
    ['patches', 1, 'target', 'kind'],
    ['patches', 7],
    [],
  ].map((path) => placeOf(path).line)
  expect(lines).toEqual([4, 5, 6, 8, 11, 4, 2])
})
