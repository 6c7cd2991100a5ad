import { safeLoadAll } from 'js-yaml'
import { execute } from './execute.ts'

const large = '12345678901234567890'

/** Each text of `value` in which one scalar, or one key's value, is an integer that no number of JavaScript holds. */
function* variants(value: unknown): Generator<unknown> {
  yield BigInt(large)
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      for (const other of variants(each)) yield value.with(index, other)
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      for (const other of variants(each)) yield { ...value, [key]: other }
    }
  }
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? '#large' : each))
    .split('"#large"')
    .join(large)
}

const objects = safeLoadAll(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: kustomize-controller, namespace: flux-system, labels: {app.kubernetes.io/component: kustomize-controller}}
spec: {template: {spec: {containers: [{name: manager, image: "ghcr.io/fluxcd/kustomize-controller:v1.9.4", args: [--log-level=info], command: [a]}]}}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec: {path: ./a, sourceRef: {kind: GitRepository, name: b, namespace: c}, commonMetadata: {labels: {a: b}}, ignore: [{paths: [/a], target: {kind: Deployment}}], patches: [{target: {kind: Deployment}, patch: "[{op: remove, path: /a}]"}], images: [{name: a, newName: b}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: a, namespace: flux-system}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects: [{kind: ServiceAccount, name: b, namespace: c}, {kind: User, name: d}]
---
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: {name: flux, namespace: flux-system, annotations: {a: b}}
spec: {cluster: {multitenant: true, tenantDefaultServiceAccount: a}, kustomize: {patches: [{target: {kind: Deployment}, patch: "{}"}]}}
---
apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata: {name: a, labels: {b: c}}
spec: {git: {url: "https://example.com/a"}, prune: true}
`) as readonly unknown[]
const configs = safeLoadAll(`
apiVersion: fluxtenancy.dev/v1alpha1
kind: FluxTenancy
metadata: {name: a}
spec: {securityProfile: multi-tenant, flux: {version: v2.9.4, defaultServiceAccount: a}, tenantDefaults: {role: {kind: ClusterRole, name: edit}}}
---
apiVersion: v1
kind: ConfigMap
data: {securityProfile: multi-tenant}
`) as readonly unknown[]

function told(text: string): string {
  const { stdout, stderr } = execute(text, {
    defaultKind: 'FluxTenancy',
    securityProfile: 'multi-tenant',
  })
  return `${stdout ?? ''}${stderr}`
}

test('an integer beyond 2^53 in any place is no crash', () => {
  const lists = [
    ...objects.flatMap((each, index) =>
      [...variants(each)].map((other) => ({ items: objects.with(index, other) })),
    ),
    ...configs.flatMap((each) =>
      [...variants(each)].map((functionConfig) => ({ functionConfig, items: objects })),
    ),
  ]
  expect(lists.length).toBeGreaterThan(100)
  for (const list of lists) {
    const text = textOf({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', ...list })
    expect([text, told(text)]).not.toEqual([text, expect.stringMatching(/Internal error|BigInt/)])
  }
})
