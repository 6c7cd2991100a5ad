import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn, packageAt } from '../../testdata/package-files.ts'
import { checkPackage, renderPackage, wantedPaths } from '../run/package.ts'
import { folderWith, removeFolders, withoutPrivilege } from './folder-fixture.ts'
import { readPackage } from './folder-read.ts'

afterAll(removeFolders)

const multi = { securityProfile: 'multi-tenant' } as const
const original = filesIn('testdata/repositories/four-versions')
const { changes } = renderPackage(packageAt(original, ''), multi)
const locked = Object.fromEntries([...original, ...(changes as ReadonlyMap<string, string>)])

type Tree = Readonly<Record<string, string>>

const lockedWith = (files: Tree) => folderWith({ '.git/HEAD': '', ...locked, ...files })

/** The files that `check` refuses since they are not read, with what it says; `prepare` does what takes more than texts. */
function refused(files: Tree, prepare = (_root: string) => {}) {
  const root = lockedWith(files)
  prepare(root)
  const report = checkPackage(readPackage([root], wantedPaths).input, multi)
  const unread = report.results.filter(({ tags }) => tags?.['rule'] === 'file-unread')
  expect(report.passed).toBe(unread.length === 0)
  return unread.map(({ file, message }) => `${file?.path}: ${message}`)
}

const file = 'a: 1\n'
const sync = 'clusters/dev/flux-system/gotk-sync.yaml'
const packages = 'clusters/dev/node_modules'
const github = 'clusters/dev/.github/deploy/x.yaml'
const isTaken = 'Flux takes this file, and it is not read here: '
const leave = '`.sourceignore` must leave it out, or it must be elsewhere.'
const withIgnore = (text: string): Tree => ({
  [sync]: (locked[sync] as string).replace('  interval: 1m0s\n  ref', `  ignore: '${text}'\n  ref`),
})
const list = 'clusters/dev/flux-system/kustomization.yaml'
const patched = (operation: string): Tree => ({
  [list]: `${locked[list]}patches:\n- target: {kind: GitRepository}\n  patch: |\n    - ${operation}\n`,
})
const stray = (path: string): Tree => ({
  'docs/kustomization.yaml': `patches:\n- path: ../${path}\n`,
})
const evilSync = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: actions, namespace: flux-system}
spec:
  serviceAccountName: kustomize-controller
  path: ./.github
  sourceRef: {kind: GitRepository, name: flux-system}
