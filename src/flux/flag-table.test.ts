import { readdirSync, readFileSync } from 'node:fs'
import { type ControllerName, controllerNames } from './controllers.ts'
import { type FlagType, flagSupport, flags } from './flags.ts'
import { knownVersion } from './version.ts'

/** What `--help` of real controllers printed: `<controller>-<version>.txt`, a name and a type on each line. */
const helpTexts = readdirSync('testdata/flux-help')

/** Types that pflag's usage text calls otherwise. */
const printedTypes: Partial<Record<FlagType, string>> = { int64: 'int', stringSlice: 'strings' }

test.each(helpTexts)('the table has the flags of %s, and no others', (file) => {
  const [, controller = '', version = ''] = /^(.*)-(v[\d.]+)\.txt$/.exec(file) ?? []
  const printed = readFileSync(`testdata/flux-help/${file}`, 'utf8').trim().split('\n')
  const known = [...flags.keys()].flatMap((name) => {
    const support = flagSupport(controller as ControllerName, knownVersion(version), name)
    return support.kind === 'known' ? [`${name} ${printedTypes[support.type] ?? support.type}`] : []
  })
  expect(known).toEqual(printed.sort((a, b) => (a < b ? -1 : 1)))
})

test('the help texts are of all controllers but source-watcher', () => {
  const named = controllerNames.filter((name) => helpTexts.some((file) => file.startsWith(name)))
  expect(named).toEqual(controllerNames.filter((name) => name !== 'source-watcher'))
})
