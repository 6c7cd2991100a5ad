import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Example, examples } from '../functions/examples.ts'
import { kustomizeBuild } from './hosts/example-hosts.ts'
import { readKustomization, withPackage, writeKustomization } from './hosts/package.ts'

/** The kind that no cluster knows: it makes an apply fail in place of pruning what it does not find. */
const guard = 'kind: TenancyCheckBelongsUnderValidators'

function named(name: string): Example {
  const found = examples().find((example) => example.name === name)
  if (!found) throw new Error(`There is no example ${name}.`)
  return found
}

/** Builds an example with its function under `field`, with or without the resources. */
function buildUnder(name: string, field: 'transformers' | 'validators', withResources: boolean) {
  return withPackage(named(name), (folder) => {
    const { apiVersion, kind, resources } = readKustomization(folder)
    writeKustomization(folder, {
      apiVersion,
      kind,
      resources: withResources ? resources : [],
      [field]: ['fn-config.yaml'],
    })
    return kustomizeBuild(folder)
  })
}

test('a check that passes, under transformers, leaves what no cluster applies', async () => {
  const build = await buildUnder('tenancycheck/locked-passes', 'transformers', true)
  expect(build).toMatchObject({ exitCode: 0, text: expect.stringContaining(guard) })
})

test('a check that fails, under transformers, fails the build', async () => {
  const { exitCode, text, stderr } = await buildUnder(
    'tenancycheck/drift-fails',
    'transformers',
    true,
  )
  expect(exitCode).not.toBe(0)
  expect(text).toBe('')
  expect(stderr).toContain('no-remote-bases')
})

test.each(['transformers', 'validators'] as const)(
  'a check of nothing, under %s, fails the build and says that there is nothing',
  async (field) => {
    const { exitCode, text, stderr } = await buildUnder('tenancycheck/locked-passes', field, false)
    expect(exitCode).not.toBe(0)
    expect(text).toBe('')
    expect(stderr.split('\n')[0]).toBe(
      'flux-tenancy: error: No controller of Flux is in the input, so nothing can be locked, unlocked or checked. [no-controller]',
    )
  },
)

test('a lock under validators fails the build: kustomize takes no changes from there', async () => {
  const { exitCode, text } = await buildUnder('fluxtenancy/lock-an-install', 'validators', true)
  expect(exitCode).not.toBe(0)
  expect(text).toBe('')
})

test.each(['fluxtenancy/lock-an-install', 'tenancycheck/locked-passes'])(
  '%s with a misspelt setting fails the build',
  async (name) => {
    const { exitCode, text, stderr } = await withPackage(named(name), (folder) => {
      const config = named(name).config.replace('securityProfile', 'securityProfil')
      writeFileSync(join(folder, 'fn-config.yaml'), config)
      return kustomizeBuild(folder)
    })
    expect(exitCode).not.toBe(0)
    expect(text).toBe('')
    expect(stderr).toContain('"securityProfile"')
  },
)
