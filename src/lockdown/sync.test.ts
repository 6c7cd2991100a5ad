import type { PlainMap } from '../krm/object.ts'
import { deployment, fluxObject } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

const kustomizeController = { kind: 'Deployment', name: 'kustomize-controller' }
const place = '/spec/template/spec/containers/0'

/** What is told of a sync with this `spec`, as `rule field`. */
function told(spec: PlainMap, name = 'flux-system', others: readonly PlainMap[] = []) {
  const items = [
    deployment('kustomize-controller'),
    deployment('helm-controller', { image: 'ghcr.io/fluxcd/helm-controller:v1.6.1' }),
    fluxObject('Kustomization', 'flux-system', { serviceAccountName: 'x', ...spec }, name),
    ...others.map((other) =>
      fluxObject('Kustomization', 'flux-system', { serviceAccountName: 'x', ...other }, 'apps'),
    ),
  ]
  const { findings } = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  return findings.map(({ rule, field }) => `${rule} ${field?.path.join('.')}`)
}

const patches = (target: PlainMap | undefined, patch: unknown) => ({
  patches: [
    { ...(target && { target }), patch: typeof patch === 'string' ? patch : JSON.stringify(patch) },
  ],
})
const add = (path: string, value: unknown) => [{ op: 'add', path: `${place}${path}`, value }]
const overrides = ['sync-overrides spec.patches']
const unsure = ['sync-changes spec.patches']

