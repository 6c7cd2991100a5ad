import { fluxTenancy } from '../hosts/flux-tenancy.ts'
import { everyField, foreignNamespace } from './every-field.ts'
import { applyKinds } from './install.ts'
import { namespace } from './manifests.ts'
import { namespaces, type Stage, tenants } from './stage.ts'

/** That the API server takes all that is rendered, as strict as it can be. */
export function accepted(stage: () => Stage): void {
  test('every object of the install is accepted', () => {
    const { told } = stage()
    // 39 of the release, and the source and the sync of the repository
    expect(told).toHaveLength(41)
    for (const line of told) expect(line).toMatch(/ serverside-applied$/)
  })

  test.each(tenants)('every object of %s is accepted', async (tenant) => {
    const { platform, cluster } = stage()
    const text = platform.renderedTenant(tenant)
    const told = await cluster.kubectl.apply(text, '--dry-run=server', '--force-conflicts')
    // namespaces, accounts and bindings, then source and sync
    expect(told).toHaveLength(3 * namespaces[tenant].length + 2)
  })

  test('every object of a Tenant with every field is accepted, and the Tenant by our own kinds', async () => {
    const { kubectl } = stage().cluster
    await applyKinds(kubectl, 'docs/crds')
    await kubectl.apply(namespace(foreignNamespace))
    const { stdout, stderr } = fluxTenancy(['fn'], `---\n${JSON.stringify(everyField)}\n`)
    expect(stderr).not.toContain('error')
    const told = await kubectl.apply(stdout)
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'tenant.fluxtenancy.dev/team-c',
      'namespace/team-c',
      'serviceaccount/c-reconciler',
      'serviceaccount/c-reconciler',
      'rolebinding.rbac.authorization.k8s.io/c-reconciler',
      'rolebinding.rbac.authorization.k8s.io/c-reconciler',
      'gitrepository.source.toolkit.fluxcd.io/team-c',
      'kustomization.kustomize.toolkit.fluxcd.io/team-c',
    ])
  })
}
