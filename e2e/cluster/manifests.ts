/** Objects of a name, in a namespace where one is said, as documents of one line. */
interface Named {
  readonly name: string
  readonly namespace?: string
}

const document = (value: object) => `---\n${JSON.stringify(value)}\n`

export function configMap(metadata: Named): string {
  return document({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { made: 'true' } })
}

export function namespace(name: string): string {
  return document({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
}

export function clusterRole(name: string): string {
  const apiVersion = 'rbac.authorization.k8s.io/v1'
  return document({ apiVersion, kind: 'ClusterRole', metadata: { name }, rules: [] })
}

export function resourceQuota(metadata: Named): string {
  return document({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: { hard: { pods: '9' } },
  })
}

/** A Kustomization of Flux that is tried once until someone asks again. */
export function fluxKustomization({
  name,
  namespace: home,
  ...spec
}: Required<Named> & {
  readonly path: string
  readonly sourceRef: object
  readonly serviceAccountName?: string
  readonly targetNamespace?: string
}): string {
  return document({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: home },
    spec: { interval: '1h', prune: true, ...spec },
  })
}

/** An Alert on the Kustomizations of a namespace, which is its own unless said, and its Provider. */
export function alert(
  { name, namespace: home }: Required<Named>,
  address: string,
  eventsOf?: string,
): string {
  const apiVersion = 'notification.toolkit.fluxcd.io/v1beta3'
  const metadata = { name, namespace: home }
  const source = { kind: 'Kustomization', name: '*', ...(eventsOf && { namespace: eventsOf }) }
  const spec = { eventSeverity: 'error', eventSources: [source], providerRef: { name } }
  return (
    document({ apiVersion, kind: 'Provider', metadata, spec: { type: 'generic', address } }) +
    document({ apiVersion, kind: 'Alert', metadata, spec })
  )
}
