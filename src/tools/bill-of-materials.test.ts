import { readFileSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { billOfMaterials } from './bill-of-materials.ts'
import { bundleOptions } from './bundle.ts'
import { platforms } from './platforms.ts'

const { metafile } = buildSync({
  ...bundleOptions,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'main.mjs',
  metafile: true,
  write: false,
})
const text = billOfMaterials(metafile, platforms.arm64)
const bill = JSON.parse(text)
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** A hash as CycloneDX writes it, of one as npm does. */
const hashOf = (integrity: string) => ({
  alg: 'SHA-512',
  content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
})

test('lists every dependency, as the lock file pins it, and the runtime, and nothing else', () => {
  const { package: runtime, integrity } = platforms.arm64
  const expected = Object.keys(dependencies).map((name) => [
    ...[name, packages[`node_modules/${name}`].version],
    [hashOf(packages[`node_modules/${name}`].integrity)],
  ])
  expect(
    bill.components.map(({ name, version, hashes }: Record<string, unknown>) => [
      name,
      version,
      hashes,
    ]),
  ).toEqual([...expected.sort(), [runtime, expect.any(String), [hashOf(integrity)]]])
  for (const { licenses } of bill.components) expect(licenses).toHaveLength(1)
})

test('is about the package as it is called, and refers to nothing that it lacks', () => {
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'flux-tenancy' } },
  })
  const known = [bill.metadata.component, ...bill.components].map((each) => each['bom-ref'])
  for (const { ref, dependsOn } of bill.dependencies) {
    expect(known).toEqual(expect.arrayContaining([ref, ...dependsOn]))
  }
})

test('says the same of the same', () => {
  expect(billOfMaterials(metafile, platforms.arm64)).toBe(text)
  expect(text).not.toMatch(/serialNumber|timestamp/)
})
