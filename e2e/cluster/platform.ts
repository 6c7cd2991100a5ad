import { join } from 'node:path'
import { manifest, type Profile } from '../expected.ts'
import { bootstrapKustomization } from '../hosts/flux-build.ts'
import { fluxTenancyIn } from '../hosts/flux-tenancy.ts'
import { kustomize } from '../hosts/programs.ts'
import { outputOf } from '../hosts/run.ts'
import { cluster, install, syncFile } from '../repositories/bootstrapped.ts'
import type { GitRepository } from './git-repository.ts'
import { configMap, fluxKustomization } from './manifests.ts'

/** The platform admins' repository: what `flux bootstrap` left, a folder of Tenants, and the object that applies it. */
export class Platform {
  private readonly repository: GitRepository
  private readonly url: string

  /** `url` is where the empty repository is served. */
  constructor(repository: GitRepository, url: string) {
    this.repository = repository
    this.url = url
    repository.write({
      [join(cluster, 'tenants.yaml')]: fluxKustomization({
        ...{ name: 'tenants', namespace: 'flux-system', path: './tenants' },
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      }),
      // what no tenant may read
      'notes/notes.yaml': configMap({ name: 'notes-of-the-platform' }),
    })
  }

  /** What each run of `flux bootstrap` of a release writes: a repository without credentials, which is what loopback needs. */
  bootstrap(release: string): void {
    const sync = manifest('gotk-sync')
      .replace(/\n *secretRef:\n *name: .*/, '')
      .replace(/url: .*/, `url: ${this.url}`)
    this.repository.write({
      [join(install, 'gotk-components.yaml')]: manifest(release),
      [syncFile]: sync,
    })
    bootstrapKustomization(this.repository.root, install)
  }

  /** Writes the file of a Tenant. */
  writeTenant(name: string, spec: object): void {
    const tenant = { apiVersion: 'fluxtenancy.dev/v1alpha1', kind: 'Tenant', metadata: { name } }
    this.repository.write({ [`tenants/${name}.yaml`]: `${JSON.stringify({ ...tenant, spec })}\n` })
  }

  /** Runs `flux-tenancy render` on the cluster and the Tenants. Throws if it fails; answers what it told. */
  render(profile: Profile): string {
    const args = ['render', cluster, 'tenants', `--security-profile=${profile}`]
    const { exitCode, stderr } = fluxTenancyIn(this.repository.root, args)
    if (exitCode !== 0) throw new Error(`flux-tenancy ${args.join(' ')} failed: ${stderr}`)
    return stderr
  }

  /** Commits everything. Answers the revision as Flux spells it. */
  commit(message: string): string {
    return this.repository.commit(message)
  }

  /** What `flux bootstrap` applies: the folder of the install, built by kustomize. */
  builtInstall(): string {
    return outputOf(kustomize(), ['build', join(this.repository.root, install)])
  }

  /** The objects that a Tenant stands for, as rendered. */
  renderedTenant(name: string): string {
    return this.repository.read(`tenants/${name}.rendered.yaml`)
  }

  /** True if the cluster's folder has the bytes that it had in a revision. */
  isClusterAsIn(revision: string): boolean {
    return this.repository.changesSince(revision, cluster) === ''
  }
}
