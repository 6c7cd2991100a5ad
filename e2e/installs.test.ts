import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Example, examples } from '../functions/examples.ts'
import { type Profile, profiles, refusedReleases, releases } from './expected.ts'
import { hosts } from './hosts/example-hosts.ts'
import { valuesInForce } from './hosts/judge.ts'
import { withPackage, writeResources } from './hosts/package.ts'
import { appliedObjects } from './objects.ts'

// the oldest release that can be locked, the one with source-watcher, and the newest
const tried = releases.filter(({ name }) => ['v0.26.1', 'source-watcher', 'v2.9.3'].includes(name))
const transformers = Object.entries(hosts).filter(([name]) => name !== 'kustomize validators')
const example = examples().find(({ name }) => name === 'fluxtenancy/lock-an-install') as Example

/** The example's package with another profile. */
function withProfile(folder: string, profile: Profile): Example {
  const file = join(folder, 'fn-config.yaml')
  const config = example.config.replace(/(securityProfile: ).*/, `$1${profile}`)
  writeFileSync(file, config)
  return { ...example, config: readFileSync(file, 'utf8') }
}

describe.each(transformers)('%s', (_, host) => {
  test.each(tried)('locks a whole $name and takes the lock back', async (release) => {
    await withPackage(example, async (folder) => {
      writeResources(folder, release.text)
      for (const profile of profiles) {
        const configured = withProfile(folder, profile)
        const first = await host(folder, configured)
        expect(first).toMatchObject({ exitCode: 0 })
        expect(valuesInForce(release.flux, first.text)).toEqual(release.values[profile])
        writeResources(folder, first.text)
        const second = await host(folder, configured)
        expect(second.text).toBe(first.text)
        if (profile === 'single-tenant') {
          expect(appliedObjects(first.text)).toEqual(appliedObjects(release.text))
        }
        writeResources(folder, first.text)
      }
    })
  })

  test.each(refusedReleases)('refuses a whole $name and leaves it whole', async (release) => {
    await withPackage(example, async (folder) => {
      writeResources(folder, release.text)
      const { exitCode, stderr, text } = await host(folder, example)
      expect(exitCode).not.toBe(0)
      expect(stderr).toContain(release.refused)
      if (text !== '') expect(appliedObjects(text)).toEqual(appliedObjects(release.text))
    })
  })
})
