import { attacks } from './attacks.ts'
import { eventually } from './eventually.ts'
import { expectedLockArguments, lockArguments } from './lock-arguments.ts'
import { controllers, flux, type Stage, tenants } from './stage.ts'
import { readyNow, readyOf, tryNow } from './syncs.ts'

/** That the cluster is unlocked while it runs, and that what was refused then succeeds: the lock was what refused it. */
export function unlockedWhileRunning(stage: () => Stage): void {
  let restarted: readonly string[] = []

  beforeAll(async () => {
    await stage().deliver('single-tenant')
    restarted = await stage().restart()
  })

  test('the repository is as bootstrapped, its Tenants apart', () => {
    expect(stage().platform.isClusterAsIn(stage().bootstrapped)).toBe(true)
  })

  test.each(controllers)('%s gets ready with the arguments rendered', (name) => {
    expect(restarted.includes(name)).toBe(name !== 'source-controller')
    expect(lockArguments(stage().cluster.controllers.argumentsOf(name))).toEqual([])
  })

  test.each(tenants)('the sync of %s goes on', async (tenant) => {
    await readyNow(stage().cluster.kubectl, tenant, [tenant])
  })

  const [open, closed] = [true, false].map((isOpen) =>
    attacks.filter(({ succeedsUnlocked }) => succeedsUnlocked === isOpen),
  )

  test.each(open ?? [])('$title succeeds', async ({ name, tenant, makes }) => {
    const { kubectl } = stage().cluster
    await readyNow(kubectl, tenant, [name])
    expect(await kubectl.find(makes.kind, makes.name, makes.namespace)).toBeDefined()
  })

  test.each(closed ?? [])(
    '$title is refused to the account still',
    async ({ name, tenant, makes, refusal }) => {
      const { kubectl } = stage().cluster
      const [sync] = await tryNow(kubectl, tenant, [name])
      expect(readyOf(sync)?.message).toMatch(refusal)
      expect(await kubectl.find(makes.kind, makes.name, makes.namespace)).toBeUndefined()
    },
  )

  test("an Alert on the other tenant's objects is delivered", async () => {
    await eventually('The Alert is delivered', () => {
      expect(stage().cluster.alerts.delivered('spy')).not.toEqual([])
    })
  })
}

/** That the lock holds again, and that what was made without it does not come back. */
export function lockedAgain(stage: () => Stage): void {
  beforeAll(async () => {
    await stage().deliver('multi-tenant')
    await stage().restart()
  })

  test.each(controllers)('%s gets ready with the arguments rendered', (name) => {
    const rendered = stage().cluster.controllers.argumentsOf(name)
    expect(lockArguments(rendered)).toEqual(expectedLockArguments(flux, 'multi-tenant', name))
  })

  test.each(tenants)('the sync of %s goes on', async (tenant) => {
    await readyNow(stage().cluster.kubectl, tenant, [tenant])
  })

  test.each(attacks)('$title is refused, and does not come back', async (attack) => {
    const { kubectl } = stage().cluster
    const { kind, name, namespace = 'default' } = attack.makes
    await kubectl.run('delete', kind, name, '--namespace', namespace, '--ignore-not-found')
    const [sync] = await tryNow(kubectl, attack.tenant, [attack.name])
    const message = expect.stringMatching(attack.refusal)
    expect(readyOf(sync)).toMatchObject({ reason: attack.reason, message })
    expect(await kubectl.find(kind, name, namespace)).toBeUndefined()
  })
}
