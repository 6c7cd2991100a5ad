import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fluxTenancy, fluxTenancyIn } from './hosts/flux-tenancy.ts'
import type { Finished } from './hosts/run.ts'
import { bootstrap, cluster, install, withBootstrapped } from './repositories/bootstrapped.ts'

/** What a person tries with nothing but the README, and what has to come of it: a right result, or a sentence that says what to do. */
interface Attempt {
  readonly does: string
  readonly args: readonly string[]
  /** Changes the repository first. */
  readonly before?: (root: string) => void
  readonly exitCode: number
  /** In stdout and stderr. */
  readonly says: RegExp
}

const multi = '--security-profile=multi-tenant'
const lock = (root: string) => fluxTenancyIn(root, ['render', cluster, multi])

const attempts: readonly Attempt[] = [
  {
    does: 'locks without naming a profile',
    args: ['render', cluster],
    exitCode: 0,
    says: /no profile|--security-profile/,
  },
  {
    does: 'locks without naming a folder',
    args: ['render', multi],
    exitCode: 2,
    says: /PATH|folder/,
  },
  {
    does: 'misspells the profile',
    args: ['render', cluster, '--security-profile=multitenant'],
    exitCode: 2,
    says: /"multi-tenant"/,
  },
  {
    does: 'misspells the folder',
    args: ['render', 'cluster', multi],
    exitCode: 2,
    says: /"cluster"/,
  },
  {
    does: 'looks first',
    args: ['render', cluster, multi, '--dry-run'],
    exitCode: 0,
    says: /^\+components:$/m,
  },
  {
    does: 'names the folder of the apps',
    args: ['render', join(cluster, 'namespaces'), multi],
    exitCode: 1,
    says: /must hold the controllers of Flux/,
  },
  {
    does: 'checks before the lock',
    args: ['check', cluster],
    exitCode: 1,
    says: /flux-tenancy.*must be (?:listed|there)/,
  },
  {
    does: 'locks twice',
    before: lock,
    args: ['render', cluster, multi],
    exitCode: 0,
    says: /nothing to change|0 files|no file/i,
  },
  {
    does: 'checks after the lock',
    before: lock,
    args: ['check', cluster],
    exitCode: 0,
    says: /^pass: /m,
  },
  {
    does: 'checks after an upgrade',
    before: (root) => {
      lock(root)
      bootstrap(root, 'v2.9.3')
    },
    args: ['check', cluster],
    exitCode: 0,
    says: /v2?\.?.*in force/,
  },
  {
    does: 'loses the kustomization',
    before: (root) => {
      lock(root)
      rmSync(join(root, install, 'kustomization.yaml'))
    },
    args: ['check', cluster],
    exitCode: 1,
    says: /kustomization file/,
  },
  {
    does: 'breaks the kustomization',
    before: (root) => appendFileSync(join(root, install, 'kustomization.yaml'), 'resources: []\n'),
    args: ['render', cluster, multi],
    exitCode: 1,
    says: /"resources" must not stand twice/,
  },
  {
    does: 'writes the configuration with a mistake',
    before: (root) =>
      writeFileSync(
        join(root, cluster, 'tenancy.yaml'),
        'apiVersion: fluxtenancy.dev/v1alpha1\nkind: FluxTenancy\nmetadata: {name: production}\nspec: {securityProfil: multi-tenant}\n',
      ),
    args: ['render', cluster],
    exitCode: 1,
    says: /securityProfil.*securityProfile/,
  },
]

test.each(attempts)('a newcomer who $does', ({ args, before, exitCode, says }) => {
  withBootstrapped('v2.6.4', (root) => {
    before?.(root)
    const told = fluxTenancyIn(root, args)
    expect(textOf(told)).toMatch(says)
    expect(told.exitCode).toBe(exitCode)
    expect(told.stderr).not.toMatch(/\n\s+at /)
  })
})

test('a newcomer who takes it all back has what there was', () => {
  withBootstrapped('v2.6.4', (root) => {
    const kustomization = join(root, install, 'kustomization.yaml')
    const before = readFileSync(kustomization, 'utf8')
    lock(root)
    expect(
      fluxTenancyIn(root, ['render', cluster, '--security-profile=single-tenant']).exitCode,
    ).toBe(0)
    expect(readFileSync(kustomization, 'utf8')).toBe(before)
  })
})

test('a newcomer who pipes a folder that is no stream is told', () => {
  const told = fluxTenancy(['fn', multi], '')
  expect([told.exitCode, told.stdout]).toEqual([2, ''])
  expect(told.stderr).toMatch(/The input is empty/)
})

function textOf({ stdout, stderr }: Finished): string {
  return stdout + stderr
}
