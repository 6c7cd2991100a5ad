import { makeItem } from '../krm/item.ts'
import type { Result, Severity } from '../krm/result.ts'
import { readList, type SourceList } from '../yaml/read.ts'
import { answer } from './answer.ts'

const object =
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a # odd\n  annotations:\n    x: "1"\n'
const documents = `# first\n${object}---\n${object}`
const entry = `- ${object.trimEnd().replace(/\n/g, '\n  ')}\n`
const resourceList = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${entry}`
const fromKustomize = resourceList.replace('x: "1"', 'kustomize.config.k8s.io/id: "1"')

const result = (severity: Severity): Result => ({ severity, message: `This is of ${severity}.` })
const line = (severity: Severity) => `flux-tenancy: ${severity}: This is of ${severity}.\n`
const all = [result('info'), result('warning'), result('error')]

function answered(text: string, results: readonly Result[]) {
  const { items, functionConfig } = readList(text)
  return answer(readList(text), { items, functionConfig: functionConfig?.object, results })
}
/** As a function would answer: with the items of the list that is written. */
function unchanged(source: SourceList, results: readonly Result[] = []) {
  return answer(source, { items: source.items, functionConfig: undefined, results })
}

test.each([documents, resourceList, fromKustomize])('nothing to say, nothing changed', (text) => {
  expect(unchanged(readList(text))).toEqual({ stdout: text, stderr: '', exitCode: 0 })
})

test('a stream with an error is not printed: what follows in the pipe would apply it', () => {
  expect(answered(documents, all)).toEqual({
    stdout: undefined,
    stderr: line('error') + line('warning') + line('info'),
    exitCode: 1,
  })
})

test('a stream tells everything on stderr, having no other place for it', () => {
  const results = [result('info'), result('warning')]
  expect(unchanged(readList(documents), results)).toEqual({
    stdout: documents,
    stderr: line('warning') + line('info'),
    exitCode: 0,
  })
})

test('a ResourceList has its results, and stderr but the errors', () => {
  const { stdout, stderr, exitCode } = unchanged(readList(resourceList), all)
  expect(stdout?.startsWith(resourceList)).toBe(true)
  expect(readList(stdout ?? '').results).toEqual(all)
  expect({ stderr, exitCode }).toEqual({ stderr: line('error'), exitCode: 1 })
})

test('kustomize shows stderr only, so there everything is told', () => {
  expect(unchanged(readList(fromKustomize), all).stderr).toBe(
    line('error') + line('warning') + line('info'),
  )
})

test('kustomize without resources sends the functionConfig as the only item, and shows stderr only too', () => {
  const alone = `${resourceList}functionConfig:\n  ${object.trimEnd().replace(/\n/g, '\n  ')}\n`
  const everything = line('error') + line('warning') + line('info')
  expect(unchanged(readList(alone), all).stderr).toBe(everything)
  // kpt tells where the file of the item is
  const fromKpt = alone.replace('x: "1"', 'internal.config.kubernetes.io/path: "a.yaml"')
  expect(unchanged(readList(fromKpt), all).stderr).toBe(line('error'))
})

test('an empty stream is never the answer', () => {
  const source = readList(documents)
  expect(() => answer(source, { items: [], functionConfig: undefined, results: [] })).toThrow(
    /^The function left no object of the input/,
  )
})

test('an object that must be printed anew is told, in the list too', () => {
  const shared = `${resourceList.replace('name: a', 'name: &n a')}- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: *n\n`
  const source = readList(shared)
  const [first, second] = source.items
  if (!first || !second) throw new Error('two items')
  const changed = makeItem({ ...second.object, metadata: { name: 'b' } }, second)
  const { stdout } = answer(source, {
    items: [first, changed],
    functionConfig: undefined,
    results: [],
  })
  const written = readList(stdout ?? '')
  expect(written.items.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(written.results).toMatchObject([{ severity: 'info', tags: { rule: 'printed-anew' } }])
})
