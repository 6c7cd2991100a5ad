import { type Arguments, countingOccurrences, effectiveValue, readArguments } from './arguments.ts'

const kc = 'kustomize-controller'

/** `name=value` of each occurrence, with the index of its entry in front. */
function told({ occurrences }: Arguments): string[] {
  return occurrences.map(
    ({ name, value, index, entries }) => `${index}/${entries} ${name}=${value}`,
  )
}

test.each([
  ['a value after =', ['--log-level=info'], ['0/1 log-level=info']],
  ['a value with =', ['--watch-label-selector=a=b'], ['0/1 watch-label-selector=a=b']],
  ['an empty value', ['--events-addr='], ['0/1 events-addr=']],
  ['a value as its own entry', ['--log-level', 'info'], ['0/2 log-level=info']],
  ['a bare boolean', ['--no-remote-bases'], ['0/1 no-remote-bases=true']],
  [
    'a boolean does not take the next entry',
    ['--no-remote-bases', 'false', '--log-level=info'],
    ['0/1 no-remote-bases=true', '2/1 log-level=info'],
  ],
  [
    'a value that looks like a flag',
    ['--default-service-account', '--no-remote-bases=true'],
    ['0/2 default-service-account=--no-remote-bases=true'],
  ],
  [
    'a value that looks like the terminator',
    ['--log-level', '--', '--no-remote-bases'],
    ['0/2 log-level=--', '2/1 no-remote-bases=true'],
  ],
  ['an empty entry as value', ['--default-service-account', ''], ['0/2 default-service-account=']],
  [
    'repeats stay, in order',
    ['--concurrent=1', '--concurrent', '2', '--concurrent=3'],
    ['0/1 concurrent=1', '1/2 concurrent=2', '3/1 concurrent=3'],
  ],
  ['positionals do not count', ['x', '', '-', 'a=b', '--concurrent=1'], ['4/1 concurrent=1']],
  [
    'a flag in no table stands alone',
    ['--new-flag', '--concurrent=1'],
    ['0/1 new-flag=', '1/1 concurrent=1'],
  ],
  ['names keep their case', ['--receiverAddr', ':80'], ['0/2 receiverAddr=:80']],
  ['a doubled dollar sign', ['--log-level=$$(X)'], ['0/1 log-level=$(X)']],
  ['no arguments', [], []],
])('%s', (_, args, expected) => {
  const read = readArguments({ args }, kc)
  expect(told(read)).toEqual(expected)
  expect(read).toMatchObject({ problem: undefined, terminator: undefined, opaque: [] })
})

test('nothing after a bare -- is a flag', () => {
  const args = ['--concurrent=1', '--', '--concurrent=2', '-x', '--']
  const read = readArguments({ args }, kc)
  expect(told(read)).toEqual(['0/1 concurrent=1'])
  expect(read.terminator).toEqual({ field: 'args', index: 1 })
  expect(read.problem).toBeUndefined()
})

test('only a bare flag in no table may take the next entry', () => {
  const args = ['--new-flag', '--new-flag=x', '--no-remote-bases', '--log-level', 'info']
  const { occurrences } = readArguments({ args }, kc)
  expect(occurrences.map(({ mayTakeNext }) => mayTakeNext)).toEqual([true, false, false, false])
})

