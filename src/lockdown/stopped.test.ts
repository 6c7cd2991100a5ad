import type { Item } from '../krm/item.ts'
import type { PlainMap } from '../krm/object.ts'
import { deployment, fluxObject } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

const install = [
  deployment('kustomize-controller'),
  deployment('helm-controller'),
  deployment('notification-controller'),
]

function told(
  item: Item,
  securityProfile: 'multi-tenant' | 'single-tenant' = 'multi-tenant',
  controllers = install,
) {
  const { findings } = planLockdown([...controllers, item], { securityProfile, flux: {} })
  return findings
    .filter((finding) => finding.item === item)
    .map(({ rule, field }) => `${rule} ${field?.path.join('.')}`)
}

const foreign = { name: 'x', namespace: 'other' }
const account = { serviceAccountName: 'team' }
const refused = (path: string) => `stops-across-namespaces spec.${path}`

test.each<[string, string, PlainMap, readonly string[]]>([
  ['Kustomization', 'tenant', {}, ['stops-without-account spec.serviceAccountName']],
  ['HelmRelease', 'tenant', {}, ['stops-without-account spec.serviceAccountName']],
  ['Kustomization', 'tenant', account, []],
  ['Kustomization', 'tenant', { ...account, sourceRef: foreign }, [refused('sourceRef.namespace')]],
  ['Kustomization', 'tenant', { ...account, sourceRef: { name: 'x', namespace: 'tenant' } }, []],
  ['Kustomization', 'tenant', { ...account, sourceRef: { name: 'x', namespace: '' } }, []],
  ['Kustomization', 'tenant', { ...account, dependsOn: [foreign] }, []],
  [
    'HelmRelease',
    'tenant',
    { ...account, chart: { spec: { sourceRef: foreign } } },
    [refused('chart.spec.sourceRef.namespace')],
  ],
  ['HelmRelease', 'tenant', { ...account, chartRef: foreign }, [refused('chartRef.namespace')]],
  [
    'Alert',
    'flux-system',
    { eventSources: [{ name: 'x' }, foreign, foreign] },
    [refused('eventSources.1.namespace'), refused('eventSources.2.namespace')],
  ],
  ['Receiver', 'tenant', { resources: [foreign] }, [refused('resources.0.namespace')]],
  [
    'ImagePolicy',
    'tenant',
    { imageRepositoryRef: foreign },
    [refused('imageRepositoryRef.namespace')],
  ],
  ['ImageUpdateAutomation', 'tenant', { sourceRef: foreign }, [refused('sourceRef.namespace')]],
  ['ArtifactGenerator', 'tenant', { sources: [foreign] }, [refused('sources.0.namespace')]],
  ['Alert', 'tenant', { eventSources: 'x' }, []],
])('%s in %s with %j', (kind, namespace, spec, expected) => {
  const item = fluxObject(kind, namespace, spec)
  expect(told(item)).toEqual(expected)
  expect(told(item, 'single-tenant')).toEqual([])
})

test('Receivers are held to the flag from notification-controller v1.5.0 on', () => {
  const item = fluxObject('Receiver', 'tenant', { resources: [foreign] })
  const old = { image: 'ghcr.io/fluxcd/notification-controller:v1.4.0' }
  expect(told(item, 'multi-tenant', [deployment('notification-controller', old)])).toEqual([])
})

test('without an install nothing is stopped', () => {
  expect(told(fluxObject('Kustomization', 'tenant', {}), 'multi-tenant', [])).toEqual([])
})
