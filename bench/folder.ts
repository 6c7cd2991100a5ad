// What does it cost to render or check a repository of 5,000 YAML files, of which two change? Beside a Node that only reads them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { repository } from './folder-repository.ts'
import { measureBuilt, programs } from './programs.ts'
import { type Contender, timings, timingTable } from './whole-process.ts'

const rounds = 10
const goal = 'under 1 s'

await measureBuilt(() => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    measure(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function measure(folder: string): void {
  const files = repository()
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const read = `const {readdirSync,readFileSync}=require('node:fs');for(const e of readdirSync(${JSON.stringify(folder)},{recursive:true,withFileTypes:true}))if(e.isFile())readFileSync(e.parentPath+'/'+e.name,'utf8')`
  const profile = '--security-profile=multi-tenant'
  const ours = programs.flatMap(({ name, start }): Contender[] => [
    {
      name: `${name}: render --dry-run`,
      command: [...start, 'render', folder, profile, '--dry-run'],
    },
    { name: `${name}: check`, command: [...start, 'check', folder, profile], exitCode: 1 },
  ])
  const reader: Contender = {
    name: 'Node, reading every file',
    command: [process.execPath, '-e', read],
  }
  const goals = Object.fromEntries(ours.map(({ name }) => [name, goal]))
  console.log(timingTable(timings([reader, ...ours], rounds), goals))
  console.log(`\nCompared: ${rounds} rounds of whole processes on ${files.size} files.`)
}