`
const notByDefault =
  'source-controller leaves it out by default, and no longer where any `.sourceignore` or `spec.ignore` has a pattern.'

test.each<[string, Tree, string]>([
  [
    'packages of npm, once',
    { [`${packages}/p/deep/x.yaml`]: file, [`${packages}/q/y.yml`]: file },
    `${packages}/p/deep/x.yaml: ${isTaken}"${packages}" holds packages of npm. ${leave}`,
  ],
  [
    'packages of npm behind files that Flux does not take',
    { [`${packages}/.github/a.yaml`]: file, [`${packages}/z.yaml`]: file },
    `${packages}/z.yaml: ${isTaken}"${packages}" holds packages of npm. ${leave}`,
  ],
  [
    'packages of npm of which one is read for another kustomization',
    { [`${packages}/a.yaml`]: file, [`${packages}/z.yaml`]: file, ...stray(`${packages}/a.yaml`) },
    `${packages}/z.yaml: ${isTaken}"${packages}" holds packages of npm. ${leave}`,
  ],
  [
    'a folder that .krmignore leaves out, once',
    {
      '.krmignore': 'more/\n',
      'clusters/dev/more/a/b.yaml': file,
      'clusters/dev/more/c.yaml': file,
    },
    `clusters/dev/more/a/b.yaml: ${isTaken}\`.krmignore\` leaves out "clusters/dev/more". ${leave}`,
  ],
  [
    'a file that .krmignore leaves out',
    { 'clusters/.krmignore': 'x.*\n', 'clusters/dev/x.yaml': file },
    `clusters/dev/x.yaml: ${isTaken}\`.krmignore\` leaves out "clusters/dev/x.yaml". ${leave}`,
  ],
  [
    'what one of two patterns takes back',
    {
      '.sourceignore': 'more/\n!more/\n',
      '.krmignore': 'more/\n',
      'clusters/dev/more/c.yaml': file,
    },
    `clusters/dev/more/c.yaml: ${isTaken}\`.krmignore\` leaves out "clusters/dev/more". \`!more/\` in \`.sourceignore\` takes it: a later pattern must leave it out, or it must be elsewhere.`,
  ],
  [
    'a default of source-controller where the repository has a pattern',
    { 'docs/.sourceignore': '*.png\n', [github]: file },
    `${github}: ${isTaken}${notByDefault} ${leave}`,
  ],
  [
    'such a default where a byte order mark is a pattern',
    { '.sourceignore': '\ufeff\n', [github]: file },
    `${github}: ${isTaken}${notByDefault} ${leave}`,
  ],
  [
    'what the last line takes back, whose line feed is missing',
    {
      '.sourceignore': 'more/\n!more/\r',
      '.krmignore': 'more/\n',
      'clusters/dev/more/c.yaml': file,
    },
    `clusters/dev/more/c.yaml: ${isTaken}\`.krmignore\` leaves out "clusters/dev/more". \`!more/\` in \`.sourceignore\` takes it: a later pattern must leave it out, or it must be elsewhere.`,
  ],
  [
    'such a default where the source has a pattern',
    { ...withIgnore('docs/'), 'clusters/dev/.sops.yaml': file },
    `clusters/dev/.sops.yaml: ${isTaken}${notByDefault} ${leave}`,
  ],
  [
    'such a default that the source takes back, though another kustomization reads it',
    { ...withIgnore('!.github'), [github]: file, ...stray(github) },
    `${github}: ${isTaken}source-controller leaves out "clusters/dev/.github" by default. \`!.github\` in \`spec.ignore\` takes it: a later pattern must leave it out, or it must be elsewhere.`,
  ],
  [
    'such a default where a patch gives the source a pattern',
    { ...patched('{op: add, path: /spec/ignore, value: "*.png"}'), [github]: file },
    `${github}: ${isTaken}${notByDefault} ${leave}`,
  ],
  [
    'such a folder that is applied by itself',
    {
      '.sourceignore': '!.github/\n',
      '.github/x.yaml': file,
      'clusters/dev/actions.yaml': evilSync,
    },
    `.github/x.yaml: ${isTaken}source-controller leaves out ".github" by default. \`!.github/\` in \`.sourceignore\` takes it: a later pattern must leave it out, or it must be elsewhere.`,
  ],
  [
    '.sourceignore whatever .krmignore says of it',
    { '.krmignore': '.sourceignore\n', '.sourceignore': '!.github/\n', [github]: file },
    `${github}: ${isTaken}source-controller leaves out "clusters/dev/.github" by default. \`!.github/\` in \`.sourceignore\` takes it: a later pattern must leave it out, or it must be elsewhere.`,
  ],
])('%s', (_, files, expected) => {
  expect(refused(files)).toEqual([expected])
})

test.each<[string, Tree]>([
  [
    'is outside of what Flux applies',
    { 'node_modules/p/x.yaml': file, '.krmignore': 'docs\n', 'docs/x.yaml': file },
  ],
  [
    'lies where a kustomization says what is taken',
    { 'clusters/dev/flux-system/node_modules/p/x.yaml': file },
  ],
  ['is no YAML', { [`${packages}/p/x.json`]: '{}' }],
  ['source-controller leaves out by default', { [github]: file, 'clusters/dev/.sops.yaml': file }],
  ['it leaves out beside comments', { '.sourceignore': '# docs/\n\n', [github]: file }],
  [
    '.sourceignore leaves out too',
    { '.sourceignore': 'node_modules/\n', [`${packages}/x.yaml`]: file },
  ],
  ['its source leaves out too', { ...withIgnore('node_modules/'), [`${packages}/x.yaml`]: file }],
  ['a later pattern leaves out', { '.sourceignore': '!*.yaml\n.github\n', [github]: file }],
  [
    'a folder of Git holds',
    { '.krmignore': 'more/\n', 'clusters/dev/more/.git/refs/heads/fix.yaml': file },
  ],
  [
    'another .sourceignore holds',
    { '.krmignore': 'more/\n', 'clusters/dev/more/.sourceignore': '*' },
  ],
])('nothing is told of what %s', (_, files) => {
  expect(refused(files)).toEqual([])
})

