import fc from 'fast-check'
import { placeBefore } from './place-before.ts'

const files = (text: string) => new Map([['a', text]])

test.each([
  ['r:\n- a\nn: x\n', 'r:\n- a\n- b\nn: x\n', 4, 3],
  ['r:\n- a\nn: x\n', 'r:\n- a\n- b\nn: x\n', 1, 1],
  ['r:\n- a\nn: x\n', 'r:\n- a\n- b\nn: x\n', 3, 2],
  ['r:\n- a\n- b\nn: x\n', 'r:\n- a\nn: x\n', 3, 4],
  ['{r: [a],\nn: x}\n', '{r: [a, b],\nn: x}\n', 2, 2],
  ['{r: [a], n: x}', '{r: [a, b], n: x}', 1, 1],
])('%j, then %j: line %d was line %d', (before, after, line, was) => {
  expect(placeBefore(files(before), files(after), { path: 'a', line })).toEqual({
    path: 'a',
    line: was,
  })
})

test('A file that is new keeps its lines', () => {
  expect(placeBefore(new Map(), files('a\n'), { path: 'a', line: 2 }).line).toBe(2)
})

test('Every line beside one insertion keeps its text', () => {
  const lines = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/))
  fc.assert(
    fc.property(lines, lines, fc.nat(), (own, others, at) => {
      const added = others.filter((each) => !own.includes(each))
      const position = at % (own.length + 1)
      const after = [...own.slice(0, position), ...added, ...own.slice(position)]
      own.forEach((text, index) => {
        const place = { path: 'a', line: after.indexOf(text) + 1 }
        const was = placeBefore(files(own.join('\n')), files(after.join('\n')), place)
        expect(was.line).toBe(index + 1)
      })
    }),
  )
})
