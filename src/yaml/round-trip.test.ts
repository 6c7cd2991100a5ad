import { readdirSync, readFileSync } from 'node:fs'
import jsYaml from 'js-yaml'
import { type Item, makeItem } from '../krm/item.ts'
import { readList } from './read.ts'
import { writeList } from './write.ts'

const folder = 'testdata/flux'
const manifests = readdirSync(folder)
  .filter((file) => /^v.*\.yaml$/.test(file))
  .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')] as const)

const heads = {
  ResourceList: 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n',
  List: 'apiVersion: v1\nkind: List\nitems:\n',
} as const

/** The documents of a manifest as entries of a list, each line of theirs kept behind an indentation. */
function asEntries(text: string, dash: string): string {
  const indent = ' '.repeat(dash.length)
  const documents = text.split(/^---\n/m).filter((document) => /^kind:/m.test(document))
  return documents
    .map((document) => dash + document.replace(/\n(?=[^\n])/g, `\n${indent}`))
    .join('')
}

function echoed(text: string): string {
  const source = readList(text)
  for (const item of source.items) item.name
  return writeList(source, listOf(source.items)).text
}

function listOf(items: readonly Item[]) {
  return { items, functionConfig: undefined, results: [] }
}

function ids(items: readonly Item[]) {
  return items.map(({ apiVersion, kind, name, namespace }) => [apiVersion, kind, name, namespace])
}

test('there are manifests', () => {
  expect(manifests.length).toBeGreaterThan(10)
})

describe.each(manifests)('%s', (_file, text) => {
  const objects = (jsYaml.safeLoadAll(text) as unknown[]).filter(Boolean)

  test('is read as a second parser reads it', () => {
    expect(readList(text).items.map((item) => item.object)).toEqual(objects)
  })

  test('comes out byte for byte, also with other line ends', () => {
    expect(echoed(text)).toBe(text)
    const crlf = `\ufeff${text.replaceAll('\n', '\r\n')}`
    expect(echoed(crlf)).toBe(crlf)
    expect(ids(readList(crlf).items)).toEqual(ids(readList(text).items))
  })

  test('loses an item and gains one, and nothing else changes', () => {
    const source = readList(text)
    const added = makeItem({ apiVersion: 'v1', kind: 'New' })
    const [first, second, third, ...others] = source.items
    const gone = second?.ownText ?? ''
    const items = [first, third, ...others, added].flatMap((item) => item ?? [])
    expect(writeList(source, listOf(items))).toEqual({
      text: `${text.replace(`---\n${gone}`, '')}---\napiVersion: v1\nkind: New\n`,
      reprinted: [],
    })
  })
})

// a list is parsed whole, which takes its time, so three stand for all
test.each([
  ['v0.24.1.yaml', 'ResourceList', '  - '],
  ['v0.35.0.yaml', 'List', '-   '],
  ['v2.9.3.yaml', 'ResourceList', '- '],
] as const)('%s is the same as the entries of a %s', (file, kind, dash) => {
  const text = readFileSync(`${folder}/${file}`, 'utf8')
  const list = heads[kind] + asEntries(text, dash)
  const source = readList(list)
  const documents = readList(text).items
  expect(ids(source.items)).toEqual(ids(documents))
  expect(source.items.map((item) => item.object)).toEqual(documents.map((item) => item.object))
  expect(writeList(source, listOf(source.items)).text).toBe(list)
  const output = writeList(source, listOf(source.items.slice(0, -1)))
  expect(list.startsWith(output.text)).toBe(true)
  expect(readList(output.text).items).toHaveLength(source.items.length - 1)
})
