import type { Profile } from '../expected.ts'
import { accounts, type TenantName } from './attacks.ts'
import type { Files, GitRepository } from './git-repository.ts'
import { applyInstall } from './install.ts'
import { alert, configMap, fluxKustomization, resourceQuota } from './manifests.ts'
import { Platform } from './platform.ts'
import { RealCluster } from './real-cluster.ts'
import { applied, fetchNow, readyNow } from './syncs.ts'

/** The release of the install. */
export const flux = 'v2.9.3'

/** Its controllers. The helm-controller that runs is that of v2.9.0, the last one whose modules are all served; its flags are the same. */
export const controllers = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
] as const

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
  /** What kubectl said of each object of the install. */
  told: readonly string[] = []
  /** The revisions of the platform's repository before and after it was locked. */
  bootstrapped = ''
  locked = ''
  private readonly repositories: Readonly<Record<TenantName, GitRepository>>
  private readonly revisions = new Map<TenantName, string>()

  private constructor(cluster: RealCluster) {
    this.cluster = cluster
    this.platform = new Platform(cluster.repository('platform'), cluster.urlOf('platform'))
    this.repositories = {
      'team-a': cluster.repository('team-a'),
      'team-b': cluster.repository('team-b'),
    }
    for (const tenant of tenants) {
      this.writeTenant(tenant)
      this.repositories[tenant].write(filesOf(tenant, cluster.alerts.url))
      this.revisions.set(tenant, this.repositories[tenant].commit('An app'))
    }
  }

  /** Starts a cluster where nothing is installed yet. */
  static async set(): Promise<Stage> {
    return new Stage(await RealCluster.start())
  }

  /** Bootstraps the platform's repository, locks it, applies the install, and has its controllers run. */
  async install(): Promise<void> {
    this.platform.bootstrap(flux)
    this.bootstrapped = this.platform.commit('As bootstrapped')
    this.platform.render('multi-tenant')
    this.locked = this.platform.commit('Locked')
    this.told = await applyInstall(this.cluster.kubectl, this.platform.builtInstall())
    await this.cluster.controllers.followDeployments()
  }

  /** Has every controller run with what the install says now, and the platform's syncs applied by them. Answers who was restarted. */
  async restart(): Promise<readonly string[]> {
    const restarted = await this.cluster.controllers.followDeployments()
    await readyNow(this.cluster.kubectl, 'flux-system', ['flux-system', 'tenants'])
    return restarted
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
    this.revisions.set(tenant, this.repositories[tenant].commit('More'))
    await fetchNow(this.cluster.kubectl, tenant)
    await this.appliedAs(tenant)
  }

  /** Waits until the sync of a tenant has applied what its repository has. */
  async appliedAs(tenant: TenantName): Promise<void> {
    await applied(this.cluster.kubectl, tenant, tenant, this.revisions.get(tenant) ?? '')
  }
}

/** What a tenant has in its repository: objects, an Alert, a part of its own, and what others may not read. */
function filesOf(tenant: TenantName, listener: string): Files {
  const source = { sourceRef: { kind: 'GitRepository', name: tenant } }
  const part = { namespace: tenant, serviceAccountName: accounts[tenant], ...source }
  return {
    ...Object.fromEntries(
      namespaces[tenant].map((namespace) => [
        `deploy/app-${namespace}.yaml`,
        configMap({ name: 'app', namespace }),
      ]),
    ),
    'deploy/alert.yaml': alert({ name: 'refusals', namespace: tenant }, `${listener}/${tenant}`),
    ...(tenant === 'team-a' && {
      'deploy/spy.yaml': alert({ name: 'spy', namespace: tenant }, `${listener}/spy`, 'team-b'),
    }),
    'deploy/quota.yaml': fluxKustomization({ ...part, name: 'quota', path: './quota' }),
    'quota/quota.yaml': resourceQuota({ name: 'quota', namespace: tenant }),
    'notes/notes.yaml': configMap({ name: `notes-of-${tenant}` }),
  }
}
