import { parseCommand } from './args.ts'
import { commandNames, commands } from './commands.ts'
import { completeCommand, completionAnswer } from './complete.ts'
import { shells } from './completion-scripts.ts'
import { inputsWith } from './inputs-fixture.ts'
import { options } from './options.ts'
import { runCommand } from './run-command.ts'
import { topics } from './topics.ts'

/** What is offered for the last word of a line; one that ends with a blank has an empty last word. */
function offered(line: string) {
  const lines = completionAnswer(line.split(' ')).split('\n')
  expect(lines.pop()).toBe('')
  const directive = lines.pop()
  return { words: lines.map((each) => each.split('\t')[0]), directive }
}

const none = { words: [], directive: ':4' }
const files = { words: [], directive: ':0' }
const configurations = { words: ['yaml', 'yml', 'json'], directive: ':8' }

test.each([
  ['', { words: [...commandNames, 'help'], directive: ':4' }],
  ['re', { words: ['render'], directive: ':4' }],
  ['help ', { words: commandNames, directive: ':4' }],
  ['help c', { words: ['check', 'completion'], directive: ':4' }],
  ['help check ', none],
  ['nonsense ', none],
  ['constructor ', none],
  ['-', { words: ['--config', '--security-profile', '--help', '--version'], directive: ':4' }],
  ['nonsense -', { words: ['--help', '--version'], directive: ':4' }],
  ['check --o', { words: ['--output'], directive: ':4' }],
  [
    'check -',
    {
      words: ['--config', '--security-profile', '--output', '--help', '--version'],
      directive: ':4',
    },
  ],
  [
    'check --output json --',
    { words: ['--config', '--security-profile', '--help', '--version'], directive: ':4' },
  ],
  ['check --output=json --o', none],
  ['check --output ', { words: ['text', 'json'], directive: ':4' }],
  ['check --output j', { words: ['json'], directive: ':4' }],
  ['check --output=', { words: ['text', 'json'], directive: ':4' }],
  ['check --output=j', { words: ['json'], directive: ':4' }],
  ['--security-profile m', { words: ['multi-tenant'], directive: ':4' }],
  ['check --config ', configurations],
  ['check --config a/b', configurations],
  ['check --config=a', configurations],
  ['check --dry-run=', none],
  ['check --toString=', none],
  ['check ', files],
  ['check a ', files],
  ['render --dry-run clusters/', files],
  ['render -- -', files],
  ['fn ', none],
  ['explain ', { words: [...topics.map(({ name }) => name), 'tenant'], directive: ':4' }],
  ['explain no-remote-b', { words: ['no-remote-bases'], directive: ':4' }],
  ['explain rules ', none],
  ['explain tenant ', none],
  ['explain tenant team-a ', files],
  ['completion ', { words: shells, directive: ':4' }],
  ['completion bash ', none],
])('`flux-tenancy %s`', (line, expected) => {
  expect(offered(line)).toEqual(expected)
})

test('nothing at all is an empty word', () => {
  expect(completionAnswer([])).toBe(completionAnswer(['']))
})

test('each candidate is a line with what help says of it', () => {
  expect(completionAnswer(['check', '--out'])).toBe(`--output\t${options.output.summary}\n:4\n`)
  expect(completionAnswer(['rend'])).toBe(`render\t${commands.render.summary}\n:4\n`)
  for (const line of [...commandNames, 'explain n'].map((name) => `${name} -`.split(' '))) {
    expect(completionAnswer(line)).not.toMatch(/\n\n|\t[^\n]*\t/)
  }
})

test.each(commandNames)('every option that is offered for `%s` is taken', (name) => {
  const argument = {
    render: ['a'],
    check: ['a'],
    explain: ['tenant', 'a'],
    completion: ['bash'],
    fn: [],
  }[name]
  const { words } = offered(`${name} -`)
  expect(words.length).toBe(commands[name].options.length + 2)
  for (const word of words.map((each = '') => each)) {
    const [value] = offered(`${name} ${word} `).words
    expect(() => parseCommand([name, ...argument, word])).not.toThrow(/has no option|Unknown/)
    const typed = value === undefined || !word ? [word] : [word, value]
    expect(() => parseCommand([name, ...typed, ...argument])).not.toThrow()
  }
})

test('the command answers it whatever the line is, and reads nothing', async () => {
  const line = [completeCommand, 'check', '--help', '--outp']
  expect(await runCommand(line, inputsWith())).toEqual({
    ...{ stdout: completionAnswer(line.slice(1)), stderr: '', exitCode: 0 },
  })
})

test.each(shells)('the script of %s asks the program and evaluates nothing', async (shell) => {
  const { stdout, exitCode } = await runCommand(['completion', shell], inputsWith())
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`flux-tenancy ${completeCommand} `)
  expect(stdout).not.toContain('eval')
})

test.each([
  ['completion', '`completion` must be given one shell, bash, zsh or fish.'],
  [
    'completion bsh',
    '`completion` must be given one shell, bash, zsh or fish, and "bsh" is none, did you mean "bash"?',
  ],
  ['completion tcl', '`completion` must be given one shell, bash, zsh or fish, and "tcl" is none.'],
  [
    'completion bash zsh',
    '`completion` must be given one shell, bash, zsh or fish, and "zsh" is a second one.',
  ],
])('`flux-tenancy %s` is refused', (line, sentence) => {
  expect(() => parseCommand(line.split(' '))).toThrow(new Error(sentence))
})
