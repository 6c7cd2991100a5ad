import { fieldsOf } from '../api/fields.ts'
import { folderWith, removeFolders } from '../host/folder-fixture.ts'
import { scannedFiles } from '../host/folder-scan.ts'
import { commandNames, commands } from './commands.ts'
import { type OptionName, options } from './options.ts'
import { functionHelp, helpText, synopsis } from './usage.ts'

afterAll(removeFolders)

const pages = [
  helpText(),
  ...commandNames.map((name) => helpText(name)),
  functionHelp('FluxTenancy'),
  functionHelp('TenancyCheck'),
]

test('help names every command and every option', () => {
  for (const name of commandNames) expect(helpText()).toContain(synopsis(name))
  for (const name of Object.keys(options)) expect(helpText()).toContain(`--${name}`)
})

test.each(commandNames)(
  'the page of `%s` has its options, notes and examples, and no others',
  (name) => {
    const text = helpText(name)
    const own: readonly OptionName[] = commands[name].options
    for (const option of Object.keys(options) as OptionName[]) {
      expect(text.includes(`  --${option} `)).toBe(own.includes(option))
    }
    for (const example of commands[name].examples) expect(text).toContain(example)
  },
)

test('the page of `render` names what a scan leaves out, and no more', () => {
  const [, leftOut = ''] = /Left out are (.*?);/s.exec(helpText('render')) ?? []
  const named = [...leftOut.matchAll(/`(.*?)`/g)].map(([, name = '']) => name)
  expect(named).toEqual([
    ...['.git', '.github', '.circleci', 'node_modules', '.travis.yml', '.krmignore'],
  ])
  const root = folderWith({
    ...Object.fromEntries(named.slice(0, 4).map((name) => [`${name}/a.yaml`, 'a: 1'])),
    ...{ '.travis.yml': 'a: 1', 'ignored.yaml': 'a: 1', '.krmignore': 'ignored.yaml' },
    ...{ '.hidden/a.yaml': 'a: 1', 'named.yaml': 'a: 1' },
  })
  const paths = scannedFiles(root, '').flatMap(({ path, leftOut }) => (leftOut ? [] : [path]))
  expect(paths).toEqual(['.hidden/a.yaml', 'named.yaml'])
})

test.each([
  ['fn', helpText('fn'), 'FluxTenancy'],
  ['fluxtenancy', functionHelp('FluxTenancy'), 'FluxTenancy'],
  ['tenancycheck', functionHelp('TenancyCheck'), 'TenancyCheck'],
] as const)('the page of `%s` has every field that its configuration can have', (_, text, kind) => {
  const words = text.split(/\s+/).join(' ')
  for (const { path, description, values } of fieldsOf(kind)) {
    expect(text).toMatch(new RegExp(`^ {2}${path} {2,}\\S`, 'm'))
    expect(words).toContain(description)
    if (values) expect(words).toContain(values.join(' or '))
  }
})

test('no line has blanks at its end, and prose is broken', () => {
  for (const line of pages.join('').split('\n')) {
    expect(line).toBe(line.trimEnd())
    if (!/flux-tenancy/.test(line)) expect(line.length).toBeLessThanOrEqual(100)
  }
})

test('the overview', () => {
  expect(helpText()).toMatch(
    /^flux-tenancy development: .*\n\nUsage:\n {2}flux-tenancy fn \[--config FILE\]/,
  )
})
