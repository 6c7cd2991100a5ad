import fc from 'fast-check'
import { parseAllDocuments } from 'yaml'
import { isFrame } from './frame.ts'
import { documentSlices } from './slice.ts'
import { YamlError } from './yaml-error.ts'

const lines = fc.constantFrom(
  '---',
  '--- # c',
  '---\t',
  '--- a',
  '--- |',
  '---a',
  '----',
  '...',
  '... # c',
  '%YAML 1.2',
  '# c',
  '',
  'a: 1',
  '- x',
  '  y',
  "z: '",
)
const texts = fc
  .tuple(
    fc.array(lines, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\ufeff'),
  )
  .map(([all, lineEnd, bom]) => bom + all.map((line) => line + lineEnd).join(''))

test('the cuts are those of the package, wherever it can read the text', () => {
  let compared = 0
  fc.assert(
    fc.property(texts, (text) => {
      const documents = parseAllDocuments(text, { logLevel: 'silent' })
      if (documents.length === 0 || documents.some(({ errors }) => errors.length > 0)) return
      const values = documents.map((document) => document.toJS() as unknown)
      const slices = cuts(text)
      if (!slices) return
      compared += 1
      const filled = slices.filter((slice) => !isFrame(slice))
      const read = filled.map((slice) => parseAllDocuments(slice))
      // directives without a document are left to the parse, which refuses them
      if (/^(?:[%#].*\r?\n|\r?\n)+$/.test(filled.at(-1) ?? '')) return
      expect(read.every((each) => each.length === 1)).toBe(true)
      expect(read.map(([document]) => document?.toJS() as unknown)).toEqual(
        values.filter((value) => value !== null),
      )
    }),
    { numRuns: 2000 },
  )
  expect(compared).toBeGreaterThan(100)
})

test('the cuts cover the text without gaps', () => {
  fc.assert(
    fc.property(texts, (text) => {
      if (!cuts(text)) return
      const slices = documentSlices(text)
      const ends = slices.map(({ end }) => end)
      const starts = slices.map(({ start }) => start)
      expect(starts).toEqual(
        slices.length > 0 ? [text.startsWith('\ufeff') ? 1 : 0, ...ends.slice(0, -1)] : [],
      )
      if (slices.length > 0) expect(ends.at(-1)).toBe(text.length)
    }),
  )
})

test.each([
  ['a: 1\n...\nb: 2\n', 'A `---` line must stand between `...` and more text.', 3],
  ['a: 1\n... b\n', 'Only a comment must follow `...`.', 2],
])('%j is refused', (text, message, line) => {
  expect(() => documentSlices(text)).toThrow(expect.objectContaining({ message, line }))
})

test.each<[string, string[]]>([
  ['', []],
  ['\ufeffa: 1', ['a: 1']],
  ['a: 1\n---\nb: 2', ['a: 1\n', 'b: 2']],
  ['---\r\na: |\r\n---\r\nb', ['a: |\r\n', 'b']],
  ['# c\n---\na\n', ['# c\n', 'a\n']],
  ['%YAML 1.2\n--- # c\na\n...\n', ['%YAML 1.2\n--- # c\na\n']],
  ['--- {a: 1}\n--- |\n x\n', ['--- {a: 1}\n', '--- |\n x\n']],
  ['a: "\n  ---\n  x"', ['a: "\n  ---\n  x"']],
])('%j', (text, contents) => {
  expect(cuts(text)).toEqual(contents)
})

function cuts(text: string): readonly string[] | undefined {
  try {
    return documentSlices(text).map(({ contentStart, contentEnd }) =>
      text.slice(contentStart, contentEnd),
    )
  } catch (error) {
    if (error instanceof YamlError) return undefined
    throw error
  }
}
