import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Metafile } from 'esbuild'
import { bunVersion, type Platform } from './platforms.ts'

/** A component of a CycloneDX document, as far as it is read here. */
interface Component extends Readonly<Record<string, unknown>> {
  readonly 'bom-ref': string
}

interface Document extends Readonly<Record<string, unknown>> {
  readonly metadata: { readonly component: Component } & Readonly<Record<string, unknown>>
  readonly components: readonly Component[]
}

/**
 * What an executable is made of, as a CycloneDX document: the npm packages of which the bundle has a file, and the runtime around
 * it. The facts are npm's (`npm sbom`); the choice is the bundler's, since `npm sbom --omit dev` leaves out whatever a development
 * package needs too. Same input, same bytes: without the serial number, the time
 * and npm's own version, which are optional.
 */
export function billOfMaterials({ inputs }: Metafile, platform: Platform): string {
  const { serialNumber: _, ...document } = npmDocument()
  const { timestamp: __, tools: ___, ...metadata } = document.metadata
  // npm takes the name of the folder
  const component = { ...metadata.component, type: 'application', name: 'flux-tenancy' }
  const bundled = new Set(Object.keys(inputs).flatMap(packageOf))
  const components = [
    ...document.components.filter((each) => bundled.has(each['bom-ref'])),
    runtimeOf(platform),
  ]
  const dependencies = [
    { ref: component['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) },
  ]
  const text = { ...document, metadata: { ...metadata, component }, components, dependencies }
  return `${JSON.stringify(text, null, 2)}\n`
}

function npmDocument(): Document {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  return JSON.parse(execFileSync('npm', args, { encoding: 'utf8' }))
}

/** `yaml@2.9.1` for a file of the bundle that is from a package. */
function packageOf(file: string): readonly string[] {
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []
  if (folder === undefined) return []
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  return [`${name}@${version}`]
}

function runtimeOf({ package: name, integrity }: Platform): Component {
  const [algorithm = '', digest = ''] = integrity.split('-')
  const hash = Buffer.from(digest, 'base64').toString('hex')
  return {
    'bom-ref': `${name}@${bunVersion}`,
    type: 'library',
    name,
    version: bunVersion,
    scope: 'required',
    description:
      'The runtime around the bundle; what it is itself made of is listed where it is published.',
    purl: `pkg:npm/${name.replace('@', '%40')}@${bunVersion}`,
    hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: hash }],
    licenses: [{ license: { id: 'MIT' } }],
  }
}
