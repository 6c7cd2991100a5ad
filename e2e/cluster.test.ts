import { flagSupport } from '../src/flux/flags.ts'
import { knownVersion } from '../src/flux/version.ts'
import { accounts, attacks, filesOf, nameOf } from './cluster/attacks.ts'
import { renderedArguments } from './cluster/controller-arguments.ts'
import { eventually } from './cluster/eventually.ts'
import { everyField, foreignNamespace } from './cluster/every-field.ts'
import { impossibleFlags } from './cluster/impossible-flags.ts'
import { applyInstall, applyKinds } from './cluster/install.ts'
import { expectedLockArguments, lockArguments } from './cluster/lock-arguments.ts'
import { alert, configMap, fluxKustomization, namespace } from './cluster/manifests.ts'
import { Platform } from './cluster/platform.ts'
import { namespaces, Stage, tenants } from './cluster/stage.ts'
import { applied, readyOf, refused, tryNow } from './cluster/syncs.ts'
import { profiles } from './expected.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import { goModules } from './hosts/go-modules.ts'
import { goProgram } from './hosts/programs.ts'
import { run } from './hosts/run.ts'

const flux = 'v2.9.3'
// helm-controller is that of v2.9.0, whose flags are the same: the last one whose modules are all served
const controllers = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
] as const
const namespacesAtStart = tenants.flatMap((tenant) =>
  namespaces[tenant].map((name) => ({ tenant, name })),
)
const spy = { name: 'spy', namespace: 'team-a' }

let stage: Stage

beforeAll(async () => {
  stage = await Stage.set()
})

afterAll(() => stage?.cluster.stop())

describe('kustomize-controller of Flux v2.7', () => {
  let platform: Platform

  beforeAll(() => {
    const { cluster } = stage
    platform = new Platform(cluster.repository('platform-v2.7'), cluster.urlOf('platform-v2.7'))
    platform.bootstrap('v2.7.5')
    platform.writeTenant('team-a', {})
  })

  test.each(profiles)('gets ready with the arguments rendered for %s', async (profile) => {
    const { kubectl, controllers } = stage.cluster
    platform.render(profile)
    await applyInstall(kubectl, platform.builtInstall())
    const name = 'kustomize-controller'
    const deployment = await kubectl.find('deployment', name, 'flux-system')
    const rendered = deployment ? renderedArguments(deployment) : []
    expect(lockArguments(rendered)).toEqual(expectedLockArguments('v2.7.5', profile, name))
    await controllers.startOnce(name, rendered, 'kustomize-controller-v2.7')
  })
})

