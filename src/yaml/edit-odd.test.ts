import { isDeepStrictEqual } from 'node:util'
import { load } from 'js-yaml'
import type { ParsedNode } from 'yaml'
import { type Edit, editsOf, endsInLiteral } from '../../testdata/edits.ts'
import { oddItems } from '../../testdata/odd-yaml.ts'
import { editText } from './edit.ts'
import { linesEnd, placeAt } from './edit-node.ts'
import { lineEndOf, lineStart, nextLine } from './edit-splice.ts'
import { type ParsedText, parseAnyText, parseText } from './parse.ts'
import { plainCopy } from './plain-copy.ts'

/** Where some edit would change what an alias elsewhere stands for, or has no place without braces of its own. */
const notAlwaysInPlace = [
  ...['anchor on a scalar', 'anchor on a list', 'anchor on a mapping', 'anchor on flow'],
  ...['anchor behind the dash', 'anchor on null', 'anchor given twice', 'anchor in flow'],
  ...['alias in flow', 'tag and anchor', 'Deployment', 'Deployment, wide'],
  ...['merge key', 'merge key last', 'merge key alone', 'merge of two', 'merge in a list'],
  ...['merge of a mapping in place', 'key of two without value'],
  ...['flow pairs in a list', 'flow keys of two'],
]

const inAllEnds = (text: string): readonly string[] => [
  text,
  text.replaceAll('\n', '\r\n'),
  text.replace(/\n+$/, ''),
]

test('there are 200 odd items, each named once, each with places for all three edits', () => {
  expect(oddItems.length).toBeGreaterThanOrEqual(200)
  expect(new Set(oddItems.map(([name]) => name)).size).toBe(oddItems.length)
  for (const [, text] of oddItems) {
    const kinds = new Set(editsOf(parseText(text).value).map((edit) => edit.kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['add key', 'remove key']))
  }
  const withLists = oddItems.filter(([, text]) =>
    editsOf(parseText(text).value).some((edit) => edit.kind === 'append'),
  )
  expect(withLists.length).toBeGreaterThanOrEqual(195)
})

test.each(oddItems)('every edit of "%s" comes out as meant', (name, source) => {
  const isSure = !notAlwaysInPlace.includes(name)
  inAllEnds(source).forEach((text, variant) => {
    const parsed = parseText(text)
    // all edits in the text as it is, some of them in its variants
    const edits = editsOf(parsed.value).filter((_, index) => variant === 0 || index % 5 === variant)
    for (const edit of edits) {
      const result = editText(parsed, edit.after)
      if (isSure || result !== undefined) expectMeant(parsed, edit, result ?? '')
    }
  })
})

function expectMeant(parsed: ParsedText, edit: Edit, result: string): void {
  // a literal whose last line does not end says so when lines come behind it
  const isOpen = endsInLiteral(parsed.text) && !parsed.text.endsWith('\n')
  const sameHeader = (line: string) => (isOpen ? line.replace(/([|>]\d?)[-+]$/, '$1') : line)
  const what = `${edit.kind} at ${edit.path.join('.')} in\n${parsed.text}\ngave\n${result}`
  const problems = [
    isDeepStrictEqual(parseAnyText(result).value, plainCopy(edit.after)) || 'another value',
    result.endsWith('\n') === parsed.text.endsWith('\n') ||
      endsInLiteral(result) ||
      'another final line end',
    lineEndOf(parsed.text) === '\n' || !/(?<!\r)\n/.test(result) || 'another line end',
    isSubsequence(
      untouchedLines(parsed, edit).map(sameHeader),
      result.split('\n').map(sameHeader),
    ) || 'a line changed or lost',
    !canJsYamlRead(parsed.text) || canJsYamlRead(result) || 'js-yaml cannot read it any more',
  ].filter((problem) => problem !== true)
  if (problems.length > 0) throw new Error(`${problems.join(', ')}: ${what}`)
}

