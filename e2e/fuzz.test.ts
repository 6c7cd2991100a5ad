import { fuzzFinds } from '../testdata/fuzz-finds.ts'
import { disagreementOn } from './fuzz/agreement.ts'
import { type Find, fuzz } from './fuzz/fuzz.ts'
import { goRefusals, mayRefuse } from './fuzz/go-refusals.ts'
import { goReading, parsedReading, sameItems } from './fuzz/readings.ts'
import { startReader } from './hosts/reader.ts'

const reader = startReader()
afterAll(() => reader.close())

const minutes = 2

test(
  'scan, parse and kustomize read the same items in two minutes of texts, and the same in our answers',
  async () => {
    const finds: Find[] = []
    const run = { seed: 1, end: Date.now() + minutes * 60_000, mostOfAKind: 1 }
    const { tried, read } = await fuzz(reader, run, (find) => finds.push(find))
    expect(finds).toEqual([])
    expect(tried).toBeGreaterThan(5_000)
    // what all refuse says nothing
    expect(read / tried).toBeGreaterThan(0.1)
  },
  (minutes + 2) * 60_000,
)

test.each(fuzzFinds)('found once: %s', async (_name, text, outcome) => {
  if (typeof outcome !== 'string') {
    expect(await disagreementOn(text, reader, () => false)).toBeUndefined()
    return
  }
  // what we refuse is what kustomize refuses, or reads otherwise than a YAML 1.2 reader
  const go = goReading(await reader.read(Buffer.from(text)))
  const parsed = parsedReading(text)
  expect('error' in go || !parsed || !sameItems(parsed, go)).toBe(true)
})

test.each(goRefusals)('only kustomize refuses it: $why', async ({ texts }) => {
  for (const text of texts) {
    const go = goReading(await reader.read(Buffer.from(text)))
    expect('error' in go && mayRefuse(go.error)).toBe(true)
    expect(await disagreementOn(text, reader, mayRefuse)).toBeUndefined()
    expect(await disagreementOn(text, reader, () => false)).toBeDefined()
  }
})