test.each<[string, PlainMap, readonly string[]]>([
  ['nothing', {}, []],
  ['an added flag of its own', patches(kustomizeController, add('/args/-', '--concurrent=20')), []],
  [
    'an added flag of the profile, as wanted',
    patches(kustomizeController, add('/args/-', '--no-remote-bases=true')),
    [],
  ],
  [
    'the opposite value behind',
    patches(kustomizeController, add('/args/-', '--no-remote-bases=false')),
    overrides,
  ],
  [
    'the opposite value in front: the last one wins',
    patches(kustomizeController, add('/args/0', '--no-remote-bases=false')),
    [],
  ],
  ['the end of the flags in front', patches(kustomizeController, add('/args/0', '--')), overrides],
  [
    'another account',
    patches(kustomizeController, add('/args/-', '--default-service-account=')),
    overrides,
  ],
  [
    'an added argument that may be any flag',
    patches(kustomizeController, add('/args/-', '$(EXTRA)')),
    unsure,
  ],
  [
    'an added argument that takes the next one for its value',
    patches(kustomizeController, add('/args/-', '--log-level')),
    unsure,
  ],
  [
    'a bare flag that may take a flag of the profile for its value',
    patches(kustomizeController, add('/args/2', '--new')),
    unsure,
  ],
  [
    'a mark with which Flux leaves all alone',
    { commonMetadata: { annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'ignore' } } },
    ['not-applied spec.commonMetadata.annotations.kustomize.toolkit.fluxcd.io/ssa'],
  ],
  ['other marks', { commonMetadata: { labels: { team: 'platform' } } }, []],
  ['paths that are left alone', { ignore: [{ paths: ['/spec'] }] }, ['not-applied spec.ignore.0']],
  [
    'such paths of others',
    {
      ignore: [
        { paths: [`${place}/args`], target: { kind: 'DaemonSet' } },
        { paths: ['/spec/replicas'] },
      ],
    },
    [],
  ],
  [
    'a mark by a patch',
    patches(kustomizeController, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'kustomize-controller',
        annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' },
      },
    }),
    unsure,
  ],
  [
    'other annotations by a patch',
    patches(kustomizeController, [{ op: 'add', path: '/metadata/annotations', value: { a: 'b' } }]),
    [],
  ],
  [
    'annotations with a mark by a patch',
    patches(kustomizeController, [
      {
        op: 'add',
        path: '/metadata/annotations',
        value: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' },
      },
    ]),
    unsure,
  ],
  [
    'a second controller',
    patches(kustomizeController, [
      {
        op: 'add',
        path: '/spec/template/spec/containers/-',
        value: { name: 'second', image: 'ghcr.io/fluxcd/helm-controller:v1.6.1' },
      },
    ]),
    unsure,
  ],
  ['a bare flag behind all others', patches(kustomizeController, add('/args/-', '--new')), []],
  [
    'two patches together',
    {
      patches: [
        ...patches(kustomizeController, add('/args/-', '--no-remote-bases=false')).patches,
        ...patches(kustomizeController, add('/args/-', '--no-remote-bases=true')).patches,
      ],
    },
    [],
  ],
  [
    'replaced',
    patches(kustomizeController, [{ op: 'replace', path: `${place}/args`, value: [] }]),
    unsure,
  ],
  ['removed', patches(kustomizeController, [{ op: 'remove', path: `${place}/args/0` }]), unsure],
  [
    'copied',
    patches(kustomizeController, [{ op: 'copy', from: `${place}/args/0`, path: '/x' }]),
    unsure,
  ],
  [
    'another container first',
    patches(kustomizeController, [
      { op: 'add', path: '/spec/template/spec/containers/0', value: {} },
    ]),
    unsure,
  ],
  [
    'a container at the end',
    patches(kustomizeController, [
      { op: 'add', path: '/spec/template/spec/containers/-', value: {} },
    ]),
    [],
  ],
  [
    'the whole pod',
    patches(kustomizeController, [{ op: 'replace', path: '/spec/template', value: {} }]),
    unsure,
  ],
  [
    'a position from the end',
    patches(kustomizeController, [
      { op: 'add', path: '/spec/template/spec/containers/-1/args/-', value: '--x' },
    ]),
    unsure,
  ],
  [
    'another container',
    patches(kustomizeController, [{ op: 'remove', path: '/spec/template/spec/containers/1/args' }]),
    [],
  ],
  [
    'resources',
    patches(kustomizeController, [{ op: 'replace', path: `${place}/resources`, value: {} }]),
    [],
  ],
  [
    'a test',
    patches(kustomizeController, [{ op: 'test', path: `${place}/name`, value: 'manager' }]),
    [],
  ],
  [
    'another name',
    patches({ kind: 'Deployment', name: 'podinfo' }, [{ op: 'remove', path: `${place}/args` }]),
    [],
  ],
  [
    'a pattern',
    patches({ name: '(kustomize|helm)-.*' }, add('/args/-', '--default-service-account=x')),
    [...overrides, ...overrides],
  ],
  ['anchored', patches({ name: 'kustomize' }, [{ op: 'remove', path: `${place}/args` }]), []],
  [
    'a pattern that is not followed',
    patches({ name: '(a+)+b' }, [{ op: 'remove', path: `${place}/args` }]),
    [...unsure, ...unsure],
  ],
  ['another kind', patches({ kind: 'Kustomization' }, [{ op: 'remove', path: '/spec' }]), []],
  [
    'another namespace, in which the controllers may have been written',
    patches({ namespace: 'x' }, [{ op: 'remove', path: `${place}/args` }]),
    [...unsure, ...unsure],
  ],
  [
    'a label that is not to be there, and that may have come later',
    patches({ labelSelector: '!app' }, [{ op: 'remove', path: `${place}/args` }]),
    [...unsure, ...unsure],
  ],
  [
    'a label that is not there',
    patches({ labelSelector: 'x=y' }, [{ op: 'remove', path: `${place}/args` }]),
    [],
  ],
  [
    'a label that is there',
    patches({ labelSelector: 'app.kubernetes.io/component=helm-controller' }, [
      { op: 'remove', path: `${place}/args` },
    ]),
    unsure,
  ],
  [
    'a label that is in a set',
    patches({ labelSelector: 'app.kubernetes.io/component in (helm-controller)' }, [
      { op: 'remove', path: `${place}/args` },
    ]),
    unsure,
  ],
  [
    'a test that fails: Flux stops, and what runs is not known',
    patches(kustomizeController, [
      { op: 'test', path: `${place}/name`, value: 'helm' },
      ...add('/args/-', '--no-remote-bases=true'),
    ]),
    unsure,
  ],
  [
    'a list of operations without a target, which kustomize refuses',
    patches(undefined, add('/args/-', '--no-remote-bases=true')),
    [...unsure, ...unsure],
  ],
  [
    'patches of the older field, which come last',
    {
      patchesJson6902: [
        { target: kustomizeController, patch: add('/args/-', '--no-remote-bases=true') },
      ],
      ...patches(kustomizeController, add('/args/-', '--no-remote-bases=false')),
    },
    [],
  ],
  [
    'a patch that names no namespace',
    patches(undefined, {
      ...merge({ containers: [{ name: 'manager', args: [] }] }),
      metadata: { name: 'kustomize-controller' },
    }),
    unsure,
  ],
  [
    'two merges in one text',
    patches(
      undefined,
      [merge({ nodeSelector: { a: 'b' } }), merge({ containers: [] }, 'podinfo')]
        .map((each) => JSON.stringify(each))
        .join('\n---\n'),
    ),
    [],
  ],
  ['not readable', patches(kustomizeController, 'a: b: c'), unsure],
  [
    'a merge of arguments',
    patches(undefined, merge({ containers: [{ name: 'manager', args: [] }] })),
    unsure,
  ],
  [
    'a merge of another container',
    patches(undefined, merge({ containers: [{ name: 'proxy', args: [] }] })),
    [],
  ],
  [
    'a merge of another container, which may come first, and then arguments of one of them',
    {
      patches: [
        ...patches(undefined, merge({ containers: [{ name: 'proxy' }] })).patches,
        ...patches(kustomizeController, [
          { op: 'add', path: '/spec/template/spec/containers/1/args/-', value: '--x' },
        ]).patches,
      ],
    },
    unsure,
  ],
  ['a merge of a node selector', patches(undefined, merge({ nodeSelector: { a: 'b' } })), []],
  ['a directive', patches(undefined, merge({ $patch: 'replace' })), unsure],
  ['a merge of null', patches(undefined, { ...merge({}), spec: null }), unsure],
  [
    'a merge into another Deployment',
    patches(undefined, merge({ containers: [{ name: 'manager', args: [] }] }, 'podinfo')),
    [],
  ],
  [
    'the older fields',
    { patchesStrategicMerge: [merge({ containers: [{ name: 'manager', image: 'x' }] })] },
    unsure,
  ],
  ['components', { components: ['../x'] }, ['sync-changes spec.components']],
  ['no components', { components: [] }, []],
  [
    'images',
    { images: [{ name: 'ghcr.io/fluxcd/helm-controller', newTag: 'v0.1.0' }] },
    ['sync-changes spec.images'],
  ],
  ['other images', { images: [{ name: 'podinfo', newTag: 'v0.1.0' }] }, []],
  ['variables that nothing uses', { postBuild: { substitute: { a: 'b' } } }, []],
])('the sync has %s', (_name, spec, expected) => {
  expect(told(spec)).toEqual(expected)
})

