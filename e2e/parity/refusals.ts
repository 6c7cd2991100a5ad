type Verdict = 'takes' | 'refuses'

/** An input on which both sides are asked. */
interface Refusal {
  readonly name: string
  readonly tenant: string
  readonly spec: Readonly<Record<string, unknown>>
  /** What follows `flux create`. */
  readonly args: readonly string[]
  readonly flux: Verdict
  readonly ours: Verdict
  readonly reason: string
}

const url = 'https://example.org/org/team'

/** Where one side refuses what the other takes, and where both refuse for one reason. */
export const refusals: readonly Refusal[] = [
  {
    name: 'a tenant of one letter',
    tenant: 't',
    spec: {},
    args: ['tenant', 't', '--with-namespace=t'],
    flux: 'refuses',
    ours: 'takes',
    reason: 'The API server takes it; the pattern of flux wants two characters.',
  },
  {
    name: 'a namespace that no API server takes',
    tenant: 'team',
    spec: { namespaces: [{ name: 'Team_x' }] },
    args: ['tenant', 'team', '--with-namespace=Team_x'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'flux holds it to the rule of label keys, not to that of Namespaces.',
  },
  {
    name: "Kubernetes' own namespace",
    tenant: 'team',
    spec: { namespaces: [{ name: 'kube-system' }] },
    args: ['tenant', 'team', '--with-namespace=kube-system'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'The role would be bound where the accounts of the control plane are.',
  },
  {
    name: "Flux's own namespace",
    tenant: 'team',
    spec: { namespaces: [{ name: 'flux-system' }] },
    args: ['tenant', 'team', '--with-namespace=flux-system'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'The tenant could use the accounts of the controllers.',
  },
  {
    name: 'the account `default`',
    tenant: 'team',
    spec: { serviceAccount: 'default' },
    args: ['tenant', 'team', '--with-namespace=team', '--with-service-account=default'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'Every pod of the namespace would have the role.',
  },
  {
    name: 'a namespace twice',
    tenant: 'team',
    spec: { namespaces: [{ name: 'team' }, { name: 'team' }] },
    args: ['tenant', 'team', '--with-namespace=team', '--with-namespace=team'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'flux prints every object twice.',
  },
  {
    name: 'no namespace',
    tenant: 'team',
    spec: { namespaces: [] },
    args: ['tenant', 'team'],
    flux: 'refuses',
    ours: 'refuses',
    reason: 'A tenant is its namespaces; said nothing at all, ours is called as the Tenant.',
  },
  {
    name: 'an empty role',
    tenant: 'team',
    spec: { role: '' },
    args: ['tenant', 'team', '--with-namespace=team', '--cluster-role='],
    flux: 'refuses',
    ours: 'refuses',
    reason: 'A binding of nothing is a slip.',
  },
  {
    name: 'a URL as scp spells it',
    tenant: 'team',
    spec: { git: { url: 'git@example.org:org/team' } },
    args: ['source', 'git', 'team', '--branch=main', '--url=git@example.org:org/team'],
    flux: 'refuses',
    ours: 'refuses',
    reason: 'source-controller does not know the form.',
  },
  {
    name: 'a URL with a password',
    tenant: 'team',
    spec: { git: { url: 'https://me:word@example.org/org/team' } },
    args: ['source', 'git', 'team', '--branch=main', '--url=https://me:word@example.org/org/team'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'The password would be in Git.',
  },
  {
    name: 'a repository without a ref',
    tenant: 'team',
    spec: { git: { url } },
    args: ['source', 'git', 'team', `--url=${url}`],
    flux: 'refuses',
    ours: 'takes',
    reason: "It is the branch `main`, as in the RFC's sample.",
  },
  {
    name: 'a duration that the CRD refuses',
    tenant: 'team',
    spec: { git: { url, interval: '1µs' } },
    args: ['source', 'git', 'team', `--url=${url}`, '--branch=main', '--interval=1us'],
    flux: 'takes',
    ours: 'refuses',
    reason: 'The pattern of the field has no microseconds.',
  },
]