test.each(['.krmignore', 'node_modules', '.github'])(
  'what is not read in %s is gathered where a kustomization is left out',
  (name) => {
    const inside = name === '.krmignore' ? 'x.yaml' : `${name}/x.yaml`
    const files: Tree = {
      '.sourceignore': 'clusters/dev/more/kustomization.yaml\n',
      'clusters/dev/more/kustomization.yaml': 'resources: []\n',
      [`clusters/dev/more/${inside}`]: file,
      ...(name === '.krmignore' && { '.krmignore': 'x.yaml\n' }),
    }
    const root = lockedWith(files)
    const { results, passed } = checkPackage(readPackage([root], wantedPaths).input, multi)
    expect(passed).toBe(false)
    expect(results.map(({ tags }) => tags?.['rule'])).toContain('not-built')
  },
)

test('a link that is passed over is in no artifact', () => {
  const link = (root: string) => symlinkSync('x.json', join(root, 'clusters/dev/more/x.yaml'))
  expect(refused({ '.krmignore': 'more/\n', 'clusters/dev/more/x.json': '{}' }, link)).toEqual([])
})

test('a link among what Flux gathers is in no artifact, and missed where a kustomization names it', () => {
  const link = (root: string) => symlinkSync('x.json', join(root, 'clusters/dev/more/x.yaml'))
  const more = { 'clusters/dev/more/x.json': '{}' }
  expect(refused(more, link)).toEqual([])
  const root = lockedWith({
    ...more,
    'clusters/dev/more/kustomization.yaml': 'resources: [x.yaml]\n',
  })
  link(root)
  expect(checkPackage(readPackage([root], wantedPaths).input, multi).passed).toBe(false)
})

test('a name that is not UTF-8 is told where Flux gathers it, and stops nothing elsewhere', () => {
  const name = Buffer.from([0x63, 0x61, 0x66, 0xe9])
  const write = (folder: string) => (root: string) => {
    const at = Buffer.concat([Buffer.from(`${root}/${folder}/`), name])
    mkdirSync(at)
    writeFileSync(Buffer.concat([at, Buffer.from('.yaml')]), file)
  }
  expect(refused({ 'docs/a.md': '' }, write('docs'))).toEqual([])
  const told = refused({}, write('clusters/dev'))
  expect(told).toHaveLength(2)
  for (const each of told) expect(each).toContain('its name is not UTF-8')
})

test('a .sourceignore that cannot be read hides what Flux takes', () => {
  const link = (root: string) => symlinkSync('ignore.txt', join(root, '.sourceignore'))
  expect(refused({ 'ignore.txt': '!.github/\n' }, link)).toEqual([
    ".sourceignore: What Flux takes depends on this file, and it cannot be read here: it is a symbolic link, which Flux's artifacts do not hold.",
  ])
})

test('a folder that is passed over and lets nobody in stands for what is in it', () => {
  const files = { '.krmignore': 'data/\n', 'clusters/dev/data/x/y.yaml': file }
  const root = lockedWith(files)
  chmodSync(join(root, 'clusters/dev/data/x'), 0)
  const { input } = withoutPrivilege(root, () => readPackage([root], wantedPaths))
  expect([...(input.leftOut ?? [])]).toEqual([
    ['clusters/dev/data/x', '`.krmignore` leaves out "clusters/dev/data"'],
  ])
})
