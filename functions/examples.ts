import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsYaml from 'js-yaml'

/** A package under functions/<function>/examples: what the tests run and people read. */
export interface Example {
  /** `fluxtenancy/lock-an-install`. */
  readonly name: string
  readonly folder: string
  readonly kind: 'FluxTenancy' | 'TenancyCheck'
  /** The files that its kustomization lists, in order. */
  readonly resources: readonly string[]
  /** The text of fn-config.yaml. */
  readonly config: string
  /** The texts of the resources, file by file. */
  readonly texts: readonly string[]
  /** The resources as one stream of documents, as `cat` gives it. */
  readonly stream: string
}

const kinds = { fluxtenancy: 'FluxTenancy', tenancycheck: 'TenancyCheck' } as const

/** All examples, sorted by name. Paths are relative to the checkout. */
export function examples(): readonly Example[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const parent = join('functions', name, 'examples')
    if (!existsSync(parent)) return []
    return readdirSync(parent)
      .sort()
      .map((example) => readExample(`${name}/${example}`, join(parent, example), kind))
  })
}

function readExample(name: string, folder: string, kind: Example['kind']): Example {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const { resources } = jsYaml.safeLoad(read('kustomization.yaml')) as {
    resources: readonly string[]
  }
  const config = read('fn-config.yaml')
  const texts = resources.map(read)
  return { name, folder, kind, resources, config, texts, stream: texts.join('') }
}

/** The example as kpt hands it over: one ResourceList with the configuration in it, without comment-only documents. */
export function resourceListOf({ texts, config }: Example): string {
  const documents = texts
    .flatMap((text) => text.split(/^---\n/m))
    .filter((document) => /^[^#\n]/m.test(document))
  return [
    'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n',
    ...documents.map((document) => indented(document, '- ')),
    'functionConfig:\n',
    indented(config, '  '),
  ].join('')
}

function indented(text: string, first: string): string {
  return `${first}${text.trimEnd().replaceAll('\n', '\n  ')}\n`
}
