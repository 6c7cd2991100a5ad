import { isDeepStrictEqual } from 'node:util'
import yaml from 'js-yaml'

/** The sample of draft RFC-0003, of which nothing but the repository is said: every other value is a default. */
export function tenants(count: number): string {
  return names(count)
    .map(
      (name) => `---
apiVersion: fluxtenancy.dev/v1alpha1
kind: Tenant
metadata:
  name: ${name}
spec:
  git:
    url: ssh://git@git.example.org/org/${name}
`,
    )
    .join('')
}

/** The same tenants as inputs of a ResourceSet, whose template says the five objects in full. */
export function resourceSet(count: number): string {
  const inputs = names(count).map((name) => `  - tenant: ${name}\n`)
  return template.replace('  - tenant: NAME\n', inputs.join(''))
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, position) => `team-${position}`)
}

const template = `apiVersion: fluxcd.controlplane.io/v1
kind: ResourceSet
metadata:
  name: tenants
  namespace: flux-system
spec:
  inputs:
  - tenant: NAME
  resources:
  - apiVersion: v1
    kind: Namespace
    metadata:
      name: << inputs.tenant >>
  - apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: flux
      namespace: << inputs.tenant >>
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata:
      name: flux
      namespace: << inputs.tenant >>
    roleRef:
      apiGroup: rbac.authorization.k8s.io
      kind: ClusterRole
      name: cluster-admin
    subjects:
    - kind: ServiceAccount
      name: flux
      namespace: << inputs.tenant >>
  - apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      name: << inputs.tenant >>
      namespace: << inputs.tenant >>
    spec:
      interval: 5m0s
      ref:
        branch: main
      secretRef:
        name: << inputs.tenant >>-git-auth
      url: ssh://git@git.example.org/org/<< inputs.tenant >>
  - apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: << inputs.tenant >>
      namespace: << inputs.tenant >>
    spec:
      interval: 10m0s
      path: ./
      prune: true
      serviceAccountName: flux
      sourceRef:
        kind: GitRepository
        name: << inputs.tenant >>
`

/** Throws unless both streams hold the same objects; labels and annotations, of which either adds its own, apart. */
export function requireSameObjects(ours: string, theirs: string): void {
  const [left, right] = [objectsIn(ours), objectsIn(theirs)]
  if (left.size > 0 && isDeepStrictEqual(left, right)) return
  const missing = [...right.keys()].filter(
    (name) => !isDeepStrictEqual(left.get(name), right.get(name)),
  )
  throw new Error(
    `Both outputs must hold the same objects, not ${left.size} and ${right.size}; these differ: ${missing.slice(0, 5).join(', ')}.`,
  )
}

interface Named {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

function objectsIn(text: string): ReadonlyMap<string, unknown> {
  const objects = (yaml.safeLoadAll(text) as (Named | null)[]).flatMap((object) =>
    object === null || object.kind === 'Tenant' ? [] : [object],
  )
  return new Map(
    objects.map(({ metadata: { name, namespace = '' }, ...rest }) => [
      `${rest.kind}/${namespace}/${name}`,
      rest,
    ]),
  )
}
