import type { DifferenceName } from './differences.ts'

/** One tenant, said to both: as a Tenant, and as arguments of `flux create`. */
export interface Input {
  readonly name: string
  readonly tenant: string
  readonly spec: Readonly<Record<string, unknown>>
  /** What follows `flux create tenant NAME`. */
  readonly onboard: readonly string[]
  /** What follows `flux create source git NAME`; absent: it is not run. */
  readonly source?: readonly string[]
  /** What follows `flux create kustomization NAME --source=GitRepository/NAME`; absent: it is not run. */
  readonly sync?: readonly string[]
  /** What differs, beside what differs for every tenant: neither less nor more. */
  readonly differs: readonly DifferenceName[]
}

const https = 'https://example.org/org/team'
const ssh = 'ssh://git@example.org/org/team'
const branch = ['--branch=main']
const onboard = ['--with-namespace=team', '--with-service-account=flux']
// what is set here on both sides is no subject of the rows that use it
const said = {
  git: { url: https, interval: '5m0s' },
  source: [`--url=${https}`, ...branch, '--interval=5m'],
  kustomization: { interval: '10m0s' },
  sync: ['--interval=10m', '--prune', '--service-account=flux'],
}
const ofFlux: readonly DifferenceName[] = ['label of the source', 'label of the sync']

/** A row with source and sync, in which only what is given differs from `said`. */
function withSync({
  git = {},
  kustomization = {},
  source = said.source,
  sync = [],
  differs = ofFlux,
  ...row
}: Pick<Input, 'name'> &
  Partial<Input> & {
    readonly git?: Readonly<Record<string, unknown>>
    readonly kustomization?: Readonly<Record<string, unknown>>
  }): Input {
  return {
    tenant: 'team',
    onboard,
    ...row,
    spec: {
      git: { ...said.git, ...git },
      kustomization: { ...said.kustomization, ...kustomization },
      ...row.spec,
    },
    source,
    sync: [...said.sync, ...sync],
    differs,
  }
}

const sourceWith = (...args: readonly string[]) => [...said.source, ...args]
const refIs = (...args: readonly string[]) => [`--url=${https}`, '--interval=5m', ...args]

