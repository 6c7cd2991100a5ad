/** Objects for tests: by hand and, with fast-check, damaged in every way that pflag still reads. Used by tests only. */
import fc from 'fast-check'
import { type ControllerName, controllerNames } from '../flux/controllers.ts'
import { type Item, makeItem } from '../krm/item.ts'
import type { KubernetesObject, PlainMap } from '../krm/object.ts'

/** Versions of Flux v2.9, a release that has every setting. */
const tags: Readonly<Record<ControllerName, string>> = {
  'source-controller': 'v1.9.1',
  'kustomize-controller': 'v1.9.1',
  'helm-controller': 'v1.6.1',
  'notification-controller': 'v1.9.1',
  'image-reflector-controller': 'v1.2.1',
  'image-automation-controller': 'v1.2.1',
  'source-watcher': 'v2.2.1',
}

/** The image of a controller of Flux v2.9. */
function imageOf(controller: ControllerName): string {
  return `ghcr.io/fluxcd/${controller}:${tags[controller]}`
}

/** A Deployment as Flux generates it, with other fields in its container, labels or metadata. */
export function deployment(
  controller: ControllerName,
  container: PlainMap = {},
  {
    namespace = 'flux-system',
    name = controller,
    labels = {},
    sidecars = [],
  }: {
    readonly namespace?: string
    readonly name?: string
    readonly labels?: PlainMap
    readonly sidecars?: readonly PlainMap[]
  } = {},
): Item {
  const allLabels = {
    'app.kubernetes.io/component': controller,
    'app.kubernetes.io/part-of': 'flux',
    'app.kubernetes.io/version': 'v2.9.0',
    ...labels,
  }
  return makeItem({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: allLabels },
    spec: {
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            ...sidecars,
            {
              name: 'manager',
              image: imageOf(controller),
              args: ['--log-level=info', '--enable-leader-election'],
              ...container,
            },
          ],
        },
      },
    },
  })
}

/** An object of Flux with a `spec`. */
export function fluxObject(kind: string, namespace: string, spec: PlainMap, name = 'app'): Item {
  return makeItem({
    apiVersion: apiVersions[kind] ?? 'v1',
    kind,
    metadata: { name, namespace },
    spec,
  })
}

const apiVersions: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.toolkit.fluxcd.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  Alert: 'notification.toolkit.fluxcd.io/v1beta3',
  Receiver: 'notification.toolkit.fluxcd.io/v1',
  ImagePolicy: 'image.toolkit.fluxcd.io/v1',
  ImageUpdateAutomation: 'image.toolkit.fluxcd.io/v1',
  ArtifactGenerator: 'source.extensions.fluxcd.io/v1beta1',
}

/** The containers of a workload. */
export function containersIn({ object }: Item): readonly PlainMap[] {
  const { template } = object['spec'] as { template: { spec: { containers: PlainMap[] } } }
  return template.spec.containers
}

/** The first container of a workload. */
export function firstContainer(item: Item): PlainMap {
  return containersIn(item)[0] ?? {}
}

const flagValue = fc.constantFrom('true', 'false', 'T', '0', '1', 'flux', 'tenant', 'default')

/** One or two entries of an argument list that a controller can parse. */
const entries: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.constantFrom(
    ['--log-level=debug'],
    ['--log-level', '--no-cross-namespace-refs=false'],
    ['--enable-leader-election'],
    ['stray'],
    ['--concurrent', '5'],
    ['--no-cross-namespace-refs'],
    ['--no-cross-namespace-refs', 'false'],
    ['--watch-all-namespaces=true'],
  ),
  fc
    .tuple(fc.constantFrom('no-cross-namespace-refs', 'no-remote-bases'), flagValue)
    .filter(([, value]) => /^(true|false|T|0|1)$/.test(value))
    .map(([flag, value]) => [`--${flag}=${value}`]),
  flagValue.map((value) => [`--default-service-account=${value}`]),
  flagValue.map((value) => ['--default-service-account', value]),
  fc.constant(['--default-service-account=']),
)

const argumentList = fc
  .tuple(fc.array(entries, { maxLength: 6 }), fc.option(fc.array(entries, { maxLength: 2 })))
  .map(([before, after]) => [...before.flat(), ...(after ? ['--', ...after.flat()] : [])])

/** A Deployment of any controller with arguments in `args`, in `command`, in both or nowhere. */
const damagedDeployment: fc.Arbitrary<Item> = fc
  .record({
    controller: fc.constantFrom(...controllerNames),
    args: fc.option(argumentList, { nil: undefined }),
    command: fc.option(argumentList, { nil: undefined }),
    namespace: fc.constantFrom('flux-system', 'flux-2'),
    suffix: fc.constantFrom('', '-shard1'),
    hasSidecar: fc.boolean(),
    isOnlyLabelled: fc.boolean(),
  })
  .map(({ controller, args, command, namespace, suffix, hasSidecar, isOnlyLabelled }) =>
    deployment(
      controller,
      {
        args,
        ...(command && { command: [`/usr/local/bin/${controller}`, ...command] }),
        ...(isOnlyLabelled && { image: 'registry:5000/mirror/kc@sha256:0123' }),
      },
      {
        namespace,
        name: `${controller}${suffix}`,
        sidecars: hasSidecar ? [{ name: 'proxy', image: 'istio/proxyv2:1.2.3', args: ['x'] }] : [],
      },
    ),
  )
  .map(withoutUndefined)

/** A Kustomization or HelmRelease, beside the controllers or of a tenant. */
const appliedObject: fc.Arbitrary<Item> = fc
  .record({
    kind: fc.constantFrom('Kustomization', 'HelmRelease'),
    namespace: fc.constantFrom('flux-system', 'flux-2', 'tenant'),
    account: fc.constantFrom(undefined, '', 'kustomize-controller', 'helm-controller', 'other'),
    source: fc.constantFrom(undefined, 'tenant'),
    isRemote: fc.boolean(),
  })
  .map(({ kind, namespace, account, source, isRemote }) => {
    const sourceRef = { kind: 'GitRepository', name: 'x', ...(source && { namespace: source }) }
    return fluxObject(kind, namespace, {
      ...(kind === 'HelmRelease' ? { chart: { spec: { sourceRef } } } : { sourceRef }),
      ...(account !== undefined && { serviceAccountName: account }),
      ...(isRemote && { kubeConfig: { secretRef: { name: 'remote' } } }),
    })
  })

/** What nobody means. */
const bystander: fc.Arbitrary<Item> = fc
  .constantFrom<KubernetesObject>(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { args: '--x' } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'operator', namespace: 'flux-system' },
      spec: {
        template: { spec: { containers: [{ name: 'manager', image: 'acme/operator:v1' }] } },
      },
    },
  )
  .map((object) => makeItem({ ...object }))

/** Lists with at least one controller of the profile. */
export const damagedItems: fc.Arbitrary<readonly Item[]> = fc
  .tuple(
    damagedDeployment,
    fc.array(fc.oneof(damagedDeployment, appliedObject, bystander), { maxLength: 5 }),
  )
  .map(([first, rest]) => [first, ...rest])

function withoutUndefined(item: Item): Item {
  return makeItem(JSON.parse(JSON.stringify(item.object)))
}
