import { editText } from './edit.ts'
import { parseText } from './parse.ts'
import { plainCopy } from './plain-copy.ts'

// biome-ignore lint/suspicious/noExplicitAny: the changes below name fields of made-up values
type Changing = (value: any) => void
type Case = readonly [name: string, before: string, change: Changing, after: string | undefined]

const edited = (text: string, change: Changing): string | undefined => {
  const parsed = parseText(text)
  const value = plainCopy(parsed.value)
  change(value)
  return editText(parsed, value)
}

const set: readonly Case[] = [
  ['plain', 'a: b # c\n', (v) => (v.a = 'x'), 'a: x # c\n'],
  ['plain to what must be quoted', 'a: b # c\n', (v) => (v.a = 'on'), 'a: "on" # c\n'],
  ['single quotes', "a: 'b'\n", (v) => (v.a = "it's"), "a: 'it''s'\n"],
  ['single quotes to escapes', "a: 'b'\n", (v) => (v.a = 'x\ty'), 'a: "x\\ty"\n'],
  ['double quotes', 'a: "b"\n', (v) => (v.a = 'x'), 'a: "x"\n'],
  ['quotes to a number', 'a: "1"\n', (v) => (v.a = 2), 'a: 2\n'],
  [
    'a number beyond 2^53',
    'a: 1\n',
    (v) => (v.a = 12345678901234567890n),
    'a: 12345678901234567890\n',
  ],
  ['JSON', '{"a":1,"b":true}', (v) => (v.a = 'x'), '{"a":"x","b":true}'],
  ['in flow', 'a: {b: c, d: e}\n', (v) => (v.a.b = 'x, y'), 'a: {b: "x, y", d: e}\n'],
  ['nothing', 'a: # c\nb:\n', (v) => (v.a = 'x'), 'a: x # c\nb:\n'],
  [
    'nothing in flow',
    'a: {b, c: }\n',
    (v) => Object.assign(v.a, { b: 1, c: 2 }),
    'a: {b: 1, c: 2 }\n',
  ],
  ['nothing in a list', '- # c\n- b\n', (v) => (v[0] = 'x'), '- x # c\n- b\n'],
  ['a literal', 'a: |\n  b\n\nc: d\n', (v) => (v.a = 'x\ny\n'), 'a: |\n  x\n  y\n\nc: d\n'],
  ['a literal to a word', 'a: |\n  b\n\nc: d\n', (v) => (v.a = 'x'), 'a: x\n\nc: d\n'],
  [
    'a folded text',
    'a: >-\n   b\n   c\nd: e\n',
    (v) => (v.a = 'x\ny'),
    'a: |-\n   x\n   y\nd: e\n',
  ],
  [
    'a mapping for a scalar',
    'a: b # c\nd: e\n',
    (v) => (v.a = { x: [1] }),
    'a: # c\n  x:\n  - 1\nd: e\n',
  ],
  ['a scalar for a mapping', 'a: # c\n  b: d\ne: f\n', (v) => (v.a = 'x'), 'a: x # c\ne: f\n'],
  ['a mapping for a compact list', 'a:\n- b\n', (v) => (v.a = { x: 1 }), 'a:\n  x: 1\n'],
  ['a list for a mapping', 'a:\n    b: c\n', (v) => (v.a = ['x']), 'a:\n    - x\n'],
  ['an alias', 'a: &x 1\nb: *x\n', (v) => (v.b = 2), 'a: &x 1\nb: 2\n'],
  ['an anchor that is needed', 'a: &x 1\nb: *x\n', (v) => (v.a = 2), undefined],
  ['an anchor that is not', 'a: &x 1\n', (v) => (v.a = 2), 'a: &x 2\n'],
  ['a tag that does not fit', 'a: !!str 1\n', (v) => (v.a = 2), 'a: 2\n'],
  [
    'a key from a merge',
    'a: &x {b: c}\nd:\n  <<: *x\n',
    (v) => (v.d.b = 'x'),
    'a: &x {b: c}\nd:\n  <<: *x\n  b: x\n',
  ],
  ['with CRLF', 'a: b\r\nc: d\r\n', (v) => (v.a = { x: 1 }), 'a:\r\n  x: 1\r\nc: d\r\n'],
  [
    'the proto key',
    '__proto__: 1\n',
    (v) => Object.defineProperty(v, '__proto__', { value: 2 }),
    '__proto__: 2\n',
  ],
]

