/** Whatever a Tenant says: what is made of it an API server takes, with the definitions of the Flux that is to read it. */
import fc from 'fast-check'
import { safeLoadAll } from 'js-yaml'
import { fluxReleases } from '../../src/flux/releases.ts'
import { formatMinor, formatVersion } from '../../src/flux/version.ts'
import { execute } from '../../src/run/execute.ts'
import { definitionAt } from './flux-definitions.ts'
import { refusalsOf } from './refusals.ts'
import { type Release, releaseOf } from './release.ts'
import { rightValue } from './shaped-value.ts'
import type { Mapping } from './strict-schema.ts'

/** The last release of every minor that can be locked. */
const releases = [
  ...new Map(
    fluxReleases
      .filter(({ flux: { major, minor, prerelease } }) => !prerelease && (major > 0 || minor >= 26))
      .map(({ flux }) => [formatMinor(flux), formatVersion(flux)]),
  ).values(),
]

/** One part in so many is not what the definition says. */
const odds = 100

/** The schema of `spec` in the newest version that a release serves. */
function specOf(group: string, kind: string, release: Release): Mapping {
  const found = ['v1', 'v1beta2', 'v1beta1']
    .map((version) => definitionAt(`${group}.toolkit.fluxcd.io`, kind, version, release))
    .find((each) => each !== undefined)
  const properties = found?.schema['properties'] as Mapping
  return properties['spec'] as Mapping
}

/** A few fields of a schema but those with a name: with all of them at once some rule is broken nearly always. */
function fewOf(schema: Mapping, notThese: readonly string[]): fc.Arbitrary<Mapping> {
  const properties = Object.entries(schema['properties'] as Mapping)
  const others = properties.filter(([name]) => !notThese.includes(name))
  return fc
    .subarray(others, { maxLength: 6 })
    .map((fields) => ({ ...schema, properties: Object.fromEntries(fields), required: [] }))
    .chain((few) => rightValue(few, odds) as fc.Arbitrary<Mapping>)
}

/** Any fields of a Tenant, now and then a wrong one; half of it may be in the defaults for all. */
function tenantFor(flux: string): fc.Arbitrary<{ spec: Mapping; defaults: Mapping }> {
  const git = specOf('source', 'GitRepository', releaseOf(flux))
  const sync = specOf('kustomize', 'Kustomization', releaseOf(flux))
  const url = fc.constantFrom('https://example.org/a', 'ssh://git@example.org/a')
  const parts = {
    git: fc.tuple(fewOf(git, ['url']), url).map(([fields, each]) => ({ ...fields, url: each })),
    kustomization: fewOf(sync, ['sourceRef', 'serviceAccountName']),
    role: fc.constantFrom('edit', 'tenant:apply'),
    serviceAccount: fc.constantFrom('flux', 'deployer.x'),
    namespaces: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('a', 'b') }, { requiredKeys: ['name'] }),
      { minLength: 1, maxLength: 2, selector: ({ name }) => name },
    ),
    labels: fc.dictionary(fc.constantFrom('team', 'a/b'), fc.constantFrom('x', '')),
  }
  return fc.record({
    spec: fc.record(parts, { requiredKeys: ['git'] }) as fc.Arbitrary<Mapping>,
    defaults: fc.record(
      { kustomization: parts.kustomization, role: parts.role },
      { requiredKeys: [] },
    ),
  })
}

test.each(releases)('Flux %s', (flux) => {
  let taken = 0
  fc.assert(
    fc.property(tenantFor(flux), ({ spec, defaults }) => {
      const config = { flux: { version: flux }, tenantDefaults: defaults }
      const { stdout, exitCode } = execute(documents(config, spec), {
        defaultKind: 'FluxTenancy',
      })
      if (exitCode !== 0) return
      taken++
      const objects = (safeLoadAll(stdout ?? '') as Mapping[]).filter(
        ({ apiVersion }) => apiVersion !== 'fluxtenancy.dev/v1alpha1',
      )
      expect(objects.length).toBeGreaterThanOrEqual(5)
      for (const object of objects) expect([object, refusalsOf(object, flux)]).toEqual([object, []])
    }),
    { numRuns: 40 },
  )
  expect(taken).toBeGreaterThan(15)
})

function documents(config: Mapping, spec: Mapping): string {
  const apiVersion = 'fluxtenancy.dev/v1alpha1'
  return [
    { apiVersion, kind: 'FluxTenancy', metadata: { name: 'config' }, spec: config },
    { apiVersion, kind: 'Tenant', metadata: { name: 'team' }, spec },
  ]
    .map((object) => JSON.stringify(object))
    .join('\n---\n')
}
