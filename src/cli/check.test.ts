import { readFileSync } from 'node:fs'
import { inputsWith } from './inputs-fixture.ts'
import { runCommand } from './run-command.ts'

const install = readFileSync('testdata/flux/v2.9.3.yaml', 'utf8')

/** A command line over an input, without a process. */
function run(line: string, input: string) {
  return runCommand(line.split(' '), inputsWith({ readStdin: async () => input }))
}
const locked = async (text: string) =>
  (await run('fn --security-profile multi-tenant', text)).stdout ?? ''

describe('the page', () => {
  test('of an install that is open', async () => {
    const { stdout, stderr, exitCode } = await run('check -', install)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 })
    const lines = stdout?.split('\n') ?? []
    expect(lines[0]).toBe('Flux in namespace "flux-system", multi-tenant:')
    expect(stdout).toMatch(
      / {2}kustomize-controller +v1\.9\.4 \(image\) +--no-cross-namespace-refs +true +- +missing\n/,
    )
    expect(stdout).toMatch(/\n {2} +--no-remote-bases +true +- +missing\n/)
    expect(stdout).toMatch(
      / {2}source-controller +v1\.9\.3 \(image\) +- +- +- +no flag of the profile\n/,
    )
    expect(lines.filter((line) => line.startsWith('  error: '))).toHaveLength(8)
    expect(lines.at(-2)).toBe('fail: 8 errors, so this is not known to be what multi-tenant wants.')
  })

  test('of an install that is locked', async () => {
    const { stdout, exitCode } = await run('check -', await locked(install))
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /kustomize-controller +v1\.9\.4 \(image\) +--no-cross-namespace-refs +true +true +in force\n/,
    )
    expect(stdout).not.toContain('Findings:')
    expect(stdout).toMatch(/\npass: every controller is as multi-tenant wants it\.\n$/)
  })

  test('of Tenants without an install: nothing is said of controllers that are not there', async () => {
    const tenant = 'apiVersion: fluxtenancy.dev/v1alpha1\nkind: Tenant\nmetadata:\n  name: team\n'
    const { stdout: rendered = '' } = await run('fn', tenant)
    const { stdout, exitCode } = await run('check -', rendered)
    expect(exitCode).toBe(0)
    expect(stdout).toBe(
      'pass: all that was there is as it has to be; no controller was there to check.\n',
    )
  })

  test('tells an open path once, and when Flux closed it', async () => {
    const old = await locked(readFileSync('testdata/flux/v2.4.0.yaml', 'utf8'))
    const twice = `${old}---\n${old.replaceAll('namespace: flux-system', 'namespace: other')}`
    const { stdout } = await run('check -', twice)
    expect(stdout).toContain('Flux in namespace "other"')
    expect(stdout?.match(/\n {2}receivers /g)).toHaveLength(1)
    expect(stdout).toMatch(/Closed in Flux v2\.5\./)
    expect((await run('check -', await locked(install))).stdout).not.toMatch(/\n {2}receivers /)
  })

  test('tells since when a flag exists', async () => {
    const old = await locked(readFileSync('testdata/flux/v0.26.1.yaml', 'utf8'))
    expect((await run('check -', old)).stdout).toMatch(
      /--no-remote-bases +- +- +not in this version, but since Flux v0\.30\n/,
    )
  })

  test('of another profile', async () => {
    const { stdout, exitCode } = await run('check - --security-profile single-tenant', install)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\npass: every controller is as single-tenant wants it\.\n$/)
    expect(stdout).not.toContain('explain open-paths')
  })

  test('keeps what an input says from the terminal', async () => {
    const odd = install.replaceAll('- --log-encoding=json', '- "--no-cross-namespace-refs=\\e[31m"')
    const { stdout } = await run('check -', odd)
    expect(stdout).toContain('\\u001b[31m')
    expect(stdout).not.toContain('\u001b')
  })
})

describe('the JSON', () => {
  test('is one document with what the page says, and the errors are told apart', async () => {
    const { stdout, stderr, exitCode } = await run('check - --output json', install)
    expect(exitCode).toBe(1)
    expect(
      stderr.split('\n').filter((line) => line.startsWith('flux-tenancy: error: ')),
    ).toHaveLength(8)
    const report = JSON.parse(stdout ?? '')
    expect(report).toMatchObject({
      passed: false,
      profile: 'multi-tenant',
      installs: [{ namespace: 'flux-system' }],
    })
    const { results, installs } = report
    expect(
      results.filter(({ severity }: { severity: string }) => severity === 'error'),
    ).toHaveLength(8)
    expect(installs[0].openPaths.map(({ id }: { id: string }) => id)).toContain('depends-on')
    expect(installs[0].controllers[1]).toMatchObject({
      controller: 'kustomize-controller',
      version: 'v1.9.4',
      versionOrigin: 'image',
      flags: [
        { flag: 'no-cross-namespace-refs', wanted: 'true', state: 'missing' },
        { flag: 'no-remote-bases' },
        { flag: 'default-service-account', wanted: 'flux' },
      ],
    })
  })

  test('takes integers of any size', async () => {
    const big = `${install}---\napiVersion: fluxtenancy.dev/v1alpha1\nkind: FluxTenancy\nmetadata:\n  name: a\nspec:\n  flux:\n    version: 12345678901234567890\n`
    const { stdout } = await run('check - --output json', big)
    expect(JSON.parse(stdout ?? '')).toMatchObject({
      passed: false,
      installs: [],
      results: [{ field: { currentValue: '12345678901234567890' } }],
    })
  })
})

describe('what is checked', () => {
  const object = (kind: string, spec: string) =>
    `---\napiVersion: fluxtenancy.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: a\n  annotations:\n    config.kubernetes.io/local-config: "true"\nspec: ${spec}\n`

  test('is what a FluxTenancy among the objects would make', async () => {
    const other = object(
      'FluxTenancy',
      '{securityProfile: multi-tenant, flux: {defaultServiceAccount: other}}',
    )
    const { stdout } = await run('check -', (await locked(install)) + other)
    expect(stdout).toMatch(/--default-service-account +other +flux +another value\n/)
    const none = object('FluxTenancy', '{securityProfile: single-tenant}')
    expect((await run('check -', install + none)).exitCode).toBe(0)
  })

  test('is multi-tenant where a FluxTenancy has no profile', async () => {
    const { exitCode } = await run('check -', install + object('FluxTenancy', '{}'))
    expect(exitCode).toBe(1)
  })

  test('is nothing without a controller, which fails', async () => {
    const { stdout, exitCode } = await run(
      'check -',
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n',
    )
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^Findings:\n {2}error: No controller of Flux /)
  })

  test('is nothing with a configuration that cannot be read, which fails', async () => {
    const { stdout, exitCode } = await run(
      'check -',
      install + object('FluxTenancy', '{profile: x}'),
    )
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/\nfail: 1 error, and nothing was checked\.\n$/)
  })
})