const args = 'args: # flags\n# one\n- --a # ex\n# two\n- --b # why\n# end\nname: x\n'

const lists: readonly Case[] = [
  ['append', args, (v) => v.args.push('--c'), args.replace('# why\n', '# why\n- --c\n')],
  ['insert', args, (v) => v.args.splice(1, 0, '--c'), args.replace('# ex\n', '# ex\n- --c\n')],
  [
    'insert first',
    args,
    (v) => v.args.unshift('--c'),
    args.replace('# flags\n', '# flags\n- --c\n'),
  ],
  ['remove the first', args, (v) => v.args.shift(), args.replace('- --a # ex\n', '')],
  ['remove the last', args, (v) => v.args.pop(), args.replace('- --b # why\n', '')],
  ['remove all', args, (v) => (v.args = []), 'args: [] # flags\n# one\n# end\nname: x\n'],
  [
    'append in a wide list',
    'a:\n    -   b\nc: d\n',
    (v) => v.a.push('x'),
    'a:\n    -   b\n    -   x\nc: d\n',
  ],
  [
    'append a mapping',
    'a:\n  -  b: c\n',
    (v) => v.a.push({ d: [1], e: 2 }),
    'a:\n  -  b: c\n  -  d:\n     - 1\n     e: 2\n',
  ],
  ['append with the quotes around', "a:\n- 'b'\n", (v) => v.a.push('x'), "a:\n- 'b'\n- 'x'\n"],
  ['append without final line end', 'a:\n- b', (v) => v.a.push('x'), 'a:\n- b\n- x'],
  [
    'append behind a literal',
    'a:\n- |\n  b\n\nc: d\n',
    (v) => v.a.push('x'),
    'a:\n- |\n  b\n- x\n\nc: d\n',
  ],
  ['append to nothing', 'a: # c\nd: e\n', (v) => (v.a = ['x']), 'a: [x] # c\nd: e\n'],
  ['append to null', 'a: null\n', (v) => (v.a = ['x']), 'a: [x]\n'],
  [
    'append mappings to nothing',
    'a: # c\nd: e\n',
    (v) => (v.a = [{ x: 1 }]),
    'a: # c\n- x: 1\nd: e\n',
  ],
  ['append in flow', 'a: [b, c]\n', (v) => v.a.push('x', 'y: z'), 'a: [b, c, x, "y: z"]\n'],
  ['append in dense flow', 'a: [b,c]\n', (v) => v.a.push('x'), 'a: [b,c,x]\n'],
  ['append to the empty list', 'a: []\n', (v) => v.a.push('x'), 'a: [x]\n'],
  ['append to empty JSON', '{"a": [], "b": "c"}', (v) => v.a.push('x'), '{"a": ["x"], "b": "c"}'],
  [
    'append in JSON of lines',
    '{\n  "a": [\n    "b"\n  ]\n}\n',
    (v) => v.a.push('x'),
    '{\n  "a": [\n    "b",\n    "x"\n  ]\n}\n',
  ],
  [
    'append in JSON indented by tabs',
    '{\n\t"a": [\n\t\t"b"\n\t]\n}\n',
    (v) => v.a.push('x'),
    '{\n\t"a": [\n\t\t"b",\n\t\t"x"\n\t]\n}\n',
  ],
  [
    'insert in JSON indented by tabs',
    '{\n\t"a": [\n\t\t"b"\n\t]\n}\n',
    (v) => v.a.unshift('x'),
    '{\n\t"a": [\n\t\t"x",\n\t\t"b"\n\t]\n}\n',
  ],
  [
    'append in flow of lines',
    'a: [\n  b, # c\n  d, # e\n]\n',
    (v) => v.a.push('x'),
    'a: [\n  b, # c\n  d, # e\n  x,\n]\n',
  ],
  [
    'append in flow, comma missing',
    'a: [\n  b, # c\n  d # e\n]\n',
    (v) => v.a.push('x'),
    'a: [\n  b, # c\n  d, # e\n  x\n]\n',
  ],
  ['insert in flow', 'a: [b, c]\n', (v) => v.a.unshift('x'), 'a: [x, b, c]\n'],
  [
    'insert in flow of lines',
    'a: [\n  b, # c\n  # d\n  e\n]\n',
    (v) => v.a.splice(1, 0, 'x'),
    'a: [\n  b, # c\n  x,\n  # d\n  e\n]\n',
  ],
  ['remove in flow', 'a: [b, c, d]\n', (v) => v.a.splice(1, 1), 'a: [b, d]\n'],
  ['remove the last in flow', 'a: [ b, c ]\n', (v) => v.a.pop(), 'a: [ b ]\n'],
  ['remove all in flow', 'a: [b, c,]\n', (v) => (v.a = []), 'a: []\n'],
  [
    'remove the last of JSON lines',
    '{"a": [\n  "b",\n  "c"\n]}',
    (v) => v.a.pop(),
    '{"a": [\n  "b"\n]}',
  ],
  ['remove the first of a nested list', 'a:\n- - b\n  - c\n', (v) => v.a[0].shift(), 'a:\n- - c\n'],
  [
    'edits at many places',
    'a:\n- b\n- c\nd: [e]\n',
    (v) => {
      v.a.shift()
      v.a.push('x')
      v.d = []
    },
    'a:\n- c\n- x\nd: []\n',
  ],
  ['an indented root', '    - a\n    - b\n', (v) => v.shift(), '    - b\n'],
]