describe('a repository as bootstrapped, locked, with two Tenants', () => {
  let bootstrapped = ''
  let locked = ''
  let told: readonly string[] = []

  beforeAll(async () => {
    const { cluster, platform } = stage
    platform.bootstrap(flux)
    bootstrapped = platform.commit('As bootstrapped')
    platform.render('multi-tenant')
    locked = platform.commit('Locked')
    told = await applyInstall(cluster.kubectl, platform.builtInstall())
    await cluster.controllers.followDeployments()
  })

  /** Has every controller run with what the install now says, and the platform's own sync ready with it. */
  async function restart(): Promise<readonly string[]> {
    const restarted = await stage.cluster.controllers.followDeployments()
    await expectReady('flux-system', ['flux-system', 'tenants'])
    return restarted
  }

  async function expectReady(home: string, names: readonly string[]): Promise<void> {
    for (const sync of await tryNow(stage.cluster.kubectl, home, names)) {
      expect(readyOf(sync)).toMatchObject({ status: 'True' })
    }
  }

  test('every object of the install is accepted, strictly', () => {
    // 39 of the release, and the source and the sync of the repository
    expect(told).toHaveLength(41)
    for (const line of told) expect(line).toMatch(/ serverside-applied$/)
  })

  test.each(controllers)('%s gets ready with the arguments rendered for multi-tenant', (name) => {
    const rendered = stage.cluster.controllers.argumentsOf(name)
    expect(rendered).not.toEqual([])
    expect(lockArguments(rendered)).toEqual(expectedLockArguments(flux, 'multi-tenant', name))
  })

  test("the platform's own sync applies the cluster and the Tenants", async () => {
    const { kubectl } = stage.cluster
    for (const sync of ['flux-system', 'tenants']) {
      await applied(kubectl, 'flux-system', sync, locked)
    }
    const makers = stage.cluster
      .changes()
      .filter(({ object }) => /^namespaces .*team-/.test(object))
      .map(({ impersonated }) => impersonated)
    const account = 'system:serviceaccount:flux-system:kustomize-controller'
    expect(makers).toEqual(namespacesAtStart.map(() => account))
  })

  test.each(tenants)('every object of %s is accepted, strictly', async (tenant) => {
    const text = stage.platform.renderedTenant(tenant)
    const { kubectl } = stage.cluster
    const lines = await kubectl.apply(text, '--dry-run=server', '--force-conflicts')
    // namespaces, accounts and bindings, then source and sync
    expect(lines.trimEnd().split('\n')).toHaveLength(3 * namespaces[tenant].length + 2)
  })

  test('every object of a Tenant with every field is accepted, strictly, and the Tenant by our own kinds', async () => {
    const { kubectl } = stage.cluster
    await applyKinds(kubectl, 'docs/crds')
    await kubectl.apply(namespace(foreignNamespace))
    const { stdout, stderr } = fluxTenancy(['fn'], `---\n${JSON.stringify(everyField)}\n`)
    expect(stderr).not.toContain('error')
    const lines = (await kubectl.apply(stdout)).trimEnd().split('\n')
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
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

  describe("story 2: a tenant's repository is reconciled into its namespaces by its own account", () => {
    test.each(namespacesAtStart)('$tenant into $name', async ({ tenant, name }) => {
      await eventually(`The app is in ${name}`, async () => {
        expect(await stage.cluster.kubectl.find('configmap', 'app', name)).toBeDefined()
      })
      const changes = stage.cluster
        .changes()
        .filter(({ object }) => object === `configmaps ${name}/app`)
      expect(changes).toEqual([
        {
          verb: 'patch',
          user: 'system:serviceaccount:flux-system:kustomize-controller',
          impersonated: `system:serviceaccount:${tenant}:${accounts[tenant]}`,
          object: `configmaps ${name}/app`,
          code: 201,
        },
      ])
    })
  })

  describe('story 3: what a tenant may not', () => {
    beforeAll(async () => {
      const files = (tenant: string) =>
        Object.assign({}, ...attacks.filter((each) => each.tenant === tenant).map(filesOf))
      const spying = alert(spy, `${stage.cluster.alerts.url}/spy`, 'team-b')
      await Promise.all([
        stage.deliverAs('team-a', { ...files('team-a'), 'deploy/spy.yaml': spying }),
        stage.deliverAs('team-b', files('team-b')),
      ])
    })

    test.each(attacks)('$title is refused, nothing is made, the Alert tells', async (attack) => {
      const { kubectl, alerts } = stage.cluster
      const { tenant, makes, reason, refusal } = attack
      const condition = await refused(kubectl, tenant, nameOf(attack))
      expect(condition).toMatchObject({ reason, message: expect.stringMatching(refusal) })
      expect(await kubectl.find(makes.kind, makes.name, makes.namespace)).toBeUndefined()
      await eventually('The Alert is delivered', () => {
        const deliveries = alerts
          .delivered(tenant)
          .filter(({ involvedObject }) => involvedObject.name === nameOf(attack))
        expect(deliveries).toMatchObject([
          { severity: 'error', reason, message: expect.stringMatching(refusal) },
        ])
      })
    })

    test("an Alert on the other tenant's objects is refused, nothing is delivered", async () => {
      const { kubectl, alerts } = stage.cluster
      await eventually('The refusal is an event of the tenant', async () => {
        const events = await kubectl.run('get', 'events', '--namespace=team-a', '--output=name')
        expect(events).toContain('event/spy.')
      })
      expect(alerts.delivered('spy')).toEqual([])
    })
  })

  describe('day 2: another role', () => {
    beforeAll(async () => {
      await expectReady('team-a', ['quota'])
      stage.writeTenant('team-a', { role: 'admin' })
      const revision = await stage.deliver('multi-tenant')
      await applied(stage.cluster.kubectl, 'flux-system', 'tenants', revision)
    })

    test("the platform's sync makes the binding anew", async () => {
      const binding = await stage.cluster.kubectl.find('rolebinding', accounts['team-a'], 'team-a')
      expect(binding).toMatchObject({ roleRef: { kind: 'ClusterRole', name: 'admin' } })
      const verbs = stage.cluster
        .changes()
        .filter(({ object, code }) => object === 'rolebindings team-a/flux' && code < 300)
        .map(({ verb }) => verb)
      expect(verbs).toEqual(['patch', 'delete', 'patch'])
    })

    test('the tenant works under it', async () => {
      const later = { name: 'later', namespace: 'team-a' }
      await stage.deliverAs('team-a', { 'deploy/later.yaml': configMap(later) })
      expect(await stage.cluster.kubectl.find('configmap', 'later', 'team-a')).toBeDefined()
    })

    test('what only the former role allows is refused', async () => {
      const [sync] = await tryNow(stage.cluster.kubectl, 'team-a', ['quota'])
      expect(readyOf(sync)).toMatchObject({
        status: 'False',
        message: expect.stringContaining('cannot patch resource "resourcequotas"'),
      })
    })
  })

  describe('day 2: a second namespace', () => {
    const jobs = { name: 'jobs', namespace: 'team-a' }
    const part = fluxKustomization({
      ...{ ...jobs, path: './jobs', serviceAccountName: accounts['team-a'] },
      sourceRef: { kind: 'GitRepository', name: 'team-a' },
    })

    test("is the tenant's once its Tenant has it", async () => {
      const { kubectl } = stage.cluster
      const object = configMap({ name: 'jobs', namespace: 'team-a-jobs' })
      await stage.deliverAs('team-a', { 'deploy/jobs.yaml': part, 'jobs/jobs.yaml': object })
      await refused(kubectl, 'team-a', 'jobs')
      const both = [{ name: 'team-a' }, { name: 'team-a-jobs' }]
      stage.writeTenant('team-a', { role: 'admin', namespaces: both })
      const revision = await stage.deliver('multi-tenant')
      await applied(kubectl, 'flux-system', 'tenants', revision)
      await expectReady('team-a', ['jobs', 'team-a'])
      expect(await kubectl.find('configmap', 'jobs', 'team-a-jobs')).toBeDefined()
    })
  })

  describe('single-tenant while it runs: the lock left out', () => {
    let restarted: readonly string[] = []

    beforeAll(async () => {
      await stage.deliver('single-tenant')
      restarted = await restart()
    })

    test('the repository is as bootstrapped, its Tenants apart', () => {
      expect(stage.platform.isClusterAsIn(bootstrapped)).toBe(true)
    })

    test.each(controllers)('%s gets ready with the arguments rendered', (name) => {
      const isLockable = name !== 'source-controller'
      expect(restarted.includes(name)).toBe(isLockable)
      expect(lockArguments(stage.cluster.controllers.argumentsOf(name))).toEqual([])
    })

    test.each(tenants)('the sync of %s goes on', async (tenant) => {
      await expectReady(tenant, [tenant])
    })

    test.each(attacks.filter(({ succeedsUnlocked }) => succeedsUnlocked))(
      '$title succeeds',
      async (attack) => {
        const { kind, name, namespace } = attack.makes
        await expectReady(attack.tenant, [nameOf(attack)])
        expect(await stage.cluster.kubectl.find(kind, name, namespace)).toBeDefined()
      },
    )

    test.each(attacks.filter(({ succeedsUnlocked }) => !succeedsUnlocked))(
      '$title is refused to the account of the tenant still',
      async (attack) => {
        const { kind, name, namespace } = attack.makes
        const [sync] = await tryNow(stage.cluster.kubectl, attack.tenant, [nameOf(attack)])
        expect(readyOf(sync)?.message).toMatch(attack.refusal)
        expect(await stage.cluster.kubectl.find(kind, name, namespace)).toBeUndefined()
      },
    )

    test("an Alert on the other tenant's objects is delivered", async () => {
      await eventually('The Alert is delivered', () => {
        expect(stage.cluster.alerts.delivered('spy')).not.toEqual([])
      })
    })
  })

  describe('multi-tenant again', () => {
    beforeAll(async () => {
      await stage.deliver('multi-tenant')
      await restart()
    })

    test.each(controllers)('%s gets ready with the arguments rendered', (name) => {
      const rendered = stage.cluster.controllers.argumentsOf(name)
      expect(lockArguments(rendered)).toEqual(expectedLockArguments(flux, 'multi-tenant', name))
    })

    test.each(tenants)('the sync of %s goes on', async (tenant) => {
      await expectReady(tenant, [tenant])
    })

    test.each(attacks)('$title is refused, and does not come back', async (attack) => {
      const { kubectl } = stage.cluster
      const { kind, name, namespace = 'default' } = attack.makes
      await kubectl.run('delete', kind, name, '--namespace', namespace, '--ignore-not-found')
      const [sync] = await tryNow(kubectl, attack.tenant, [nameOf(attack)])
      const { reason, refusal } = attack
      expect(readyOf(sync)).toMatchObject({ reason, message: expect.stringMatching(refusal) })
      expect(await kubectl.find(kind, name, namespace)).toBeUndefined()
    })
  })
})

test.each(impossibleFlags)(
  'a $controller that has --$flag ends at once, as the table of flags has it',
  ({ controller, flag, value, program = controller as keyof typeof goModules }) => {
    const version = knownVersion(goModules[program].version)
    expect(flagSupport(controller, version, flag).kind).not.toBe('known')
    const rendered = stage.cluster.controllers.argumentsOf(controller)
    const { exitCode, stderr } = run(goProgram(program), [...rendered, `--${flag}=${value}`])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`unknown flag: --${flag}`)
  },
)
