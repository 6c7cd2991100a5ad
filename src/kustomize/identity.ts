import { groupOf, mapAt, type PlainMap, stringAt } from '../krm/object.ts'

/** What a kustomization can tell an object by. */
export interface ObjectId {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
}

/** An object on its way through a chain of kustomizations. */
export interface TargetObject extends ObjectId {
  readonly labels: PlainMap
  readonly annotations: PlainMap
  /** The names and namespaces that it had before, the first one first; absent where it has its own. */
  readonly earlier?: readonly Pick<ObjectId, 'name' | 'namespace'>[]
  /** What an earlier change may have set to something that cannot be told from here. */
  readonly unsure?: { readonly id: boolean; readonly labels: boolean; readonly type: boolean }
}

/** The identity of an object as its file has it. */
export function targetObject(object: unknown): TargetObject {
  const fields = mapAt(object)
  const metadata = mapAt(fields['metadata'])
  const apiVersion = stringAt(fields['apiVersion']) ?? ''
  return {
    group: groupOf(apiVersion),
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind: stringAt(fields['kind']) ?? '',
    name: stringAt(metadata['name']) ?? '',
    namespace: stringAt(metadata['namespace']) || undefined,
    labels: mapAt(metadata['labels']),
    annotations: mapAt(metadata['annotations']),
  }
}

/**
 * The built-in kinds that no `namespace:` reaches. Source: the OpenAPI document of Kubernetes that kustomize carries
 * (kyaml/openapi, IsCertainlyClusterScoped).
 */
const clusterScoped: Readonly<Record<string, string>> = {
  APIService: 'apiregistration.k8s.io',
  CertificateSigningRequest: 'certificates.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  ClusterRoleBinding: 'rbac.authorization.k8s.io',
  CSIDriver: 'storage.k8s.io',
  CSINode: 'storage.k8s.io',
  CustomResourceDefinition: 'apiextensions.k8s.io',
  FlowSchema: 'flowcontrol.apiserver.k8s.io',
  IngressClass: 'networking.k8s.io',
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io',
  Namespace: '',
  Node: '',
  PersistentVolume: '',
  PriorityClass: 'scheduling.k8s.io',
  PriorityLevelConfiguration: 'flowcontrol.apiserver.k8s.io',
  RuntimeClass: 'node.k8s.io',
  StorageClass: 'storage.k8s.io',
  ValidatingAdmissionPolicy: 'admissionregistration.k8s.io',
  ValidatingAdmissionPolicyBinding: 'admissionregistration.k8s.io',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io',
  VolumeAttachment: 'storage.k8s.io',
}

/** True for the built-in kinds without a namespace. */
export function isClusterScoped({ group, kind }: Pick<ObjectId, 'group' | 'kind'>): boolean {
  return Object.hasOwn(clusterScoped, kind) && clusterScoped[kind] === group
}

/** The namespace that selectors see. Source: kubernetes-sigs/kustomize kyaml/resid/resid.go, EffectiveNamespace. */
export function effectiveNamespace(id: Pick<ObjectId, 'group' | 'kind' | 'namespace'>): string {
  return isClusterScoped(id) ? '_non_namespaceable_' : id.namespace || 'default'
}
