import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { parse, stringify } from 'yaml'
import { type Item, makeItem } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import type { Result } from '../krm/result.ts'
import { readList } from './read.ts'
import { writeList } from './write.ts'

interface Sample {
  readonly text: string
  readonly objects: readonly KubernetesObject[]
  readonly form: 'ResourceList' | 'documents'
}

const word = fc.constantFrom('a', 'spec', 'on', 'x-y', '1', 'kind', 'items', '#', '- ', '---', 'é')
const scalar = fc.oneof(
  word,
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', 'line\n', 'two\nlines', ' x', 'a: b', 'a #b', '---\nx', '\n\n', 'tail\n\n'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
}))
const object: fc.Arbitrary<KubernetesObject> = fc.record({
  apiVersion: fc.constantFrom('v1', 'apps/v1'),
  kind: fc.constantFrom('ConfigMap', 'Deployment'),
  metadata: fc.record({
    name: fc.constantFrom('a', 'b', 'true'),
    labels: fc.dictionary(word, word),
  }),
  spec: value,
})

const layout = fc.record({
  indent: fc.constantFrom(2, 4, 3),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  blockQuote: fc.constantFrom(true, false, 'literal' as const, 'folded' as const),
  lineWidth: fc.constantFrom(0, 30),
})

const frame = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n'),
  start: fc.constantFrom('', '\ufeff', '# head\n', '---\n', '# head\n---\n', '\ufeff--- # c\n'),
  end: fc.constantFrom('', '...\n', '# tail\n', '---\n', '\n\n'),
  hasFinalLineEnd: fc.boolean(),
  comments: fc.array(fc.constantFrom('', '# c\n', '  # deep\n', '\n', '#\n\n# d\n'), {
    minLength: 8,
    maxLength: 8,
  }),
  dash: fc.constantFrom('- ', '  - ', '-   ', '-\n  ', ' - # c\n   '),
  functionConfig: fc.constantFrom('', 'functionConfig:\n  kind: ConfigMap\n  a: 1 # c\n'),
  itemsLast: fc.boolean(),
})

type Frame = typeof frame extends fc.Arbitrary<infer Value> ? Value : never

