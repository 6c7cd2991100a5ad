import { type Item, makeItem } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { readList } from '../yaml/read.ts'
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
  return foundIn([item])
}

function foundIn(items: readonly Item[]): readonly string[] {
  const { controllers, findings, doubts } = findControllers(items)
  return [
    ...controllers.map(({ controller, container, path }) => {
      return `${controller} in ${container['name']} at ${path.slice(3).join('.')}`
    }),
    ...[...findings, ...doubts].map(({ rule }) => rule),
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
    'a component of that name, of which nothing says whose it is',
    workload([manager('argoproj/notifications:v2')], component('notification-controller')),
    ['maybe-controller'],
  ],
  [
    'a component of that name that is part of another project',
    workload([manager('notifications:v2')], {
      ...component('notification-controller'),
      'app.kubernetes.io/part-of': 'kubernaut',
    }),
    ['other-project'],
  ],
  [
    'a component of that name with a flag that no release of the controller has',
    workload(
      [
        { name: 'proxy', image: 'istio/proxy:1' },
        manager('notifications:v2', { args: ['x', '--log-level=info', '--leader-elect'] }),
      ],
      component('notification-controller'),
    ),
    ['other-project'],
  ],
  [
    'a component of that name with flags that the controller has',
    workload(
      [manager('notifications:v2', { args: ['--log-level', 'info', '--concurrent=5', '$(X)'] })],
      component('notification-controller'),
    ),
    ['maybe-controller'],
  ],
  [
    'a component of a name that no profile changes',
    workload([manager('sources:v2')], component('source-controller')),
    [],
  ],
  [
    'suffix of a build, with flux',
    workload([manager('mirror/fluxcd/kustomize-controller-distroless:v1.0.0')]),
    ['kustomize-controller in manager at containers.0'],
  ],
  [
    'suffix of a build, with a variable of Flux',
    workload([manager('mirror/kustomize-controller-fips:v1.0.0', { env: runtimeNamespace })]),
    ['kustomize-controller in manager at containers.0'],
  ],
  [
    'suffix of a build, and nothing else',
    workload([manager('mirror/kustomize-controller-arm64:v1.0.0')]),
    ['maybe-controller'],
  ],
  [
    'suffix of another program, in a workload of Flux',
    workload(
      [
        manager('acme/kustomize-controller-exporter:v1'),
        manager('fluxcd/kustomize-controller:v1.0.0'),
      ],
      component('kustomize-controller'),
    ),
    ['kustomize-controller in manager at containers.1'],
  ],
  [
    'prefix of a project that nothing tells',
    workload([manager('acme/our-helm-controller:v1.0.0')]),
    ['maybe-controller'],
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
    workload([manager('docker.io/rancher/helm-controller:v0.16.1')]),
    ['other-project'],
  ],
  [
    "Rancher's helm-controller with the label of Flux's",
    workload([manager('docker.io/rancher/helm-controller:v0.16.1')], component('helm-controller')),
    ['maybe-controller'],
  ],
  [
    "k3s' helm-controller",
    workload([manager('ghcr.io/k3s-io/helm-controller:v0.16.1')]),
    ['other-project'],
  ],
  [
    "a mirror of k3s' helm-controller",
    workload([manager('mirror/k3s-io-helm-controller:v0.16.1')]),
    ['other-project'],
  ],
  ...[
    { args: ['--events-addr='] },
    { args: ['--watch-all-namespaces'] },
    { env: runtimeNamespace },
  ].map((sign): [string, Item, readonly string[]] => [
    `a mirror called rancher, with ${JSON.stringify(sign)}`,
    workload([manager('harbor.corp/rancher/helm-controller:v1.6.1', sign)]),
    ['helm-controller in manager at containers.0'],
  ]),
  [
    'a mirror called rancher, part of Flux',
    workload([manager('harbor.corp/rancher/helm-controller:v1.6.1')], {
      'app.kubernetes.io/part-of': 'flux',
    }),
    ['helm-controller in manager at containers.0'],
  ],
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

describe('beside a controller of Flux', () => {
  const beside = (image: string, labels: PlainMap = {}, more: PlainMap = {}, namespace = 'ns') => {
    const kustomizeController = workload([manager('fluxcd/kustomize-controller:v1.9.1')])
    const other = workload([manager(image, more)], labels)
    const metadata = { ...other.object.metadata, namespace }
    const [, ...rest] = foundIn([kustomizeController, makeItem({ ...other.object, metadata })])
    return rest
  }
  const rancher = 'rancher/helm-controller:v0.16.1'
  const taken = ['helm-controller in manager at containers.0']

  test.each<[string, readonly string[], readonly string[]]>([
    ['a label', beside('hc:v1', component('helm-controller')), taken],
    [
      'a label elsewhere',
      beside('hc:v1', component('helm-controller'), {}, 'b'),
      ['maybe-controller'],
    ],
    ['a prefixed name', beside('acme/our-helm-controller:v1'), taken],
    [
      "another project's image with the label",
      beside(rancher, component('helm-controller')),
      taken,
    ],
    ["another project's image", beside(rancher), ['maybe-controller']],
    [
      "another project's image elsewhere",
      beside(rancher, {}, {}, 'kube-system'),
      ['other-project'],
    ],
    [
      "another project's image with its flag",
      beside(rancher, component('helm-controller'), { args: ['--namespace', 'a'] }),
      ['other-project'],
    ],
    ['another name', beside('acme/dashboard:v1'), []],
  ])('%s', (_name, rest, expected) => {
    expect(rest).toEqual(expected)
  })

  test('without namespaces nothing is beside anything', () => {
    const items = [
      workload([manager('fluxcd/kustomize-controller:v1.9.1')]),
      workload([manager(rancher)]),
    ].map(({ object }) => makeItem({ ...object, metadata: { name: 'x' } }))
    expect(foundIn(items).slice(1)).toEqual(['other-project'])
  })
})

test('a workload that is left alone is told with what would settle it, and the container stays', () => {
  const [doubt] = findControllers([workload([manager('acme/our-helm-controller:v1.0.0')])]).doubts
  expect(doubt?.message).toBe(
    'The workload may be Flux\'s helm-controller, and is left alone: the label `app.kubernetes.io/part-of` must be "flux" if it is, and else the name of its project.',
  )
  expect(doubt?.field?.path.slice(3)).toEqual(['containers', 0, 'image'])
})

test("what says that a workload is another project's is told", () => {
  const messages = [
    workload([manager('rancher/helm-controller:v0.16.1')]),
    workload([manager('rancher/helm-controller:v0.16.1', { args: ['--namespace', 'a'] })]),
    workload([manager('a:v1')], {
      ...component('helm-controller'),
      'app.kubernetes.io/part-of': 'b',
    }),
  ].map((item) => findControllers([item]).doubts[0]?.message)
  const sentence = (why: string) =>
    `The workload is taken for another project's, not for Flux's helm-controller, since ${why}, and is left alone.`
  expect(messages).toEqual([
    sentence('its image is that of one'),
    sentence("no release of Flux's helm-controller has `--namespace`"),
    sentence('it is part of "b"'),
  ])
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

test('a workload that names no controller is not parsed, but for one that may spell a name with an escape', () => {
  const items = (image: string) =>
    readList(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: ${image}\n`,
    ).items
  const [other] = items('nginx')
  const parsed = jest.spyOn(other as Item, 'object', 'get')
  expect(foundIn([other as Item])).toEqual([])
  expect(parsed).not.toHaveBeenCalled()
  expect(foundIn(items('"ghcr.io/fluxcd/kustomize\\u002dcontroller:v1.9.1"'))).toEqual([
    'kustomize-controller in a at containers.0',
  ])
})