describe('a bare flag in no table', () => {
  const sureOf = (args: readonly string[]) => {
    const { occurrences, possible } = readArguments({ args }, kc)
    return [
      ...occurrences.map(({ name, isSure }) => `${name} ${isSure ? 'sure' : 'unsure'}`),
      ...possible.map(({ name, isSure }) => `${name} ${isSure ? 'sure' : 'possible'}`),
    ]
  }
  test.each([
    [
      'takes nothing if it has a value',
      ['--new=x', '--concurrent=1'],
      ['new sure', 'concurrent sure'],
    ],
    ['may take a flag', ['--new', '--concurrent=1'], ['new sure', 'concurrent unsure']],
    ['may take a word', ['--new', 'x', '--concurrent=1'], ['new sure', 'concurrent sure']],
    [
      'may take a flag, and what that takes is then a flag',
      ['--new', '--log-level', '--no-remote-bases', '--concurrent=1'],
      ['new sure', 'log-level unsure', 'concurrent sure', 'no-remote-bases possible'],
    ],
    [
      'may take the terminator',
      ['--concurrent=1', '--new', '--', '--concurrent=2'],
      ['concurrent sure', 'new sure', 'concurrent possible'],
    ],
    [
      'may take another one, which then takes nothing',
      ['--new', '--newer', '--concurrent=1', '--log-json'],
      ['new sure', 'newer unsure', 'concurrent unsure', 'log-json sure'],
    ],
  ])('%s', (_, args, expected) => {
    expect(sureOf(args)).toEqual(expected)
  })

  test.each([
    [['--concurrent=1'], undefined],
    [['--concurrent=1', '--', 'x'], 1],
    [['--concurrent=1', '--new'], 1],
    [['--new', '--newer'], 0],
    [['--new', '--newer', 'x'], undefined],
    [['--new', '--'], 0],
    [['--new', 'x', '--'], 2],
    [['--new', '--', '--'], 0],
    [['--newer=1', '--new', '--concurrent', '1'], undefined],
  ])('a flag that is added to %j stands before entry %s', (args, index) => {
    const { place } = readArguments({ args }, kc)
    expect(place).toEqual(index === undefined ? undefined : { field: 'args', index })
  })

  test('a variable behind it is not passed over, whatever is read', () => {
    const read = readArguments({ args: ['--new', '--', '$(EXTRA)'] }, kc)
    expect(read.opaque).toEqual([{ field: 'args', index: 2 }])
  })

  test('which occurrences may count', () => {
    const counting = (args: readonly string[]) =>
      countingOccurrences(readArguments({ args }, kc), 'concurrent').map((each) => each?.value)
    expect(counting([])).toEqual([undefined])
    expect(counting(['--concurrent=1', '--concurrent=2'])).toEqual(['2'])
    expect(counting(['--concurrent=1', '--new', '--concurrent=2'])).toEqual(['1', '2'])
    expect(counting(['--new', '--concurrent=2'])).toEqual([undefined, '2'])
    expect(counting(['--new', '--concurrent=1', '--concurrent=2'])).toEqual(['2'])
    expect(counting(['--new', '--', '--concurrent=1'])).toEqual([undefined, '1'])
  })
})

test('the last occurrence counts', () => {
  const args = ['--log-level=a', '--concurrent=1', '--log-level', 'b', '--', '--log-level=c']
  const read = readArguments({ args }, kc)
  expect(effectiveValue(read, 'log-level')).toMatchObject({ value: 'b', index: 2, entries: 2 })
  expect(effectiveValue(read, 'level')).toBeUndefined()
})

describe('problems', () => {
  test.each([
    ['-h', 'start with two dashes'],
    ['-log-level=info', 'start with two dashes'],
    ['-no-remote-bases=true', 'start with two dashes'],
    ['---no-remote-bases', 'name a flag'],
    ['--=true', 'name a flag'],
    ['--help', 'prints a text and exits'],
    ['--help=false', 'prints a text and exits'],
    ['--log-level', 'must have a value'],
  ])('%s ends the process', (entry, sentence) => {
    const { problem, occurrences } = readArguments({ args: ['--concurrent=1', entry] }, kc)
    expect(problem).toContain(sentence)
    expect(problem).toMatch(/\.$/)
    expect(occurrences).toHaveLength(1)
  })

  test.each([
    [{ args: ['--a=1', '--b=1', 5] }, "The container's `args[2]` must be a string; quote it."],
    [{ command: [true] }, "The container's `command[0]` must be a string; quote it."],
    [{ args: 'x' }, "The container's `args` must be a list of strings."],
  ])('%j cannot be read', (container, problem) => {
    expect(readArguments(container, kc)).toMatchObject({ problem, occurrences: [] })
  })
})

describe('variables', () => {
  test.each([
    ['--log-level=$(LEVEL)', true],
    ['--log-level=a$(LEVEL)b', true],
    ['--log-level=$$(LEVEL)', false],
    ['--log-level=$(LEVEL', false],
  ])('the value of %s is variable: %s', (entry, isVariable) => {
    const read = readArguments({ args: [entry] }, kc)
    expect(read.occurrences).toMatchObject([{ name: 'log-level', isVariable }])
    expect(read.opaque).toEqual([])
  })

  test('a variable as the value in its own entry', () => {
    const read = readArguments({ args: ['--log-level', '$(LEVEL)'] }, kc)
    expect(read.occurrences).toMatchObject([{ value: '$(LEVEL)', isVariable: true }])
    expect(read.opaque).toEqual([])
  })

  test.each(['$(FLAG)', '$(FLAG)=true', '--$(NAME)=true', '-$(X)', '--no-$(X)', '$(A)$(B)'])(
    '%s may be any flag',
    (entry) => {
      const read = readArguments({ args: [entry, '--concurrent=1'] }, kc)
      expect(read.opaque).toEqual([{ field: 'args', index: 0 }])
      expect(told(read)).toEqual(['1/1 concurrent=1'])
    },
  )

  test.each(['x$(FLAG)', '$$(FLAG)', '$(FLAG', '$()'])('%s is no flag', (entry) => {
    expect(readArguments({ args: [entry] }, kc)).toMatchObject({ opaque: [], occurrences: [] })
  })

  test('behind the terminator a variable is nothing', () => {
    expect(readArguments({ args: ['--', '$(FLAG)'] }, kc).opaque).toEqual([])
  })
})
