import { targetObject } from './identity.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { patchesOn } from './patches.ts'
import { kustomizationAsSynced, type SyncedBy } from './synced.ts'
import { treeOf } from './tree.ts'

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app', namespace: 'ns', labels: { app: 'x' } },
}

function patchesOf(
  text: string,
  more: Readonly<Record<string, string>> = {},
  object: unknown = deployment,
) {
  const files = new Map(Object.entries({ 'a/kustomization.yaml': text, ...more }))
  const tree = treeOf(files)
  const file = tree.kustomizations.get('a') as KustomizationFile
  return patchesOn(tree, files, [file], targetObject(object))
}

function summaryOf(text: string, more?: Readonly<Record<string, string>>, object?: unknown) {
  return patchesOf(text, more, object).patches.map(({ origin, content, reaches }) => [
    content.kind === 'other' ? content.what : content.kind,
    reaches,
    `${origin.path}:${origin.line}`,
    origin.field,
  ])
}

test('every kind of change is told in the order in which kustomize makes it', () => {
  const text = `vars: [{name: X}]
transformers: [plugin.yaml]
replacements:
  - targets: [{select: {kind: Deployment}}, {select: {kind: Service}}]
  - path: replacement.yaml
  - path: gone.yaml
images: [{name: x, newTag: v1}]
imageTags: [{name: y, newTag: v1}]
patchesJson6902:
  - {target: {name: app}, patch: '[{"op": "add", "path": "/spec/x", "value": 1}]'}
commonAnnotations: {a: b}
commonLabels: {a: b}
labels: [{pairs: {c: d}}]
nameSuffix: -s
namePrefix: p-
namespace: new
patches:
  - path: many.yaml
patchesStrategicMerge:
  - merge.yaml
configurations: [names.yaml]
generators: [generator.yaml]
helmCharts: [{name: chart}]
components: [part, gone, 'github.com/org/repo']
replicas: [{name: app, count: 2}]
crds: [crd.yaml]
`
  const more = {
    'a/part/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: c-\n',
    'a/merge.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app, namespace: ns}\nspec: {}\n',
    'a/many.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: other}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: c-app, namespace: ns}
$patch: delete
`,
    'a/replacement.yaml': '- targets: [{select: {name: .*}}]\n- targets: [{select: {name: x}}]\n',
    'a/names.yaml': 'nameReference: [{kind: X, fieldSpecs: [{path: spec/x}]}]\n',
  }
  const at = 'a/kustomization.yaml'
  expect(summaryOf(text, more)).toEqual([
    ['helmCharts', 'undecided', `${at}:23`, 'helmCharts[0]'],
    ['generators', 'undecided', `${at}:22`, 'generators[0]'],
    ['namePrefix', 'yes', 'a/part/kustomization.yaml:3', 'namePrefix'],
    ['missing component', 'undecided', `${at}:24`, 'components[1]'],
    ['remote component', 'undecided', `${at}:24`, 'components[2]'],
    ['configurations', 'undecided', `${at}:21`, 'configurations[0]'],
    ['strategic merge', 'yes', 'a/merge.yaml:1', 'patchesStrategicMerge[0]'],
    // the component that is not there may have renamed it
    ['strategic merge', 'undecided', 'a/many.yaml:1', 'patches[0]'],
    ['deletion', 'yes', 'a/many.yaml:5', 'patches[0]'],
    ['namespace', 'yes', `${at}:16`, 'namespace'],
    ['namePrefix', 'yes', `${at}:15`, 'namePrefix'],
    ['nameSuffix', 'yes', `${at}:14`, 'nameSuffix'],
    ['labels', 'yes', `${at}:13`, 'labels[0]'],
    ['labels', 'yes', `${at}:12`, 'commonLabels'],
    ['labels', 'yes', `${at}:11`, 'commonAnnotations'],
    ['json6902', 'yes', `${at}:10`, 'patchesJson6902[0]'],
    ['images', 'undecided', `${at}:7`, 'images[0]'],
    ['images', 'undecided', `${at}:8`, 'imageTags[0]'],
    ['replacements', 'undecided', `${at}:4`, 'replacements[0]'],
    ['replacements', 'undecided', 'a/replacement.yaml:1', 'replacements[1]'],
    ['replacements', 'undecided', 'a/replacement.yaml:1', 'replacements[1]'],
    ['replacements', 'undecided', `${at}:6`, 'replacements[2]'],
    ['transformers', 'undecided', `${at}:2`, 'transformers[0]'],
    ['vars', 'undecided', `${at}:1`, 'vars[0]'],
  ])
})

test.each([
  ['patches: [{target: {kind: Deployment}}]'],
  ['patches: [{path: gone.yaml}]'],
  ['patches: [{path: https://example.com/p.yaml}]'],
  ['patches: [{path: a.yaml, patch: "{}", target: {kind: Deployment}}]'],
  ['patches: [{patch: "a: b: c", target: {kind: Deployment}}]'],
  ['patches: [{patch: "- x", target: {kind: Deployment}}]'],
  ['patches: [{patch: "[{op: add, path: /x, value: 1}]"}]'],
  ['patches: [{patch: "a: b\\n---\\nc: d\\n", target: {kind: Deployment}}]'],
  ['patchesStrategicMerge: [gone.yaml]'],
  ['patchesStrategicMerge: ["../../../outside.yaml"]'],
])('%s: kustomize stops, and nothing is taken for sure', (text) => {
  expect(patchesOf(text).patches).toMatchObject([
    { reaches: 'undecided', content: { what: 'unreadable patch' } },
  ])
})

test('a configuration tells the paths of its field specifications', () => {
  const more = {
    'a/names.yaml': `nameReference:
  - kind: ConfigMap
    fieldSpecs: [{path: spec/valuesFrom/name, kind: HelmRelease}]
images: [{path: spec/image}]
`,
  }
  const { patches } = patchesOf('configurations: [names.yaml, gone.yaml]', more)
  expect(patches.map(({ content }) => content)).toEqual([
    { kind: 'other', what: 'configurations', fieldSpecs: ['spec/valuesFrom/name', 'spec/image'] },
    { kind: 'other', what: 'configurations' },
  ])
})

test('an unreadable patch for another object does not count', () => {
  expect(patchesOf('patches: [{path: gone.yaml, target: {kind: Service}}]').patches).toEqual([])
})

const mergeLabels = `patches:
  - target: {kind: Deployment}
    patch: |-
      metadata: {name: any, labels: {x: y}}
  - target: {labelSelector: x=y}
    patch: '[{"op": "remove", "path": "/spec/x"}]'
  - target: {name: other}
    patch: '[{"op": "remove", "path": "/spec/x"}]'
`

test('labels that a patch sets make later label selectors undecided, and no others', () => {
  const { patches } = patchesOf(mergeLabels)
  expect(patches.map(({ reaches }) => reaches)).toEqual(['yes', 'undecided'])
})

test('a patch that may rename makes later names undecided', () => {
  const text = mergeLabels.replace(
    'kind: Deployment}',
    'kind: Deployment}\n    options: {allowNameChange: true}',
  )
  const { patches } = patchesOf(text)
  expect(patches.map(({ reaches }) => reaches)).toEqual(['yes', 'undecided', 'undecided'])
})

test('the deletion of an object is told apart', () => {
  const text = 'patches: [{target: {name: app}, patch: "$patch: delete\\nmetadata: {name: x}"}]'
  expect(patchesOf(text).patches).toMatchObject([{ reaches: 'yes', content: { what: 'deletion' } }])
})

test('generators reach only what they merge into', () => {
  const text = `configMapGenerator:
  - {name: app, behavior: merge, namespace: ns}
  - {name: app, namespace: ns}
secretGenerator:
  - {name: app, behavior: replace, namespace: ns}
`
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'app', namespace: 'ns' },
  }
  expect(patchesOf(text).patches).toEqual([])
  expect(summaryOf(text, {}, configMap)).toEqual([
    ['configMapGenerator', 'yes', 'a/kustomization.yaml:2', 'configMapGenerator[0]'],
  ])
})

test('a Namespace takes the name of the namespace, and other cluster-scoped objects stay', () => {
  const text = 'namespace: new\nnamePrefix: p-\n'
  const nameOf = (object: unknown) => {
    const { name, namespace } = patchesOf(text, {}, object).object
    return { name, namespace }
  }
  const metadata = { name: 'x' }
  const rbac = 'rbac.authorization.k8s.io/v1'
  expect(nameOf({ apiVersion: 'v1', kind: 'Namespace', metadata })).toEqual({ name: 'new' })
  expect(nameOf({ apiVersion: rbac, kind: 'ClusterRole', metadata })).toEqual({ name: 'p-x' })
  expect(nameOf(deployment)).toEqual({ name: 'p-app', namespace: 'new' })
})

describe('a folder as Flux applies it', () => {
  const placeOf: SyncedBy['placeOf'] = (path) => ({ path: path.join('.'), line: 3 })
  const by = (spec: SyncedBy['spec']) => ({ spec, placeOf })
  const patch = '[{"op": "add", "path": "/spec/x", "value": 1}]'

  test('the entries of the spec are told from those of the file', () => {
    const text = `patches:\n  - {target: {name: app}, patch: '${patch}'}\n`
    const tree = treeOf(new Map([['a/kustomization.yaml', text]]))
    const patches = [{ target: { name: 'app' }, patch }]
    const synced = kustomizationAsSynced('a', tree.kustomizations.get('a'), by({ patches }))
    const found = patchesOn(tree, new Map(), [synced], targetObject(deployment)).patches
    expect(found.map(({ origin }) => origin)).toEqual([
      { path: 'a/kustomization.yaml', line: 2, field: 'patches[0]' },
      { path: 'spec.patches.0', line: 3, field: 'patches[0]' },
    ])
  })

  test('without a file, and with substitutions, unless the object refuses them', () => {
    const spec = { targetNamespace: 'new', postBuild: { substitute: { a: 'b' } } }
    const synced = kustomizationAsSynced('', undefined, by(spec))
    const on = (object: unknown) =>
      patchesOn(treeOf(new Map()), new Map(), [synced], targetObject(object)).patches.map(
        ({ origin, reaches }) => [origin.path, origin.field, reaches],
      )
    const annotations = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' }
    const refusing = { ...deployment, metadata: { name: 'app', annotations } }
    const namespace = ['spec.targetNamespace', 'targetNamespace', 'yes']
    expect(on(deployment)).toEqual([namespace, ['spec.postBuild', 'postBuild', 'undecided']])
    expect(on(refusing)).toEqual([namespace])
    expect(synced.path).toBe('kustomization.yaml')
  })
})