test('most edits are made in place', () => {
  let all = 0
  let inPlace = 0
  for (const [, text] of oddItems) {
    const parsed = parseText(text)
    const edits = editsOf(parsed.value).filter((_, index) => index % 3 === 0)
    all += edits.length
    inPlace += edits.filter((edit) => editText(parsed, edit.after) !== undefined).length
  }
  expect(inPlace / all).toBeGreaterThan(0.96)
})

test('the items where an edit may fail have such an edit', () => {
  for (const [name, text] of oddItems.filter(([name]) => notAlwaysInPlace.includes(name))) {
    const parsed = parseText(text)
    const isInPlace = (edit: Edit): boolean => editText(parsed, edit.after) !== undefined
    expect([name, editsOf(parsed.value).every(isInPlace)]).toEqual([name, false])
  }
})

test.each(oddItems)('what was added to "%s" goes without a trace', (_name, source) => {
  for (const [variant, text] of inAllEnds(source).entries()) {
    // a literal without its last line end gets one when lines come behind it
    if (endsInLiteral(text) && !text.endsWith('\n')) continue
    const parsed = parseText(text)
    for (const [index, edit] of editsOf(parsed.value).entries()) {
      if (index % 3 !== variant || !isAddition(edit) || !hasOwnText(parsed, edit)) continue
      const there = editText(parsed, edit.after)
      if (there === undefined) continue
      expect(editText(parseText(there), parsed.value)).toBe(text)
    }
  }
})

function isAddition(edit: Edit): boolean {
  return ['append', 'insert', 'add key'].includes(edit.kind)
}

/** False for what an alias, a merge key or null stands for: what replaces it stays. */
function hasOwnText({ root, value }: ParsedText, edit: Edit): boolean {
  let current = value
  for (const [index, step] of edit.path.entries()) {
    const path = edit.path.slice(0, index + 1)
    const node = placeAt(root, path)?.node
    current = (current as Record<string | number, unknown>)[step]
    if (current === null || !node || !('items' in node)) return false
  }
  return true
}

/** The lines that an edit has no business with, blank ones apart. */
function untouchedLines({ text, root }: ParsedText, edit: Edit): readonly string[] {
  const edited = { text: `${text}\n`, lineEnd: '\n' as const, root, endsOpen: false }
  const isRemoval = edit.kind.startsWith('remove')
  const own = placeAt(root, edit.path)
  const isEmptied = isRemoval && own?.around.at(-1)?.items.length === 1
  const place = isEmptied ? placeAt(root, edit.path.slice(0, -1)) : own
  const flow = place && [...place.around, place.node].find((node) => isFlow(node))
  const node = flow ?? place?.node ?? place?.pair?.key
  if (!node || !place) return []
  const isGrowing = !isRemoval && edit.kind !== 'set' && 'items' in node && !flow
  const indicator = place.pair?.key.range[0] ?? text.lastIndexOf('-', node.range[0] - 1)
  const starts = [node.range[0], ...(place.around.length > 0 ? [indicator] : [])]
  const start = lineStart(text, isGrowing ? node.range[0] : Math.min(...starts))
  const end = isGrowing ? nextLine(text, node.range[0]) : linesEnd(edited, node)
  // what follows an entry that shares its line with its parent moves up
  const follower = isRemoval
    ? nextLine(text, end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0))
    : end
  return `${text.slice(0, start)}\n${text.slice(follower)}`
    .split('\n')
    .filter((line) => line.trim())
}

function isFlow(node: unknown): node is ParsedNode {
  return typeof node === 'object' && node !== null && 'flow' in node && node.flow === true
}

function isSubsequence(lines: readonly string[], of: readonly string[]): boolean {
  let found = 0
  for (const line of of) if (line === lines[found]) found++
  return found === lines.length
}

function canJsYamlRead(text: string): boolean {
  try {
    load(text)
    return true
  } catch {
    return false
  }
}
