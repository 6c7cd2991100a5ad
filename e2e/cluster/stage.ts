import type { Profile } from '../expected.ts'
import { accounts, type TenantName } from './attacks.ts'
import type { Files, GitRepository } from './git-repository.ts'
import { alert, configMap, fluxKustomization, resourceQuota } from './manifests.ts'
import { Platform } from './platform.ts'
import { RealCluster } from './real-cluster.ts'
import { applied, fetchNow } from './syncs.ts'

export const tenants = Object.keys(accounts) as readonly TenantName[]

/** The namespaces of each tenant at the start. */
export const namespaces: Readonly<Record<TenantName, readonly string[]>> = {
  'team-a': ['team-a'],
  'team-b': ['team-b', 'team-b-batch'],
}

/** A real cluster with the repositories of the platform and of two tenants. */
export class Stage {
  readonly cluster: RealCluster
  readonly platform: Platform
  private readonly repositories: Readonly<Record<TenantName, GitRepository>>

  private constructor(cluster: RealCluster) {
    this.cluster = cluster
    this.platform = new Platform(cluster.repository('platform'), cluster.urlOf('platform'))
    this.repositories = {
      'team-a': cluster.repository('team-a'),
      'team-b': cluster.repository('team-b'),
    }
    for (const tenant of tenants) {
      this.writeTenant(tenant)
      this.repositories[tenant].write(filesOf(tenant, `${cluster.alerts.url}/${tenant}`))
      this.repositories[tenant].commit('An app')
    }
  }

  /** Starts a cluster where nothing is installed yet. */
  static async set(): Promise<Stage> {
    return new Stage(await RealCluster.start())
  }

  /** Writes the file of a Tenant, with more fields than it has at the start. */
  writeTenant(tenant: TenantName, more: object = {}): void {
    const start = {
      git: { url: this.cluster.urlOf(tenant) },
      kustomization: { path: './deploy' },
      ...(tenant === 'team-b' && {
        serviceAccount: accounts[tenant],
        namespaces: namespaces[tenant].map((name) => ({ name })),
      }),
    }
    this.platform.writeTenant(tenant, { ...start, ...more })
  }

  /** Renders the platform's repository, commits it, and waits until the platform's own sync has applied that. */
  async deliver(profile: Profile): Promise<string> {
    this.platform.render(profile)
    const revision = this.platform.commit(`Render for ${profile}`)
    await fetchNow(this.cluster.kubectl, 'flux-system')
    await applied(this.cluster.kubectl, 'flux-system', 'flux-system', revision)
    return revision
  }

  /** Commits files to the repository of a tenant, and waits until its sync has applied them. */
  async deliverAs(tenant: TenantName, files: Files): Promise<void> {
    this.repositories[tenant].write(files)
    const revision = this.repositories[tenant].commit('More')
    await fetchNow(this.cluster.kubectl, tenant)
    await applied(this.cluster.kubectl, tenant, tenant, revision)
  }
}

/** What a tenant has in its repository: objects, an Alert, a part of its own, and what others may not read. */
function filesOf(tenant: TenantName, alertAddress: string): Files {
  const source = { sourceRef: { kind: 'GitRepository', name: tenant } }
  const part = { namespace: tenant, serviceAccountName: accounts[tenant], ...source }
  return {
    ...Object.fromEntries(
      namespaces[tenant].map((namespace) => [
        `deploy/app-${namespace}.yaml`,
        configMap({ name: 'app', namespace }),
      ]),
    ),
    'deploy/alert.yaml': alert({ name: 'refusals', namespace: tenant }, alertAddress),
    'deploy/quota.yaml': fluxKustomization({ ...part, name: 'quota', path: './quota' }),
    'quota/quota.yaml': resourceQuota({ name: 'quota', namespace: tenant }),
    'notes/notes.yaml': configMap({ name: `notes-of-${tenant}` }),
  }
}
