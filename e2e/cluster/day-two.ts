import { accounts } from './attacks.ts'
import { configMap, fluxKustomization } from './manifests.ts'
import type { Stage } from './stage.ts'
import { applied, readyNow, readyOf, refused, tryNow } from './syncs.ts'

const tenant = 'team-a'

/** That another role takes effect, though the API server lets no binding change its own. */
export function anotherRole(stage: () => Stage): void {
  beforeAll(async () => {
    const { kubectl } = stage().cluster
    await readyNow(kubectl, tenant, ['quota'])
    stage().writeTenant(tenant, { role: 'admin' })
    const revision = await stage().deliver('multi-tenant')
    await applied(kubectl, 'flux-system', 'tenants', revision)
  })

  test("the platform's own sync makes the binding anew", async () => {
    const { kubectl } = stage().cluster
    const binding = await kubectl.find('rolebinding', accounts[tenant], tenant)
    expect(binding).toMatchObject({ roleRef: { kind: 'ClusterRole', name: 'admin' } })
    const changes = stage()
      .cluster.changes()
      .filter(({ object, code }) => object === 'rolebindings team-a/flux' && code < 300)
    expect(changes.map(({ verb }) => verb)).toEqual(['patch', 'delete', 'patch'])
  })

  test('the tenant works under it', async () => {
    const later = configMap({ name: 'later', namespace: tenant })
    await stage().deliverAs(tenant, { 'deploy/later.yaml': later })
    expect(await stage().cluster.kubectl.find('configmap', 'later', tenant)).toBeDefined()
  })

  test('what only the former role allows is refused', async () => {
    const [sync] = await tryNow(stage().cluster.kubectl, tenant, ['quota'])
    expect(readyOf(sync)).toMatchObject({
      status: 'False',
      message: expect.stringContaining('cannot patch resource "resourcequotas"'),
    })
  })
}

/** That a namespace which its Tenant did not have becomes the tenant's. */
export function secondNamespace(stage: () => Stage): void {
  const namespace = 'team-a-jobs'

  test('what the tenant has for it is refused before, and applied after', async () => {
    const { kubectl } = stage().cluster
    const part = fluxKustomization({
      ...{ name: 'jobs', namespace: tenant, path: './jobs' },
      ...{
        serviceAccountName: accounts[tenant],
        sourceRef: { kind: 'GitRepository', name: tenant },
      },
    })
    const object = configMap({ name: 'jobs', namespace })
    await stage().deliverAs(tenant, { 'deploy/jobs.yaml': part, 'jobs/jobs.yaml': object })
    expect(await refused(kubectl, tenant, 'jobs')).toMatchObject({ reason: 'ReconciliationFailed' })

    const namespaces = [{ name: tenant }, { name: namespace }]
    stage().writeTenant(tenant, { role: 'admin', namespaces })
    const revision = await stage().deliver('multi-tenant')
    await applied(kubectl, 'flux-system', 'tenants', revision)
    await readyNow(kubectl, tenant, ['jobs', tenant])
    expect(await kubectl.find('configmap', 'jobs', namespace)).toBeDefined()
  })
}
