// Applies the committed diffs of src/tools/mutations one at a time, each breaking one promise of the code, and fails if
// the tests still pass. Works on a copy: the checkout is never touched. `npm run mutate -- NAME…` tries only those.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const fewest = 10
const longestMinutes = 5
const mutations = resolve('src/tools/mutations')
const jest = resolve('node_modules/jest/bin/jest.js')
const sequencer = resolve('src/tools/quick-first.mjs')

// jest names files by their real path
const copy = realpathSync(mkdtempSync(join(tmpdir(), 'flux-tenancy-mutate-')))
try {
  tryAll(chosen(process.argv.slice(2)))
} catch (error) {
  console.error(`mutate: ${error.message}`)
  process.exitCode = 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

function tryAll(names) {
  copyCheckout()
  requireApplicable(names)
  const milliseconds = durationsBefore()
  const survivors = names.filter((name) => !isFound(name, milliseconds))
  console.log(`${names.length - survivors.length} of ${names.length} mutations were found.`)
  if (survivors.length > 0) process.exitCode = 1
}

/** The names of all diffs, or those of the command line. */
function chosen(asked) {
  const all = readdirSync(mutations)
    .filter((file) => file.endsWith('.diff'))
    .map((file) => file.slice(0, -'.diff'.length))
  if (all.length < fewest) throw new Error(`There must be ${fewest} mutations, not ${all.length}.`)
  const unknown = asked.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new Error(`There is no mutation "${unknown}".`)
  return asked.length > 0 ? asked : all
}

/** What is in the working tree, uncommitted tests included. */
function copyCheckout() {
  const listed = execFileSync('git', [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ])
  const files = listed.toString().split('\0').filter(Boolean)
  for (const file of files.filter((each) => existsSync(each))) {
    cpSync(file, join(copy, file), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
}

function requireApplicable(names) {
  const stale = names.filter((name) => apply(name, '--check') !== 0)
  if (stale.length === 0) return
  throw new Error(`Diffs must apply to the code, and ${stale.join(', ')} must be mended.`)
}

/** How long each suite takes on the code as it is. Throws if one fails: it would find every mutation. */
function durationsBefore() {
  const report = join(copy, 'report.json')
  const failure = firstFailure('the code as it is', ['--json', `--outputFile=${report}`])
  if (failure)
    throw new Error(`The tests must pass before anything is broken, not fail: ${failure}`)
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  return Object.fromEntries(
    testResults.map(({ name, startTime, endTime }) => [name, endTime - startTime]),
  )
}

/** True if a test fails with the mutation applied. */
function isFound(name, milliseconds) {
  const start = Date.now()
  if (apply(name) !== 0) throw new Error(`"${name}" must apply.`)
  const order = { folders: changedFolders(name), milliseconds }
  const failure = firstFailure(name, ['--bail', `--testSequencer=${sequencer}`], {
    QUICK_FIRST: JSON.stringify(order),
  })
  if (apply(name, '--reverse') !== 0) throw new Error(`"${name}" must come off again.`)
  const seconds = Math.round((Date.now() - start) / 1000)
  console.log(`${failure ? 'found   ' : 'SURVIVED'}  ${name} (${seconds} s)`)
  if (failure) console.log(`          ${failure}`)
  return failure !== undefined
}

function apply(name, ...options) {
  const diff = join(mutations, `${name}.diff`)
  return spawnSync('git', ['apply', ...options, diff], { cwd: copy }).status
}

function changedFolders(name) {
  const diff = readFileSync(join(mutations, `${name}.diff`), 'utf8')
  return [...diff.matchAll(/^\+\+\+ b\/(\S+)/gm)].map(([, path]) => join(copy, dirname(path)))
}

/** The file and title of the first test that fails on `code`; undefined if all pass. Throws where a suite cannot run or end: no promise was judged. */
function firstFailure(code, args, env) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, '--ci', '--silent', '--maxWorkers=100%', ...args],
    {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      maxBuffer: 1 << 28,
      timeout: longestMinutes * 60_000,
    },
  )
  if (status === 0) return undefined
  if (status === null)
    throw new Error(`The tests of ${code} must end in ${longestMinutes} minutes.`)
  const file = /^FAIL (\S+)/m.exec(stderr)?.[1]
  const title = /^ {2}● (?!Test suite failed to run)(.+)$/m.exec(stderr)?.[1]
  if (title === undefined)
    throw new Error(`The tests of ${code} must run, and they cannot:\n${stderr}`)
  return `${file}: ${title}`
}