const unquoted = /[{[,:]\s*(?:[^"'\s,[\]{}][^,[\]{}]*\?|:\S|\?)/

/** The text of one object, as somebody could have written it. */
const written = fc
  .tuple(object, layout, fc.boolean())
  .map(([object, options, isJson]) => {
    if (isJson) return { object, text: `${JSON.stringify(object)}\n` }
    const text = stringify(object, { ...options, compat: 'yaml-1.1' })
    // the package puts what is empty on a line of its own, too far left to be read again
    return { object, text: text.replace(/:\n *(\[\]|\{\})\n/g, ': $1\n') }
  })
  // and some folded texts it writes otherwise than it reads them, and in flow style some without quotes that only newer readers take so
  .filter(({ object, text }) => isDeepStrictEqual(parse(text), object) && !unquoted.test(text))

const stream = fc
  .tuple(fc.array(written, { maxLength: 4 }), frame)

  .map(([parts, frame]): Sample => {
    const documents = parts.map(({ text }, index) => commentAbove(parts, index, frame) + text)
    return {
      text: framed(documents.join('---\n'), frame),
      objects: parts.map((part) => part.object),
      form: 'documents',
    }
  })

const lists = fc
  .tuple(fc.array(written, { maxLength: 4 }), frame, fc.constantFrom('List', 'ResourceList'))
  .map(([parts, frame, kind]): Sample => {
    const entries = parts.map(({ text }, index) => {
      const dash = frame.dash
      const column = dash.length - dash.lastIndexOf('\n') - 1
      const lines = text.replace(/\n(?!\n|$)/g, `\n${' '.repeat(column)}`)
      const comment = commentAbove(parts, index, frame)
      return `${dash.startsWith('  ') ? comment.replace(/^#/gm, '  #') : comment}${dash}${lines}`
    })
    const isResourceList = kind === 'ResourceList'
    const head = `apiVersion: ${isResourceList ? 'config.kubernetes.io/v1' : 'v1'}\nkind: ${kind}\n`
    const items = `items:${entries.length > 0 ? '' : ' []'} # all\n${entries.join('')}`
    const config = isResourceList ? frame.functionConfig : ''
    const body = frame.itemsLast ? head + config + items : head + items + config
    return {
      text: framed(body, frame),
      objects: parts.map((part) => part.object),
      form: isResourceList ? 'ResourceList' : 'documents',
    }
  })

const json = fc
  .tuple(fc.array(object, { maxLength: 4 }), fc.constantFrom(0, 1, 2, '\t'), fc.boolean())
  .map(([items, indent, hasItems]): Sample => {
    const list = { kind: 'ResourceList', apiVersion: 'config.kubernetes.io/v1beta1' }
    const isAbsent = items.length === 0 && !hasItems
    return {
      text: JSON.stringify(isAbsent ? list : { ...list, items, extra: 1 }, null, indent),
      objects: items,
      form: 'ResourceList',
    }
  })

/** True for text with a scalar that keeps its last lines: it would take blank lines behind it for its own. */
function keepsLines(text: string): boolean {
  return /[|>][0-9]?\+/.test(text)
}

function commentAbove(parts: readonly { text: string }[], index: number, { comments }: Frame) {
  return keepsLines(parts[index - 1]?.text ?? '') ? '' : (comments[index] ?? '')
}

function framed(body: string, { start, end, lineEnd, hasFinalLineEnd }: Frame): string {
  const isKeeping = keepsLines(body)
  const text = start + body + (isKeeping && end.trim() === '' ? '' : end)
  const whole = isKeeping || hasFinalLineEnd ? text : text.replace(/\n$/, '')
  return whole.replaceAll('\n', lineEnd)
}

const sample = fc.oneof(stream, lists, json)
const runs = { numRuns: 150 }

test('a list is read as what was written', () => {
  fc.assert(
    fc.property(sample, ({ text, objects, form }) => {
      const source = readList(text)
      expect(source.items.map((item) => item.object)).toEqual(objects)
      expect(source.items.map(({ kind, name }) => [kind, name])).toEqual(
        objects.map(({ kind, metadata }) => [kind, metadata?.name]),
      )
      expect(source.form).toBe(objects.length === 0 && form === 'documents' ? source.form : form)
    }),
    runs,
  )
})

test('what is not changed is written as it came in', () => {
  fc.assert(
    fc.property(sample, ({ text }) => {
      const source = readList(text)
      const list = { items: source.items.toReversed(), functionConfig: undefined, results: [] }
      expect(writeList(source, list)).toEqual({ text, reprinted: [] })
    }),
    runs,
  )
})

type Step = 'keep' | 'remove' | 'change'
const steps = fc.array(fc.constantFrom<Step>('keep', 'keep', 'remove', 'change'), {
  minLength: 4,
  maxLength: 4,
})
const results = fc.array(
  fc.record({
    message: fc.constantFrom('m', 'a: b', 'two\nlines'),
    severity: fc.constantFrom('info', 'error'),
    tags: fc.constantFrom({ rule: 'x' }, {}),
  }),
  { maxLength: 3 },
) as fc.Arbitrary<Result[]>

/** Undefined where nothing may come behind a literal whose last line does not end. */
function writtenUnlessOpen(text: string, ...answer: Parameters<typeof writeList>) {
  try {
    return writeList(...answer)
  } catch (error) {
    const endsOpen = !text.endsWith('\n') && /[|>][-+]?\d?\r?\n/.test(text)
    if (endsOpen && /must end with a line feed/.test((error as Error).message)) return undefined
    throw error
  }
}

test('what is written reads as what was meant, with the other lines where they were', () => {
  fc.assert(
    fc.property(
      sample,
      steps,
      fc.array(object, { maxLength: 2 }),
      object,
      results,
      ({ text }, steps, added, other, results) => {
        const source = readList(text)
        const items = source.items.flatMap((item, index): Item[] => {
          if (steps[index] === 'remove') return []
          if (steps[index] === 'keep') return [item]
          return [makeItem({ ...item.object, spec: other['spec'], added: true }, item)]
        })
        const meant = [...items, ...added.map((each) => makeItem(each))]
        const answer = { items: meant, functionConfig: undefined, results }
        const output = writtenUnlessOpen(text, source, answer)
        if (!output) return
        const again = readList(output.text)
        expect(again.items.map((item) => item.object)).toEqual(meant.map((item) => item.object))
        const unequal = results.filter(
          (each, index) => results.findIndex((one) => isSame(one, each)) === index,
        )
        expect(again.results).toEqual(source.form === 'ResourceList' ? unequal : [])
        expect(again.functionConfig?.object).toEqual(source.functionConfig?.object)
        for (const [index, item] of source.items.entries()) {
          const isEchoed = steps[index] === 'keep' && !output.reprinted.includes(item)
          if (isEchoed) expect(output.text).toContain(item.ownText.trimEnd())
        }
        const once = writeList(again, { items: again.items, functionConfig: undefined, results })
        expect(once.text).toBe(output.text)
      },
    ),
    { numRuns: 300 },
  )
})

test('an item added and removed again gives back the text, but for its final line end', () => {
  fc.assert(
    fc.property(sample, object, ({ text }, added) => {
      const source = readList(text)
      fc.pre(
        source.items.length > 0 && /[^\s]\r?\n$/.test(text) && !/\n(#.*|---|\s*)\r?\n$/.test(text),
      )
      const more = [...source.items, makeItem(added)]
      const output = readList(writeList(source, listOf(more)).text)
      const less = output.items.slice(0, -1)
      expect(writeList(output, listOf(less)).text).toBe(text)
    }),
    { numRuns: 60 },
  )
})

function listOf(items: readonly Item[]) {
  return { items, functionConfig: undefined, results: [] }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
