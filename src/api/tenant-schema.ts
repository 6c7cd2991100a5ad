import * as v from 'valibot'
import { gitUrlPattern, gitUrlProblem } from './git-url.ts'
import {
  labelKeyPattern,
  labelValuePattern,
  longestLabelValue,
  longestNamespaceName,
  namespaceNamePattern,
  namespaceNameRule,
  roleNamePattern,
  roleNameRule,
} from './object-name.ts'
import { serviceAccountName } from './service-account-schema.ts'
import { isRefusedNamespace, refusedNamespace, tenantLabel } from './tenant-names.ts'

const url = v.pipe(
  v.string('must be a string'),
  v.regex(gitUrlPattern, ({ input }) => gitUrlProblem(input) ?? ''),
  v.check(
    (text) => !gitUrlPattern.test(text) || gitUrlProblem(text) === undefined,
    ({ input }) => gitUrlProblem(input) ?? '',
  ),
  v.description('Where the repository is: ssh, https or http, without credentials.'),
)

const gitDescription =
  "The tenant's repository: any field of `GitRepository.spec`, as the Flux version at hand has it. Absent: no source and no sync, for a " +
  'tenant that brings its own later. `interval` is `5m0s`, `ref` the branch `main` and, over ssh, `secretRef` `<tenant>-git-auth` unless set.'

const git = v.pipe(v.looseObject({ url }), v.description(gitDescription))

const kustomization = v.pipe(
  v.looseObject({}),
  v.description(
    'The sync: any field of `Kustomization.spec` but `sourceRef` and `serviceAccountName`, as the Flux version at hand has it. ' +
      '`interval` is `10m0s`, `path` is `./` and `prune` is true unless set.',
  ),
)

const serviceAccount = v.pipe(
  serviceAccountName,
  v.check((name) => name !== 'default', 'must not be "default", as which every pod runs.'),
  v.description(
    'As whom the repository is applied, in each namespace of the tenant; never `default`, as which every pod runs. ' +
      'Absent: `flux.defaultServiceAccount`, else `flux`.',
  ),
)

const role = v.pipe(
  v.string('must be a string'),
  v.regex(roleNamePattern, `must be the name of a ClusterRole: ${roleNameRule}`),
  v.description(
    'The ClusterRole that is bound to the account, in the namespaces of the tenant and nowhere else. Absent: `cluster-admin`.',
  ),
)

const namespace = v.strictObject({
  name: v.pipe(
    v.string('must be a string'),
    v.regex(namespaceNamePattern, `must be the name of a Namespace: ${namespaceNameRule}`),
    v.maxLength(longestNamespaceName, `must not be longer than ${longestNamespaceName} characters`),
    v.check(
      (name) => !isRefusedNamespace(name),
      ({ input }) => refusedNamespace(input),
    ),
    v.description("What the namespace is called; none is Flux's own, `default` or `kube-*`."),
  ),
  create: v.optional(
    v.pipe(
      v.boolean('must be true or false'),
      v.description('False: the namespace is owned by someone else and is not made. Absent: true.'),
    ),
    true,
  ),
})

const namespaces = v.pipe(
  v.array(namespace, 'must be a list'),
  v.minLength(1, 'must name one namespace at least'),
  v.description(
    "The tenant's namespaces. Source and sync live in the first. Absent: one that is called as the Tenant.",
  ),
)

const labels = v.pipe(
  v.record(
    v.pipe(
      v.string(),
      v.regex(labelKeyPattern, 'must be a label key, as "team" or "example.org/team"'),
      v.check((key) => key !== tenantLabel, 'must not be set: it is the name of the Tenant.'),
    ),
    v.pipe(
      v.string('must be a string'),
      v.regex(
        labelValuePattern,
        'must be a label value: letters, digits, `-`, `_` and `.`, with a letter or digit at both ends',
      ),
      v.maxLength(longestLabelValue, `must not be longer than ${longestLabelValue} characters`),
    ),
    'must be a mapping',
  ),
  v.description(`Labels for every object, beside \`${tenantLabel}\`.`),
)

/** The ClusterRole that is bound where a Tenant names none: the only default that grants. */
export const defaultRole = 'cluster-admin'

/** `spec` of a Tenant. Only `git` and `kustomization` take more fields: those that Flux has. */
export const tenantSpec = v.strictObject({
  git: v.optional(git),
  kustomization: v.optional(kustomization),
  serviceAccount: v.optional(serviceAccount),
  role: v.optional(role, defaultRole),
  namespaces: v.optional(namespaces),
  labels: v.optional(labels),
})

/** `spec.tenantDefaults`: any part of a Tenant's spec; nothing is required and nothing is filled in. */
export const tenantDefaultsSpec = v.strictObject({
  ...tenantSpec.entries,
  git: v.optional(v.pipe(v.looseObject({ url: v.optional(url) }), v.description(gitDescription))),
  role: v.optional(role),
})

export type TenantSpec = v.InferOutput<typeof tenantSpec>

/** A Tenant that keeps to its schema, `tenantDefaults` merged under it. */
export interface Tenant {
  readonly name: string
  readonly spec: TenantSpec
}
