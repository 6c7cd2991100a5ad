import { Configs, type KptFunc, type KubernetesObject, kubernetesObjectResult } from 'kpt-functions'
import { runKptFunc, toKptFunc } from './kpt-functions.ts'

const warned = `results:
- message: The function did not see this object, since a later one has the same kind, namespace and name.
  severity: warning
  resourceRef:
    apiVersion: v1
    kind: ConfigMap
    name: twin
  tags:
    rule: duplicate-item
`

const input = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
# two with one key
- {apiVersion: v1, kind: ConfigMap, metadata: {name: twin}, data: {mode: 0644}}
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: twin # the last
  data:
    on: "yes"   # odd
- apiVersion: v1
  kind: Secret
  metadata:
    name: other
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: last
    namespace: a
  data:
    x: '1'
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: config
  data: {word: hello}
`

type ConfigMap = KubernetesObject & { data: Record<string, string> }

const kptFunc = (run: (configs: Configs) => void): KptFunc =>
  Object.assign(async (configs: Configs) => run(configs), { usage: 'test' })

const named = (configs: Configs, name: string) =>
  configs.getAll().find(({ metadata }) => metadata.name === name) as ConfigMap

describe('a KptFunc in our runtime', () => {
  test('that does nothing leaves every byte', async () => {
    const outcome = await runKptFunc(
      kptFunc(() => {}),
      input,
    )
    expect(outcome).toEqual({ stdout: input + warned, stderr: '', exitCode: 0 })
  })

  test('that inserts what is already there leaves every byte', async () => {
    const again = kptFunc((configs) => configs.insert(...configs.deepCopy().getAll()))
    expect((await runKptFunc(again, input)).stdout).toBe(input + warned)
  })

  test('that adds', async () => {
    const adds = kptFunc((configs) =>
      configs.insert({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: configs.getFunctionConfigValueOrThrow('word'), labels: undefined },
      } as unknown as KubernetesObject),
    )
    const { stdout, exitCode } = await runKptFunc(adds, input)
    const added = `- apiVersion: v1\n  kind: Namespace\n  metadata:\n    name: hello\n`
    expect(stdout).toBe(input.replace('functionConfig:', `${added}functionConfig:`) + warned)
    expect(exitCode).toBe(0)
  })

  test('that deletes', async () => {
    const deletes = kptFunc((configs) => configs.delete(named(configs, 'other')))
    const { stdout } = await runKptFunc(deletes, input)
    expect(stdout).toBe(
      input.replace('- apiVersion: v1\n  kind: Secret\n  metadata:\n    name: other\n', '') +
        warned,
    )
  })

  test('that changes in place', async () => {
    const changes = kptFunc((configs) => {
      named(configs, 'last').data['x'] = 'yes'
      named(configs, 'twin').data['on'] = 'no'
    })
    const { stdout } = await runKptFunc(changes, input)
    expect(stdout).toBe(
      input.replace(`x: '1'`, `x: 'yes'`).replace('on: "yes"', 'on: "no"') + warned,
    )
  })

  test('that renames in place', async () => {
    const renames = kptFunc((configs) => {
      named(configs, 'other').metadata.name = 'another'
    })
    expect((await runKptFunc(renames, input)).stdout).toBe(
      input.replace('name: other', 'name: another') + warned,
    )
  })

  test('that replaces', async () => {
    const replaces = kptFunc((configs) =>
      configs.insert({ ...named(configs, 'last'), data: { x: '2' } } as ConfigMap),
    )
    expect((await runKptFunc(replaces, input)).stdout).toBe(
      input.replace(`x: '1'`, `x: '2'`) + warned,
    )
  })

  test('that throws', async () => {
    const throws = kptFunc((configs) => {
      configs.deleteAll()
      throw new Error('no\nluck')
    })
    expect(await runKptFunc(throws, input)).toEqual({
      stdout: undefined,
      stderr: 'flux-tenancy: error: The function failed: no luck\n',
      exitCode: 1,
    })
  })

  test('that returns results', async () => {
    const returns = kptFunc((configs) =>
      configs.addResults(
        kubernetesObjectResult(
          'odd',
          named(configs, 'last'),
          { path: 'data.x', suggestedValue: '2' },
          'warn',
        ),
      ),
    )
    const { stdout, stderr, exitCode } = await runKptFunc(returns, input)
    expect(stdout?.startsWith(input)).toBe(true)
    expect(stdout?.slice(input.length)).toMatch(
      /^results:\n- message: odd\n {2}severity: warning\n/,
    )
    expect(stdout).toContain('proposedValue: "2"')
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  })

  test('that returns an error changes nothing', async () => {
    const fails = kptFunc((configs) => {
      named(configs, 'last').data['x'] = '2'
      configs.addResults(kubernetesObjectResult('bad', named(configs, 'last')))
    })
    const { stdout, stderr, exitCode } = await runKptFunc(fails, input)
    expect(stdout?.startsWith(input)).toBe(true)
    expect({ stderr, exitCode }).toEqual({
      stderr: 'flux-tenancy: error: ConfigMap/a/last: bad\n',
      exitCode: 1,
    })
  })

  test('that leaves nothing of a stream is refused', async () => {
    const { stdout, exitCode } = await runKptFunc(
      kptFunc((configs) => configs.deleteAll()),
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n',
    )
    expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 })
  })
})

describe('our function as a KptFunc', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'notification-controller',
      namespace: 'flux-system',
      labels: { 'app.kubernetes.io/component': 'notification-controller' },
    },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'manager',
              image: 'ghcr.io/fluxcd/notification-controller:v1.9.3',
              args: ['--log-level=info'],
            },
          ],
        },
      },
    },
  }
  const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }
  const configured = (securityProfile: string) =>
    new Configs(structuredClone([deployment, other]), {
      apiVersion: 'fluxtenancy.dev/v1alpha1',
      kind: 'FluxTenancy',
      metadata: { name: 'a' },
      spec: { securityProfile },
    } as KubernetesObject)

  test('changes what it must and nothing else', async () => {
    const configs = configured('multi-tenant')
    const [untouched] = configs.getAll().filter(({ kind }) => kind === 'ConfigMap')
    await toKptFunc('FluxTenancy')(configs)
    const [changed] = configs.getAll().filter(({ kind }) => kind === 'Deployment')
    expect(JSON.stringify(changed)).toContain('"--log-level=info","--no-cross-namespace-refs=true"')
    expect(configs.getAll()).toHaveLength(2)
    expect(configs.getAll()).toContain(untouched)
  })

  test('an error changes nothing and is among the results', async () => {
    const configs = configured('muti-tenant')
    const before = configs.getAll()
    await toKptFunc('FluxTenancy')(configs)
    expect(configs.getAll()).toEqual(before)
    expect(configs.getResults()).toMatchObject([{ severity: 'error' }])
  })

  test('has a usage text', () => {
    expect(toKptFunc('TenancyCheck').usage).toMatch(/\w/)
  })

  test('runs in our runtime too', async () => {
    const text = JSON.stringify({
      apiVersion: 'config.kubernetes.io/v1',
      kind: 'ResourceList',
      items: [deployment, other],
      functionConfig: configured('multi-tenant').getFunctionConfig(),
    })
    const { stdout, stderr, exitCode } = await runKptFunc(toKptFunc('FluxTenancy'), text)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    expect(stdout).toContain('"--log-level=info","--no-cross-namespace-refs=true"')
  })
})