test('variables in the arguments of a controller', () => {
  const items = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Flux substitutes it
    deployment('kustomize-controller', { args: ['--log-level=${level}'] }),
    fluxObject(
      'Kustomization',
      'flux-system',
      { serviceAccountName: 'x', postBuild: { substitute: { level: 'info' } } },
      'flux-system',
    ),
  ]
  const { findings } = planLockdown(items, { securityProfile: 'multi-tenant', flux: {} })
  expect(findings.map(({ rule }) => rule)).toEqual(['sync-changes'])
})

test('of another Kustomization only what is aimed at a controller counts', () => {
  const components = { components: ['../x'] }
  expect(told({}, 'flux-system', [components])).toEqual([])
  expect(told({}, 'root', [components])).toEqual(['sync-changes spec.components'])
  const all = patches({ kind: 'Deployment' }, [{ op: 'remove', path: `${place}/args` }])
  expect(told({}, 'flux-system', [all])).toEqual([])
  const aimed = patches(kustomizeController, [{ op: 'remove', path: `${place}/args` }])
  expect(told({}, 'flux-system', [aimed])).toEqual(unsure)
})

function merge(podSpec: PlainMap, name = 'kustomize-controller'): PlainMap {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'flux-system' },
    spec: { template: { spec: podSpec } },
  }
}