const keys: readonly Case[] = [
  [
    'add',
    'm:\n  a: b # c\n  # d\n# e\nf: g\n',
    (v) => (v.m.x = 'y'),
    'm:\n  a: b # c\n  x: "y"\n  # d\n# e\nf: g\n',
  ],
  ['add a list', 'm:\n    a: b\n', (v) => (v.m.x = ['z']), 'm:\n    a: b\n    x:\n    - z\n'],
  ['add without final line end', 'a: b', (v) => (v.x = 1), 'a: b\nx: 1'],
  ['add with CRLF', 'a: b\r\n', (v) => (v.x = [1]), 'a: b\r\nx:\r\n- 1\r\n'],
  [
    'add behind a nested value',
    'm:\n  a:\n  - b\n\nc: d\n',
    (v) => (v.m.x = 1),
    'm:\n  a:\n  - b\n  x: 1\n\nc: d\n',
  ],
  ['add in a list', 'l:\n- a: b\n- c: d\n', (v) => (v.l[0].x = 1), 'l:\n- a: b\n  x: 1\n- c: d\n'],
  ['add behind an end marker', 'a: b\n...\n', (v) => (v.x = 1), 'a: b\nx: 1\n...\n'],
  ['add in flow', 'm: {a: b}\n', (v) => (v.m.x = ['z']), 'm: {a: b, x: [z]}\n'],
  [
    'add in flow of lines, comment behind',
    '- {a: b,\n   c: d # e\n  }\n',
    (v) => (v[0].x = 1),
    '- {a: b,\n   c: d, # e\n   x: 1\n  }\n',
  ],
  [
    'add in flow of lines, comment behind the comma',
    '- {a: b, # c\n   d: e, # f\n  }\n',
    (v) => (v[0].x = 1),
    '- {a: b, # c\n   d: e, # f\n   x: 1,\n  }\n',
  ],
  [
    'add two in flow of lines with CRLF, comment behind',
    '- {a: b,\r\n   c: d # e\r\n  }\r\n',
    (v) => Object.assign(v[0], { x: 1, z: 2 }),
    '- {a: b,\r\n   c: d, # e\r\n   x: 1,\r\n   z: 2\r\n  }\r\n',
  ],
  [
    'add in flow in the line, comment behind',
    '- {a: b, c: d # e\n  }\n',
    (v) => (v[0].x = 1),
    '- {a: b, c: d, x: 1 # e\n  }\n',
  ],
  [
    'remove the last in flow of lines, comment before it',
    '- {a: b,\n   c: d, # e\n   x: 1\n  }\n',
    (v) => delete v[0].x,
    '- {a: b,\n   c: d # e\n  }\n',
  ],
  [
    'remove the last in flow of lines, comment before it, with a comma',
    '- {a: b, # c\n   d: e, # f\n   x: 1,\n  }\n',
    (v) => delete v[0].x,
    '- {a: b, # c\n   d: e, # f\n  }\n',
  ],
  [
    'remove the last in flow, bracket behind a comment',
    '- {a: b, # c\n   x: 1}\n',
    (v) => delete v[0].x,
    '- {a: b # c\n   }\n',
  ],
  [
    'exchange the last in flow of lines, comment before it',
    '- {a: b,\n   c: d, # e\n   x: 1\n  }\n',
    (v) => {
      delete v[0].x
      v[0].z = 2
    },
    '- {a: b,\n   c: d, # e\n   z: 2\n  }\n',
  ],
  ['add to the empty mapping', 'm: {}\n', (v) => (v.m.x = 'z'), 'm: {x: z}\n'],
  [
    'add in dense JSON',
    '{"a":{"b":[]}}',
    (v) => (v.a.x = { z: null }),
    '{"a":{"b":[],"x":{"z":null}}}',
  ],
  ['remove', 'a: b # c\n# d\ne:\n  f: g # h\ni: j\n', (v) => delete v.e, 'a: b # c\n# d\ni: j\n'],
  ['remove the first of a list entry', '- a: b # c\n  d: e\n', (v) => delete v[0].a, '- d: e\n'],
  [
    'remove the first, comment behind',
    '- a: b\n  # c\n  d: e\n',
    (v) => delete v[0].a,
    '- # c\n  d: e\n',
  ],
  ['remove the only one', 'm: # c\n  a: b # d\ne: f\n', (v) => delete v.m.a, 'm: {} # c\ne: f\n'],
  ['remove the only one of a list entry', '- a: b\n- c\n', (v) => delete v[0].a, '- {}\n- c\n'],
  ['remove in flow', 'm: {a: b, c: d}\n', (v) => delete v.m.a, 'm: {c: d}\n'],
  [
    'remove from JSON of lines',
    '{\n  "a": 1,\n  "b": 2\n}\n',
    (v) => delete v.b,
    '{\n  "a": 1\n}\n',
  ],
  ['remove what a merge brings in', 'a: &x {b: c}\nd:\n  <<: *x\n', (v) => delete v.d.b, undefined],
  ['undefined is absent', 'a: b\nc: d\n', (v) => (v.c = undefined), 'a: b\n'],
  ['remove the first under masked blanks', '    a: b\n    c: d', (v) => delete v.a, '    c: d'],
  ['replace all', '- a: b\n  c: d\n- e\n', (v) => (v[0] = { x: 1 }), '- x: 1\n- e\n'],
]

