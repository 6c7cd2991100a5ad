import { type Item, makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { deployment, firstContainer } from './arbitrary.ts'
import { findControllers } from './find.ts'

function workload(
  containers: readonly PlainMap[],
  labels: PlainMap = {},
  { kind = 'Deployment', ...podSpec }: { kind?: string; initContainers?: readonly PlainMap[] } = {},
): Item {
  return makeItem({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'x', namespace: 'ns', labels },
    spec: { template: { spec: { containers, ...podSpec } } },
  })
}

function found(item: Item): readonly string[] {
  const { controllers, findings } = findControllers([item])
  return [
    ...controllers.map(({ controller, container, path }) => {
      return `${controller} in ${container['name']} at ${path.slice(3).join('.')}`
    }),
    ...findings.map(({ rule }) => rule),
  ]
}

const component = (name: string) => ({ 'app.kubernetes.io/component': name })
const runtimeNamespace = [{ name: 'RUNTIME_NAMESPACE' }]
const manager = (image: string, more: PlainMap = {}) => ({ name: 'manager', image, ...more })

test.each<[string, Item, readonly string[]]>([
  [
    'image name',
    workload([manager('ghcr.io/fluxcd/kustomize-controller:v1.9.1')]),
    ['kustomize-controller in manager at containers.0'],
  ],
  [
    'image name behind a registry with a port, by digest, behind a sidecar',
    workload([
      manager('istio/proxy:1'),
      { name: 'y', image: 'host:5000/a/helm-controller@sha256:01' },
    ]),
    ['helm-controller in y at containers.1'],
  ],
  [
    'prefix with flux',
    workload([manager('mirror/fluxcd-source-controller:v1.0.0')]),
    ['source-controller in manager at containers.0'],
  ],
  ['influx is not flux', workload([manager('influxdata/influx-source-controller:v1.0.0')]), []],
  ['prefix of another project', workload([manager('acme/git-source-controller:v1.0.0')]), []],
  [
    'prefix and label',
    workload([manager('acme/x-source-controller:v1.0.0')], component('source-controller')),
    ['source-controller in manager at containers.0'],
  ],
  [
    'prefix and a variable of Flux',
    workload([manager('acme/x-source-controller:v1.0.0', { env: runtimeNamespace })]),
    ['source-controller in manager at containers.0'],
  ],
  [
    'label and an argument of Flux: the container called manager',
    workload(
      [{ name: 'proxy', image: 'x' }, manager('acme/kc:v1', { args: ['--watch-all-namespaces'] })],
      component('kustomize-controller'),
    ),
    ['kustomize-controller in manager at containers.1'],
  ],
  [
    'label: the container called as the controller',
    workload(
      [{ name: 'proxy' }, { name: 'kustomize-controller', image: 'kc', env: runtimeNamespace }],
      component('kustomize-controller'),
    ),
    ['kustomize-controller in kustomize-controller at containers.1'],
  ],
  [
    'label: the only container',
    workload(
      [{ name: 'x', image: 'kc', env: runtimeNamespace }],
      component('kustomize-controller'),
    ),
    ['kustomize-controller in x at containers.0'],
  ],
  [
    'label, and any of two',
    workload(
      [
        { name: 'x', image: 'kc', env: runtimeNamespace },
        { name: 'y', image: 'z' },
      ],
      component('kustomize-controller'),
    ),
    ['unclear-container'],
  ],
  [
    "another project's component of that name",
    workload([manager('argoproj/notifications:v2')], component('notification-controller')),
    [],
  ],
  [
    'before Flux v0.35: the label app, with part-of',
    workload([manager('kc:v1')], {
      app: 'kustomize-controller',
      'app.kubernetes.io/part-of': 'flux',
    }),
    ['kustomize-controller in manager at containers.0'],
  ],
  [
    'the label app, with another sign of Flux',
    workload([manager('ghcr.io/fluxcd/kc:v1')], { app: 'kustomize-controller' }),
    [],
  ],
  [
    'a label, and an init container called manager',
    workload(
      [
        { name: 'a', image: 'fluxcd/a' },
        { name: 'b', image: 'b' },
      ],
      component('helm-controller'),
      {
        initContainers: [manager('fluxcd/setup:v1')],
      },
    ),
    ['unclear-container'],
  ],
  [
    'a label that none of the images has',
    workload(
      [
        { name: 'kc', image: 'fluxcd/kustomize-controller:v1.0.0' },
        { name: 'a', image: 'fluxcd/a' },
        { name: 'b', image: 'b' },
      ],
      component('helm-controller'),
    ),
    ['kustomize-controller in kc at containers.0'],
  ],
  ['the label app alone', workload([manager('kc:v1')], { app: 'kustomize-controller' }), []],
  [
    'a container called manager',
    workload([manager('acme/operator:v1', { env: runtimeNamespace })]),
    [],
  ],
  [
    "Rancher's helm-controller",
    workload([manager('docker.io/rancher/helm-controller:v0.16.1')], component('helm-controller')),
    [],
  ],
  ["k3s' helm-controller", workload([manager('ghcr.io/k3s-io/helm-controller:v0.16.1')]), []],
  [
    "Rancher's mirror of Flux",
    workload([manager('rancher/mirrored-fluxcd-helm-controller:v1.0.0')]),
    ['helm-controller in manager at containers.0'],
  ],
  [
    'several controllers in one workload',
    workload(
      ['source-controller', 'kustomize-controller'].map((name) => ({
        name,
        image: `ghcr.io/fluxcd/${name}:v1.9.1`,
      })),
      component('flux'),
    ),
    [
      'source-controller in source-controller at containers.0',
      'kustomize-controller in kustomize-controller at containers.1',
    ],
  ],
  [
    'an init container, by its image',
    workload([], {}, { initContainers: [manager('fluxcd/source-watcher:v2.0.0')] }),
    ['source-watcher in manager at initContainers.0'],
  ],
  [
    'a StatefulSet',
    workload([manager('fluxcd/source-controller')], {}, { kind: 'StatefulSet' }),
    ['source-controller in manager at containers.0'],
  ],
  ['a Job', workload([manager('fluxcd/source-controller')], {}, { kind: 'Job' }), []],
  ['no containers', makeItem({ apiVersion: 'apps/v1', kind: 'Deployment', spec: 'x' }), []],
])('%s', (_name, item, expected) => {
  expect(found(item)).toEqual(expected)
})

test('a shard is found by its image and by its label', () => {
  const shard = deployment('kustomize-controller', {}, { name: 'kustomize-controller-shard1' })
  const byLabel = deployment(
    'kustomize-controller',
    { image: 'kc@sha256:0' },
    { name: 'kc-shard1' },
  )
  const { controllers } = findControllers([shard, byLabel])
  expect(controllers.map(({ item, container }) => [item, container])).toEqual([
    [shard, firstContainer(shard)],
    [byLabel, firstContainer(byLabel)],
  ])
})