/** The fields that `flux create` has an option for, at least one row each. */
export const inputs: readonly Input[] = [
  {
    name: 'nothing but a name',
    tenant: 'team',
    spec: {},
    onboard: ['--with-namespace=team'],
    differs: ['account'],
  },
  {
    name: 'nothing but a repository, all defaults',
    tenant: 'team',
    spec: { git: { url: https } },
    onboard: ['--with-namespace=team'],
    source: [`--url=${https}`, ...branch],
    sync: [],
    differs: [
      ...ofFlux,
      'account',
      'account of the sync',
      'interval of the source',
      'interval of the sync',
      'prune',
    ],
  },
  {
    name: "the RFC's own commands",
    tenant: 'tenant1',
    spec: { git: { url: 'ssh://git@github.com/org/tenant1' } },
    onboard: ['--with-namespace=tenant1', '--with-service-account=flux'],
    source: [
      ...['--url=ssh://git@github.com/org/tenant1', '--branch=main', '--interval=5m'],
      '--secret-ref=tenant1-git-auth',
    ],
    sync: ['--interval=10m', '--path=./', '--prune=true', '--service-account=flux'],
    differs: ofFlux,
  },
  withSync({ name: 'everything said on both sides, over https' }),
  withSync({
    name: 'over ssh without a word on the Secret',
    git: { url: ssh },
    source: [`--url=${ssh}`, ...branch, '--interval=5m'],
    differs: [...ofFlux, 'Secret over ssh'],
  }),
  withSync({
    name: 'over https with a Secret',
    git: { secretRef: { name: 'token' } },
    source: sourceWith('--secret-ref=token'),
  }),
  {
    name: 'two namespaces',
    tenant: 'team',
    spec: { namespaces: [{ name: 'team' }, { name: 'team-jobs' }] },
    onboard: [...onboard, '--with-namespace=team-jobs'],
    differs: ['account of the sync in every namespace'],
  },
  {
    name: 'a namespace of somebody else',
    tenant: 'team',
    spec: { namespaces: [{ name: 'shared', create: false }] },
    onboard: ['--with-namespace=shared', '--with-service-account=flux', '--skip-namespace'],
    differs: [],
  },
  {
    name: 'another role',
    tenant: 'team',
    spec: { role: 'edit' },
    onboard: [...onboard, '--cluster-role=edit'],
    differs: [],
  },
  {
    name: 'another account',
    tenant: 'team',
    spec: { serviceAccount: 'deployer' },
    onboard: ['--with-namespace=team', '--with-service-account=deployer'],
    differs: [],
  },
  withSync({
    name: 'labels',
    spec: { labels: { cost: 'a1' } },
    onboard: [...onboard, '--label=cost=a1'],
    source: sourceWith('--label=cost=a1,toolkit.fluxcd.io/tenant=team'),
    sync: ['--label=cost=a1,toolkit.fluxcd.io/tenant=team'],
    differs: [],
  }),
  ...[
    { name: 'a branch', ref: { branch: 'release' }, args: ['--branch=release'] },
    { name: 'a tag', ref: { tag: 'v1.2.0' }, args: ['--tag=v1.2.0'] },
    { name: 'a range of versions', ref: { semver: '>=1.0.0' }, args: ['--tag-semver=>=1.0.0'] },
    {
      name: 'a ref by its full name',
      ref: { name: 'refs/pull/1' },
      args: ['--ref-name=refs/pull/1'],
    },
    {
      name: 'a commit of a branch',
      ref: { branch: 'main', commit: 'c88a2f41' },
      args: ['--branch=main', '--commit=c88a2f41'],
    },
  ].map(({ name, ref, args }) => withSync({ name, git: { ref }, source: refIs(...args) })),
  withSync({
    name: 'what else a source can say',
    git: {
      timeout: '2m0s',
      proxySecretRef: { name: 'proxy' },
      provider: 'github',
      secretRef: { name: 'app' },
      recurseSubmodules: true,
      ignore: 'docs/\ntests/',
      sparseCheckout: ['deploy'],
    },
    source: sourceWith(
      ...['--fetch-timeout=2m', '--proxy-secret-ref=proxy', '--provider=github'],
      ...['--secret-ref=app', '--recurse-submodules', '--ignore-paths=docs/,tests/'],
      '--sparse-checkout-paths=deploy',
    ),
  }),
  withSync({
    name: 'durations as people write them',
    git: { interval: '1h' },
    kustomization: { interval: '90s', retryInterval: '2m' },
    source: [`--url=${https}`, ...branch, '--interval=1h'],
    sync: ['--interval=90s', '--retry-interval=2m'],
    differs: [
      ...ofFlux,
      'duration of the source as written',
      'duration of the sync as written',
      'duration of a retry as written',
    ],
  }),
  withSync({
    name: 'a path in the repository',
    kustomization: { path: './deploy/production' },
    sync: ['--path=./deploy/production'],
  }),
  withSync({
    name: 'a path without a dot',
    kustomization: { path: 'deploy' },
    sync: ['--path=deploy'],
    differs: [...ofFlux, 'path as written'],
  }),
  withSync({
    name: 'nothing is pruned',
    kustomization: { prune: false },
    sync: ['--prune=false'],
  }),
  withSync({
    name: 'a namespace for what names none',
    kustomization: { targetNamespace: 'team' },
    sync: ['--target-namespace=team'],
  }),
  withSync({
    name: 'a sync that waits',
    kustomization: { wait: true },
    sync: ['--wait'],
    differs: [...ofFlux, 'time to wait'],
  }),
  withSync({
    name: 'what else a sync can say',
    kustomization: {
      dependsOn: [{ name: 'base' }, { name: 'crds', namespace: 'team-base' }],
      decryption: { provider: 'sops', secretRef: { name: 'sops' } },
      kubeConfig: { secretRef: { name: 'remote' } },
      healthChecks: [{ kind: 'Deployment', name: 'web', namespace: 'team' }],
      timeout: '3m0s',
    },
    sync: [
      ...['--depends-on=base', '--depends-on=team-base/crds'],
      ...['--decryption-provider=sops', '--decryption-secret=sops'],
      ...['--kubeconfig-secret-ref=remote', '--health-check=Deployment/web.team'],
      '--health-check-timeout=3m',
    ],
  }),
]
