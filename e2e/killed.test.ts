import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { buildSync } from 'esbuild'
import { bundleOptions } from '../src/tools/bundle.ts'
import { run } from './hosts/run.ts'
import { filesByText, strangers, writeOldFiles } from './in-place/files.ts'
import { killedRun, type Moments, wholeRun } from './in-place/killed-run.ts'

const base = mkdtempSync(join(realpathSync(tmpdir()), 'flux-tenancy-'))
const program = join(base, 'write-files.mjs')
const folder = join(base, 'repository')

beforeAll(() => {
  buildSync({ ...bundleOptions, entryPoints: ['e2e/in-place/write-files.ts'], outfile: program })
})
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  writeOldFiles(folder)
})
afterAll(() => rmSync(base, { recursive: true }))

const wantedMixed = 50
const mostRuns = 400

/** Every fourth run ends at any moment of its life, the others while files are being replaced. */
function killAtRandom(at: number, { first, replacing }: Moments): Promise<void> {
  return at % 4 === 0
    ? killedRun(program, folder, 'started', Math.random() * (first + replacing))
    : killedRun(program, folder, 'replaced a file', Math.random() * replacing)
}

test('each of 200 files is old or new, never half, whenever an in-place write is killed', async () => {
  const moments = await wholeRun(program, folder)
  const ended = { mixed: 0, old: 0, new: 0 }
  for (let at = 0; ended.mixed < wantedMixed && at < mostRuns; at++) {
    writeOldFiles(folder)
    await killAtRandom(at, moments)
    const files = filesByText(folder)
    expect(files.neither).toEqual([])
    // what is left must be taken for an object by nobody
    const visible = strangers(folder).filter((path) => !/^\.[^.]+$/.test(basename(path)))
    expect(visible).toEqual([])
    if (files.old.length === 0) ended.new++
    else if (files.new.length === 0) ended.old++
    else ended.mixed++
  }
  process.stdout.write(
    `killed runs: ${ended.mixed} ended with some files new and some old, ${ended.old} with all old, ${ended.new} with all new; 0 files were half\n`,
  )
  expect(ended.mixed).toBeGreaterThanOrEqual(wantedMixed)
}, 900_000)

test('the run after a killed one finishes the work and removes what was left', async () => {
  await killedRun(program, folder, 'wrote a temporary file', 20)
  expect(strangers(folder).length).toBeGreaterThan(0)
  expect(run(process.execPath, [program, folder])).toMatchObject({ exitCode: 0 })
  expect(filesByText(folder)).toMatchObject({ old: [], neither: [] })
  expect(strangers(folder)).toEqual([])
})

test('a disk that takes no more changes nothing, and says so', () => {
  // the limit stands in for a full disk: the second block of a file cannot be written
  const limited = 'trap "" XFSZ; ulimit -f 8; exec "$0" "$1" "$2"'
  const { stderr, exitCode } = run('/bin/sh', ['-c', limited, process.execPath, program, folder])
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(
    /^InputError: The file ".*object-0\.yaml" cannot be written: EFBIG: file too large; nothing was written\.\n$/,
  )
  expect(filesByText(folder)).toMatchObject({ new: [], neither: [] })
  expect(strangers(folder)).toEqual([])
})
