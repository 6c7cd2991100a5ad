/** The trap "README field name differs from the schema" (flux-aio's flux-tenant): every field that a text for people names is one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeConfig } from '../api/decode.ts'
import { apiVersion } from '../api/group.ts'
import { fieldTable } from '../flux/field-table.ts'
import { knownVersion } from '../flux/version.ts'
import { mapAt } from '../krm/object.ts'
import { decodeTenant } from '../tenants/decode-tenant.ts'
import { readList } from '../yaml/read.ts'
import { kindFiles } from './kind-files.ts'

const texts = [
  'README.md',
  'docs/keep-it-locked.md',
  ...['fluxtenancy', 'tenancycheck'].flatMap((name) => {
    const examples = join('functions', name, 'examples')
    return [
      join('functions', name, 'README.md'),
      ...readdirSync(examples).map((example) => join(examples, example, 'README.md')),
    ]
  }),
].map((path) => ({ path, text: readFileSync(path, 'utf8') }))

/** What else is written as code and looks as a field does, by what it is. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  'a field of a Kubernetes object': ['data', 'kind', 'namespace', 'spec'],
  'a field of a kustomization': [
    ...['commonAnnotations', 'components', 'labels', 'namePrefix', 'nameSuffix', 'namespace'],
    ...['resources', 'transformers', 'validators'],
  ],
  'a file': ['kustomization.yaml'],
  'a field of a Kptfile or of the annotation for functions': [
    ...['configPath', 'container', 'exec', 'image', 'mutators'],
  ],
  'a tag of a result': ['tags.class', 'tags.rule'],
  'the class of a result': ['crash', 'drift', 'open', 'overridden', 'unsure'],
  'a command': ['check', 'fn', 'render'],
  'the name or the value of something in an example': [
    'admin',
    'default',
    'flux',
    'main',
    'shop',
    'ssh',
  ],
  'a value of YAML': ['null'],
}
const others = new Set(Object.values(otherWords).flat())

/** The paths of our fields and of those of Flux that a Tenant takes. */
const fields = new Set([
  ...kindFiles().flatMap(([path, text]) =>
    path.endsWith('.json') ? pathsOf(mapAt(JSON.parse(text)), []) : [],
  ),
  ...Object.values(fieldTable).flatMap((table) =>
    [...table.matchAll(/^([a-z]\S*) /gim)].map(([, path = '']) => `spec.${path}`),
  ),
])

function pathsOf(schema: unknown, path: readonly string[]): readonly string[] {
  const { properties, items } = mapAt(schema)
  if (items !== undefined) return pathsOf(items, path)
  return Object.entries(mapAt(properties)).flatMap(([name, each]) => [
    [...path, name].join('.'),
    ...pathsOf(each, [...path, name]),
  ])
}

/** A path may begin anywhere: `flux.version` in a text about `spec`. */
function isField(word: string): boolean {
  return [...fields].some((field) => field === word || field.endsWith(`.${word}`))
}

/** What stands in back-quotes, outside of blocks, and is written as a field is: `role`, `spec.flux.version`, `prune: true`. */
function wordsIn(text: string): readonly string[] {
  return [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].flatMap(
    ([, code = '']) => /^([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*)(?::.*)?$/.exec(code)?.[1] ?? [],
  )
}

test.each(texts)('README field name differs from the schema: $path', ({ text }) => {
  expect(wordsIn(text).filter((word) => !isField(word) && !others.has(word))).toEqual([])
})

test('a misspelt field is seen', () => {
  expect(wordsIn('Set `securityProfil`, `flux.defaultServiceAcount: x` or `pruned`.')).toHaveLength(
    3,
  )
  for (const word of ['securityProfil', 'flux.defaultServiceAcount', 'pruned', 'spec.security']) {
    expect(isField(word)).toBe(false)
  }
  for (const word of ['securityProfile', 'flux.version', 'spec.git', 'spec.sparseCheckout']) {
    expect(isField(word)).toBe(true)
  }
})

test('no other word is kept that no text uses', () => {
  const used = new Set(texts.flatMap(({ text }) => wordsIn(text)))
  expect([...others].filter((word) => !used.has(word))).toEqual([])
})

/** The objects of our kinds in the blocks of YAML. */
const shown = texts.flatMap(({ path, text }) =>
  [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.includes(apiVersion) ? [{ path, block }] : [],
  ),
)

test.each(shown)('the block of $path keeps to its schema', ({ block }) => {
  const { items } = readList(block)
  expect(items.length).toBeGreaterThan(0)
  for (const { kind, object } of items) {
    const found =
      kind === 'Tenant'
        ? decodeTenant(object, {}, knownVersion('v2.9.3'))
        : decodeConfig(object, 'FluxTenancy')
    expect(found).toMatchObject({ ok: true })
  }
})

test('every link of a text to a file of the repository leads to one', () => {
  for (const { path, text } of texts) {
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect({ path, target, exists: existsSync(join(path, '..', target)) }).toEqual({
        ...{ path, target, exists: true },
      })
    }
  }
})
