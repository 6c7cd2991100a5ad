import { deployment } from '../lockdown/arbitrary.ts'
import { tenancyStatus } from './tenancy-status.ts'

function flagsOf(
  args: readonly string[],
  image?: string,
  securityProfile = 'multi-tenant' as const,
) {
  const item = deployment('kustomize-controller', { args, ...(image && { image }) })
  const list = { items: [item], functionConfig: undefined, results: [] }
  const { installs } = tenancyStatus(list, { securityProfile, flux: {} })
  return installs[0]?.controllers[0]
}

const image = 'ghcr.io/fluxcd/kustomize-controller'

test('says of each flag what is wanted, what is there, and whether it is in force', () => {
  const status = flagsOf(['--no-cross-namespace-refs=false', '--default-service-account=team'])
  expect(status).toEqual({
    controller: 'kustomize-controller',
    resourceRef: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'kustomize-controller',
      namespace: 'flux-system',
    },
    container: 'manager',
    version: 'v1.9.1',
    versionOrigin: 'image',
    isOperated: false,
    flags: [
      { flag: 'no-cross-namespace-refs', wanted: 'true', present: 'false', state: 'other-value' },
      { flag: 'no-remote-bases', wanted: 'true', state: 'missing' },
      { flag: 'default-service-account', wanted: 'team', present: 'team', state: 'in-force' },
    ],
  })
})

test.each([
  ['an argument behind may override it', ['--no-remote-bases', '$(EXTRA)'], image, 'uncertain'],
  ['an argument before may end the flags', ['$(EXTRA)', '--no-remote-bases'], image, 'uncertain'],
  ['a bare flag may take it as its value', ['--new', '--no-remote-bases'], image, 'uncertain'],
  ['a bare flag may end it', ['--new', '--', '--no-remote-bases'], image, 'uncertain'],
  ['a bare flag takes nothing', ['--no-remote-bases', '--new'], image, 'in-force'],
  ['the version does not have it', [], `${image}:v0.24.0`, 'not-in-this-version'],
  ['it must not be there', ['--no-remote-bases'], `${image}:v0.24.0`, 'unwanted'],
  ['the arguments cannot be read', ['-x'], image, 'unknown'],
])('%s', (_name, args, reference, state) => {
  const flag = flagsOf(args, reference)?.flags.find((each) => each.flag === 'no-remote-bases')
  expect(flag?.state).toBe(state)
})

test('two installs are told apart', () => {
  const items = ['a', 'b'].map((namespace) => deployment('source-controller', {}, { namespace }))
  const { installs } = tenancyStatus(
    { items, functionConfig: undefined, results: [] },
    { securityProfile: 'multi-tenant', flux: {} },
  )
  expect(installs.map(({ namespace }) => namespace)).toEqual(['a', 'b'])
  expect(installs[0]?.openPaths.map(({ id }) => id)).toEqual(['artifact-server', 'cloud-identity'])
})
