import fc from 'fast-check'
import { readArguments } from './arguments.ts'

const kc = 'kustomize-controller'

describe('against a second reading of the rules of pflag', () => {
  const booleans = ['no-remote-bases', 'watch-all-namespaces', 'enable-leader-election']
  const others = ['log-level', 'concurrent', 'requeue-dependency', 'feature-gates', 'kube-api-qps']

  const value = fc.oneof(
    fc.constantFrom('true', 'false', '', '--', '-', '--log-level=x', 'a=b', '-x', '--concurrent'),
    fc.stringMatching(/^[a-z0-9=,.-]{0,6}$/),
  )
  const name = fc.constantFrom(...booleans, ...others, 'no-such-flag')
  const entry = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(name, value).map(([flag, text]) => `--${flag}=${text}`) },
    { weight: 4, arbitrary: name.map((flag) => `--${flag}`) },
    { weight: 1, arbitrary: value },
  )

  /** Eats the list from the front and writes down what it saw, as text. */
  function oracle(list: string[]): string[] {
    const seen: string[] = []
    while (list.length > 0) {
      const head = list.shift() as string
      if (head === '--') return [...seen, `stop at ${list.length} from the end`]
      if (!/^-./s.test(head)) continue
      const long = /^--([^-=][^=]*)(=(.*))?$/s.exec(head)
      if (!long || long[1] === 'help') return [...seen, 'exit']
      if (long[2] !== undefined) seen.push(`${long[1]} is ${long[3]}`)
      else if (booleans.includes(`${long[1]}`)) seen.push(`${long[1]} is true`)
      else if (!others.includes(`${long[1]}`)) seen.push(`${long[1]} is `)
      else if (list.length === 0) return [...seen, 'exit']
      else seen.push(`${long[1]} is ${list.shift()}`)
    }
    return seen
  }

  test('finds the same flags, terminator and failures, wherever command ends', () => {
    const input = fc.tuple(fc.array(entry, { maxLength: 8 }), fc.nat({ max: 8 }), fc.boolean())
    const check = ([entries, cut, hasCommand]: [string[], number, boolean]) => {
      const command = hasCommand ? [kc, ...entries.slice(0, cut)] : []
      const args = hasCommand ? entries.slice(cut) : entries
      const read = readArguments({ command, args }, kc)
      const seen = read.occurrences.map((found) => `${found.name} is ${found.value}`)
      if (read.problem !== undefined) seen.push('exit')
      if (read.terminator) {
        const { field, index } = read.terminator
        const position = field === 'command' ? index - 1 : entries.length - args.length + index
        seen.push(`stop at ${entries.length - 1 - position} from the end`)
      }
      expect(seen).toEqual(oracle([...entries]))
      for (const { field, index, name: found, valueEntry, value: text } of read.occurrences) {
        const lists = { command, args }
        expect(lists[field][index]).toMatch(`--${found}`)
        const held = lists[valueEntry.field][valueEntry.index]
        if (text !== 'true') expect(held?.endsWith(text)).toBe(true)
      }
    }
    fc.assert(fc.property(input, check), { numRuns: 2000 })
  })

  test('reading never changes the container', () => {
    const container = Object.freeze({ args: Object.freeze(['--log-level', 'info', '--', 'x']) })
    expect(() => readArguments(container, kc)).not.toThrow()
  })
})
