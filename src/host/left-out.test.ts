import { filesIn, packageAt } from '../../testdata/package-files.ts'
import { checkPackage, renderPackage } from '../run/package.ts'
import { folderWith, removeFolders } from './folder-fixture.ts'
import { readPackage } from './folder-read.ts'

afterAll(removeFolders)

const multi = { securityProfile: 'multi-tenant' } as const
const original = filesIn('testdata/repositories/four-versions')
const { changes } = renderPackage(packageAt(original, ''), multi)
const locked = Object.fromEntries([...original, ...(changes as ReadonlyMap<string, string>)])

/** What `check` tells of files that Flux takes and that are not read, by path. */
function untold(files: Readonly<Record<string, string>>) {
  const root = folderWith({ '.git/HEAD': '', ...locked, ...files })
  const report = checkPackage(readPackage([root], () => []).input, multi)
  const unread = report.results.filter(({ tags }) => tags?.['rule'] === 'file-unread')
  expect(unread.filter(({ severity }) => severity !== 'error')).toEqual([])
  expect(report.passed).toBe(unread.length === 0)
  return unread.map(({ file, message }) => [file?.path, message])
}

const file = 'a: 1\n'
const sync = 'clusters/dev/flux-system/gotk-sync.yaml'
const inside = 'clusters/dev/node_modules/p/deep/x.yaml'
const github = 'clusters/dev/.github/deploy/x.yaml'
const message = (reason: string, remedy = '`.sourceignore` must leave it out') =>
  `Flux takes this file, and it is not read here: ${reason}. It must be elsewhere, or ${remedy}.`
const back = (path: string) =>
  message(
    `source-controller leaves out "${path}" by default`,
    'no pattern with `!` must take it back',
  )

test.each<[string, Readonly<Record<string, string>>, readonly (readonly [string, string])[]]>([
  [
    'packages of npm, once',
    { [inside]: file, 'clusters/dev/node_modules/q/y.yml': file },
    [[inside, message('"clusters/dev/node_modules" holds packages of npm')]],
  ],
  [
    'a folder that .krmignore leaves out, once',
    {
      '.krmignore': 'more/\n',
      'clusters/dev/more/a/b.yaml': file,
      'clusters/dev/more/c.yaml': file,
    },
    [['clusters/dev/more/a/b.yaml', message('`.krmignore` leaves out "clusters/dev/more"')]],
  ],
  [
    'a file that .krmignore leaves out',
    { 'clusters/.krmignore': 'x.*\n', 'clusters/dev/x.yaml': file },
    [['clusters/dev/x.yaml', message('`.krmignore` leaves out "clusters/dev/x.yaml"')]],
  ],
  [
    'a folder of its own that .sourceignore takes back',
    { '.sourceignore': '!.github/\n', [github]: file },
    [[github, back('clusters/dev/.github')]],
  ],
  [
    'a file below such a folder that .sourceignore takes back',
    { 'clusters/dev/.sourceignore': '/*\n!/.github/deploy/*.yaml\n', [github]: file },
    [[github, back('clusters/dev/.github')]],
  ],
  [
    'a folder of its own that the source takes back',
    {
      [sync]: (locked[sync] as string).replace(
        '  interval: 1m0s\n  ref',
        "  ignore: '!.github'\n  ref",
      ),
      [github]: file,
    },
    [[github, back('clusters/dev/.github')]],
  ],
  [
    'a name of its own that .sourceignore takes back',
    { '.sourceignore': '!*.yaml\n', 'clusters/dev/.sops.yaml': file },
    [['clusters/dev/.sops.yaml', back('clusters/dev/.sops.yaml')]],
  ],
])('%s', (_, files, expected) => {
  expect(untold(files)).toEqual(expected)
})

test.each<[string, Readonly<Record<string, string>>]>([
  [
    'is outside of what Flux applies',
    { 'node_modules/p/x.yaml': file, '.krmignore': 'docs\n', 'docs/x.yaml': file },
  ],
  [
    'lies where a kustomization says what is taken',
    { 'clusters/dev/flux-system/node_modules/p/x.yaml': file },
  ],
  ['is no YAML', { 'clusters/dev/node_modules/p/x.json': '{}' }],
  ['source-controller leaves out', { [github]: file, 'clusters/dev/.sops.yaml': file }],
  ['.sourceignore leaves out too', { '.sourceignore': 'node_modules/\n', [inside]: file }],
  ['no pattern takes back', { '.sourceignore': '!/clusters/prod\n!*.json\n', [github]: file }],
])('nothing is told of what %s', (_, files) => {
  expect(untold(files)).toEqual([])
})
