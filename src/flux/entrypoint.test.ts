import { readArguments } from './arguments.ts'

const kc = 'kustomize-controller'

describe('a command that is not the controller', () => {
  test.each([
    ['args that are a string', { args: '--concurrent=1' }, '`args` must be a list'],
    ['args that are a map', { args: {} }, '`args` must be a list'],
    ['a number', { args: ['--concurrent', 4] }, "The container's `args[1]` must be"],
    ['a boolean', { args: [true] }, "The container's `args[0]` must be"],
    ['null in command', { command: [kc, null] }, "The container's `command[1]` must be"],
    ['a shell', { command: ['sh', '-c', kc] }, 'runs "sh", not kustomize-controller'],
    ['a shell with the flags', { command: ['/bin/sh', '-c'], args: [`${kc} --x`] }, '"/bin/sh"'],
    ['another controller', { command: ['helm-controller'] }, '"helm-controller"'],
    ['another program behind tini', { command: ['/sbin/tini', '--', 'sh'] }, 'behind "/sbin/tini"'],
    ['tini alone', { command: ['tini', '-s'] }, 'behind "tini"'],
    ['a command that is a variable', { command: ['$(BIN)'] }, '"$(BIN)"'],
    ['a program of a similar name', { command: [`not-${kc}`] }, '"not-kustomize-controller"'],
    ['a program that every object names', { command: ['toString', kc] }, 'runs "toString"'],
    ['a debugger', { command: ['dlv', 'exec', kc] }, '"dlv"'],
  ])('%s cannot be read', (_, container, sentence) => {
    const read = readArguments(container, kc)
    expect(read.problem).toContain(sentence)
    expect(read.problem).toMatch(/^[A-Z].*\.$/)
    expect(read.occurrences).toEqual([])
  })
})

describe('command and args are one list', () => {
  const flag = '--concurrent=1'
  const inArgs = { name: 'concurrent', field: 'args', index: 0 }

  test.each([
    ['no command', {}],
    ['null', { command: null }],
    ['an empty command', { command: [] }],
    ['the controller', { command: [kc] }],
    ['its path', { command: [`/usr/local/bin/${kc}`] }],
    ['behind tini', { command: ['/sbin/tini', '--', kc] }],
    ['behind tini without --', { command: ['/sbin/tini', kc] }],
    ['behind tini with options', { command: ['tini', '-s', '-p', 'SIGTERM', '-vv', '--', kc] }],
    ['behind dumb-init', { command: ['/usr/bin/dumb-init', '--rewrite', '15:2', kc] }],
  ])('%s', (_, container) => {
    const read = readArguments({ ...container, args: [flag] }, kc)
    expect(read.problem).toBeUndefined()
    expect(read.terminator).toBeUndefined()
    expect(read.occurrences).toMatchObject([inArgs])
  })

  test('the controller in args, behind tini in command', () => {
    const read = readArguments({ command: ['tini', '--'], args: [kc, flag] }, kc)
    expect(read.occurrences).toMatchObject([{ ...inArgs, index: 1 }])
  })

  test('flags in command stand before those in args', () => {
    const command = ['tini', '--', kc, '--concurrent=2', '--log-level']
    const read = readArguments({ command, args: ['debug', flag] }, kc)
    expect(read.occurrences).toMatchObject([
      { name: 'concurrent', value: '2', field: 'command', index: 3 },
      {
        name: 'log-level',
        value: 'debug',
        field: 'command',
        index: 4,
        entries: 2,
        valueEntry: { field: 'args', index: 0 },
      },
      { name: 'concurrent', value: '1', field: 'args', index: 1 },
    ])
  })

  test('a terminator in command ends args too', () => {
    const read = readArguments({ command: [kc, '--'], args: [flag] }, kc)
    expect(read.terminator).toEqual({ field: 'command', index: 1 })
    expect(read.occurrences).toEqual([])
  })

  test('args alone belong to the entrypoint of the image', () => {
    const read = readArguments({ args: [kc, flag] }, kc)
    expect(read.occurrences).toMatchObject([{ ...inArgs, index: 1 }])
  })
})
