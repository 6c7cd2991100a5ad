// Applies the committed diffs of src/tools/mutations one at a time, each breaking one promise of the code,
// and fails if the tests still pass. Works on a copy: the checkout is never touched.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const mutations = resolve('src/tools/mutations')
const names = readdirSync(mutations).filter((name) => name.endsWith('.diff'))
if (names.length < 10) throw new Error(`There must be ten mutations or more, not ${names.length}.`)

const copy = mkdtempSync(join(tmpdir(), 'flux-tenancy-mutate-'))
try {
  const listed = execFileSync('git', [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ])
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    cpSync(file, join(copy, file), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))

  const survivors = names.filter((name) => !isKilled(name))
  console.log(
    `${names.length - survivors.length} of ${names.length} mutations were found by the tests.`,
  )
  if (survivors.length > 0) process.exitCode = 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

/** True if the tests fail with the mutation applied; a diff that no longer applies is an error. */
function isKilled(name) {
  const apply = (...args) =>
    execFileSync('git', ['apply', ...args, join(mutations, name)], { cwd: copy, stdio: 'inherit' })
  apply()
  const jest = resolve(dirname('node_modules/jest/bin/jest.js'), 'jest.js')
  const { status } = spawnSync(process.execPath, [jest, '--bail', '--silent', '--ci'], {
    cwd: copy,
  })
  apply('--reverse')
  console.log(`${status === 0 ? 'SURVIVED' : 'found   '}  ${name}`)
  return status !== 0
}
