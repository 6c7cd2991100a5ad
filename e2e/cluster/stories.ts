import { accounts, attacks, filesOf } from './attacks.ts'
import { eventually } from './eventually.ts'
import { namespaces, type Stage, tenants } from './stage.ts'
import { applied, refused } from './syncs.ts'

const platformAccount = 'system:serviceaccount:flux-system:kustomize-controller'
const allNamespaces = tenants.flatMap((tenant) =>
  namespaces[tenant].map((name) => ({ tenant, name })),
)

/** That the platform's repository makes the tenants, and theirs what is in it: each by its own account. */
export function storyTwo(stage: () => Stage): void {
  beforeAll(async () => {
    const { cluster, locked } = stage()
    await applied(cluster.kubectl, 'flux-system', 'flux-system', locked)
    await applied(cluster.kubectl, 'flux-system', 'tenants', locked)
    for (const tenant of tenants) await stage().appliedAs(tenant)
  })

  test("the platform's own sync makes the namespaces of the Tenants", () => {
    const makers = stage()
      .cluster.changes()
      .filter(({ object }) => /^namespaces .*\/team-[ab]/.test(object))
      .map(({ impersonated }) => impersonated)
    expect(makers).toEqual(allNamespaces.map(() => platformAccount))
  })

  test.each(allNamespaces)(
    'the repository of $tenant is reconciled into $name by the account of the tenant',
    async ({ tenant, name }) => {
      const { cluster } = stage()
      expect(await cluster.kubectl.find('configmap', 'app', name)).toBeDefined()
      const object = `configmaps ${name}/app`
      expect(cluster.changes().filter((change) => change.object === object)).toEqual([
        {
          verb: 'patch',
          user: platformAccount,
          impersonated: `system:serviceaccount:${tenant}:${accounts[tenant]}`,
          object,
          code: 201,
        },
      ])
    },
  )
}

/** That each attack is refused, that nothing comes of it, and that the tenant hears of it. */
export function storyThree(stage: () => Stage): void {
  beforeAll(async () => {
    const files = tenants.map((tenant) =>
      attacks.filter((attack) => attack.tenant === tenant).map(filesOf),
    )
    await Promise.all(
      tenants.map((tenant, i) => stage().deliverAs(tenant, Object.assign({}, ...(files[i] ?? [])))),
    )
  })

  test.each(attacks)('$title is refused, nothing is made, the Alert tells', async (attack) => {
    const { kubectl, alerts } = stage().cluster
    const { name, tenant, makes, reason, refusal } = attack
    const message = expect.stringMatching(refusal)
    expect(await refused(kubectl, tenant, name)).toMatchObject({ reason, message })
    expect(await kubectl.find(makes.kind, makes.name, makes.namespace)).toBeUndefined()
    await eventually('The Alert is delivered', () => {
      const involvedObject = expect.objectContaining({ namespace: tenant, name })
      expect(alerts.delivered(tenant)).toContainEqual(
        expect.objectContaining({ involvedObject, severity: 'error', reason, message }),
      )
    })
  })

  test("an Alert on the other tenant's objects is refused, nothing is delivered", async () => {
    const { kubectl, alerts } = stage().cluster
    await eventually('The refusal is an event of the tenant', async () => {
      const events = (await kubectl.list('events', 'team-a')).filter(
        ({ involvedObject }) => involvedObject?.name === 'spy',
      )
      expect(events.map(({ message }) => message)).toContainEqual(
        expect.stringContaining('cross-namespace references have been blocked'),
      )
    })
    expect(alerts.delivered('spy')).toEqual([])
  })
}
