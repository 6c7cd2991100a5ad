import type { ControllerName } from '../../src/flux/controllers.ts'
import { flagSupport } from '../../src/flux/flags.ts'
import { knownVersion } from '../../src/flux/version.ts'
import { profiles } from '../expected.ts'
import { type GoModuleName, goModules } from '../hosts/go-modules.ts'
import { goProgram } from '../hosts/programs.ts'
import { run } from '../hosts/run.ts'
import { renderedArguments } from './controller-arguments.ts'
import { applyInstall } from './install.ts'
import { expectedLockArguments, lockArguments } from './lock-arguments.ts'
import { Platform } from './platform.ts'
import { controllers, flux, type Stage } from './stage.ts'

/** That an older controller starts with what is rendered for its release, on a cluster with the kinds of that release. */
export function olderController(stage: () => Stage): void {
  const name = 'kustomize-controller'
  let platform: Platform

  beforeAll(() => {
    const { cluster } = stage()
    platform = new Platform(cluster.repository('platform-v2.7'), cluster.urlOf('platform-v2.7'))
    platform.bootstrap('v2.7.5')
    platform.writeTenant('team-a', {})
  })

  test.each(profiles)('gets ready with the arguments rendered for %s', async (profile) => {
    const { cluster } = stage()
    platform.render(profile)
    await applyInstall(cluster.kubectl, platform.builtInstall())
    const deployment = await cluster.kubectl.find('deployment', name, 'flux-system')
    const rendered = deployment ? renderedArguments(deployment) : []
    expect(lockArguments(rendered)).toEqual(expectedLockArguments('v2.7.5', profile, name))
    await cluster.controllers.startOnce(name, rendered, 'kustomize-controller-v2.7')
  })
}

/** That every controller of the install, which is locked, runs with what is documented. */
export function lockedControllers(stage: () => Stage): void {
  test.each(controllers)('%s gets ready with the arguments rendered', (name) => {
    const rendered = stage().cluster.controllers.argumentsOf(name)
    expect(rendered).not.toEqual([])
    expect(lockArguments(rendered)).toEqual(expectedLockArguments(flux, 'multi-tenant', name))
  })
}

interface ImpossibleFlag {
  readonly controller: ControllerName & GoModuleName
  readonly flag: string
  readonly value: string
  /** Where another version than that of the install is meant. */
  readonly program?: GoModuleName
}

// one of each sort: never there, there on other controllers, no longer there, not yet there
const impossible: readonly ImpossibleFlag[] = [
  { controller: 'source-controller', flag: 'enable-source-acl', value: 'true' },
  { controller: 'source-controller', flag: 'no-cross-namespace-refs', value: 'true' },
  { controller: 'helm-controller', flag: 'no-remote-bases', value: 'true' },
  { controller: 'notification-controller', flag: 'watch-label-selector', value: 'team=a' },
  { controller: 'image-reflector-controller', flag: 'aws-autologin-for-ecr', value: 'true' },
  {
    controller: 'kustomize-controller',
    flag: 'sops-vault-configmap',
    value: 'vaults',
    program: 'kustomize-controller-v2.7',
  },
]

/** That what the table of flags calls unknown ends the real controller at once, though all its other arguments are as rendered. */
export function impossibleFlags(stage: () => Stage): void {
  test.each(impossible)(
    '--$flag ends $controller',
    ({ controller, flag, value, program = controller }) => {
      const version = knownVersion(goModules[program].version)
      expect(flagSupport(controller, version, flag).kind).not.toBe('known')
      const rendered = stage().cluster.controllers.argumentsOf(controller)
      expect(rendered).not.toEqual([])
      const { exitCode, stderr } = run(goProgram(program), [...rendered, `--${flag}=${value}`])
      expect(exitCode).toBe(2)
      expect(stderr).toContain(`unknown flag: --${flag}`)
    },
  )
}
