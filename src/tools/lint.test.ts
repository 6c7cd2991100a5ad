import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What is refused wherever the program is. */
const everywhere = [
  "import { request } from 'node:http'",
  "import { connect } from 'net'",
  "import { execFileSync } from 'node:child_process'",
  "import { runInThisContext } from 'node:vm'",
  "import { Worker } from 'node:worker_threads'",
  'export const a = process.env',
  "export const b = fetch('https://example.org')",
  "export const c = new WebSocket('wss://example.org')",
  "export const d = new Function('return 1')",
  "export const e = eval('1')",
  "export const f = require('fs')",
  'export const g = new WebAssembly.Module(new Uint8Array())',
]
/** What is refused below the process and the disk. */
const inFunctions = [
  "import { readFileSync } from 'node:fs'",
  'export const h = process.argv',
  'export const i = Date.now()',
  'export const j = setTimeout(() => 1)',
]

const pure = 'krm yaml api flux kustomize lockdown tenants repository functions run'.split(' ')
const linesOf = (folder: string) =>
  pure.includes(folder) ? [...everywhere, ...inFunctions] : everywhere

/** A house of one file on each floor, linted as ours is: by file, the lines from 1 of which the linter says what the program must not do. */
const refused = (() => {
  const house = mkdtempSync(join(tmpdir(), 'lint-'))
  try {
    cpSync('biome.json', join(house, 'biome.json'))
    for (const folder of [...pure, 'host', 'cli']) {
      mkdirSync(join(house, 'src', folder), { recursive: true })
      writeFileSync(join(house, 'src', folder, 'any.ts'), `${linesOf(folder).join('\n')}\n`)
    }
    const { stdout, stderr } = spawnSync(
      resolve('node_modules/.bin/biome'),
      ['lint', '--max-diagnostics=none', '--colors=off', 'src'],
      { cwd: house, encoding: 'utf8' },
    )
    const rules = 'noRestrictedImports|noRestrictedGlobals|noProcessEnv|noGlobalEval'
    const found = new RegExp(`^src/(\\w+)/any.ts:(\\d+):\\d+ lint/\\w+/(?:${rules})`, 'gm')
    return Array.from((stdout + stderr).matchAll(found), ([, folder, line]) => `${folder} ${line}`)
  } finally {
    rmSync(house, { recursive: true })
  }
})()

test.each(['host', 'cli', ...pure])(
  'the linter refuses in src/%s what the program must not do',
  (folder) => {
    const lines = linesOf(folder)
    expect(lines.filter((_, at) => !refused.includes(`${folder} ${at + 1}`))).toEqual([])
  },
)
