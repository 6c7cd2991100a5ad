/** What our documents show is right: bugs of others, each named as facts about peers name it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { safeLoadAll } from 'js-yaml'
import { refusalsOf } from './refusals.ts'
import { isMapping, type Mapping } from './strict-schema.ts'

const folders = ['docs', 'functions']
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file)),
  ),
]

/** Every object that a document shows as YAML; what stands in two columns or is a part of an object is none. */
const shown = documents.flatMap((file) => {
  const blocks = readFileSync(file, 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)
  return [...blocks]
    .map(([, text = '']) => text)
    .filter((text) => /^(#.*\n)*apiVersion:/.test(text))
    .flatMap((text) => safeLoadAll(text) as unknown[])
    .filter(isMapping)
    .map((object) => [`${file}: ${object['kind']}`, object] as const)
})
const isOurs = ({ apiVersion }: Mapping) => String(apiVersion).startsWith('fluxtenancy.dev/')

test('README field name differs from the schema: every object of ours that is shown keeps to it', () => {
  const ours = shown.filter(([, object]) => isOurs(object))
  expect(ours.length).toBeGreaterThanOrEqual(8)
  for (const [name, object] of ours) {
    const file = join('docs', 'schemas', `${String(object['kind']).toLowerCase()}.json`)
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')))
    expect([name, validate(object), validate.errors]).toEqual([name, true, null])
  }
})

test('roleRef nested in subjects in the documentation example: an API server takes what is shown', () => {
  for (const [name, object] of shown.filter(([, each]) => !isOurs(each))) {
    expect([name, refusalsOf(object, 'v2.9.3')]).toEqual([name, []])
  }
})