test.each(set)('set: %s', (_name, before, change, after) => {
  expect(edited(before, change)).toBe(after)
})

test.each(lists)('lists: %s', (_name, before, change, after) => {
  expect(edited(before, change)).toBe(after)
})

test.each(keys)('keys: %s', (_name, before, change, after) => {
  expect(edited(before, change)).toBe(after)
})

test.each([
  ['added', 'a: b', { a: 'b', x: 'y\nz\n' }, 'a: b\nx: |\n  "y"\n  z\n'.replace('"y"', 'y')],
  ['bared', 'a: |\n  x\nb: c', { a: 'x\n' }, 'a: |\n  x\n'],
  ['stripped', 'a: |-\n  x\nb: c', { a: 'x' }, 'a: |-\n  x'],
  ['with a comment behind', 'b: c\na: |\n  x\n# d', { a: 'x\n' }, 'a: |\n  x\n# d'],
  ['there before', 'b: c\na: |\n  x', { a: 'x\n', b: 'd' }, 'b: d\na: |\n  x'],
])('a literal at the end without a line end: %s', (_name, before, after, text) => {
  const parsed = parseText(before)
  const old = parsed.value as { a: string }
  const same = after.a.trim() === old.a.trim() ? { ...after, a: old.a } : after
  expect(editText(parsed, same)).toBe(text)
})

test('the input is not changed, and frozen values are taken', () => {
  const parsed = parseText('a: [b]\n')
  const after = Object.freeze({ a: Object.freeze(['b', 'c']) })
  expect(editText(parsed, after)).toBe('a: [b, c]\n')
  expect(editText(parsed, after)).toBe('a: [b, c]\n')
  expect(parsed.value).toEqual({ a: ['b'] })
})

test('values without a prototype are values', () => {
  const after = Object.assign(Object.create(null), { a: 1, b: 2 })
  expect(editText(parseText('a: 1\n'), after)).toBe('a: 1\nb: 2\n')
})
