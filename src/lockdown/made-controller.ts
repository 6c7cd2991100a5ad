import type { ControllerName } from '../flux/controllers.ts'
import { newestKnownController } from '../flux/releases.ts'
import { formatVersion } from '../flux/version.ts'
import { type Item, makeItem } from '../krm/item.ts'

const args = [
  '--events-addr=http://notification-controller.$(RUNTIME_NAMESPACE).svc.cluster.local./',
  '--watch-all-namespaces=true',
  '--log-level=info',
  '--log-encoding=json',
  '--enable-leader-election',
]

/**
 * The Deployment of a controller as Flux has it and flux-operator makes it, before it is locked, as far as patches usually aim at it.
 * Source: fluxcd/flux2 manifests/bases and manifests/install at v2.9.
 */
export function madeController(name: ControllerName, namespace: string): Item {
  const version = newestKnownController(name)
  const labels = {
    'app.kubernetes.io/component': name,
    'app.kubernetes.io/instance': namespace,
    'app.kubernetes.io/part-of': 'flux',
  }
  const container = {
    name: 'manager',
    image: `ghcr.io/fluxcd/${name}:${version ? formatVersion(version) : 'latest'}`,
    args,
    env: [
      { name: 'RUNTIME_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    ],
    ports: [{ name: 'http-prom', containerPort: 8080 }],
    resources: {
      limits: { cpu: '1000m', memory: '1Gi' },
      requests: { cpu: '100m', memory: '64Mi' },
    },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    volumeMounts: [{ name: 'temp', mountPath: '/tmp' }],
  }
  return makeItem({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: { ...labels, 'control-plane': 'controller' } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      strategy: { type: 'Recreate' },
      template: {
        metadata: {
          annotations: { 'prometheus.io/port': '8080', 'prometheus.io/scrape': 'true' },
          labels: { app: name, ...labels },
        },
        spec: {
          containers: [container],
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          serviceAccountName: name,
          volumes: [{ name: 'temp', emptyDir: {} }],
        },
      },
    },
  })
}
