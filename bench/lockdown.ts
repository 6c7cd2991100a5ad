// How much does the lockdown of a whole Flux install cost as a process? Beside a Node that only copies the bytes, and
// beside kustomize with the patches that Flux documents.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { valuesInForce } from '../e2e/hosts/judge.ts'
import { kustomize } from '../e2e/hosts/programs.ts'
import { outputOf } from '../e2e/hosts/run.ts'
import { documentedLockdown } from './documented-lockdown.ts'
import { type Contender, timings, timingTable } from './whole-process.ts'

const rounds = 20
const flux = 'v2.9.3'
const install = readFileSync(join('testdata', 'flux', `${flux}.yaml`), 'utf8')
const accountFlag = '--default-service-account'
const built = join('dist', 'flux-tenancy.js')

if (existsSync(built)) compareIn(mkdtempSync(join(tmpdir(), 'bench-')))
else {
  console.error(`"${built}" must be there, and \`npm run build\` writes it.`)
  process.exitCode = 1
}

function compareIn(folder: string): void {
  try {
    writeFileSync(join(folder, 'gotk-components.yaml'), install)
    writeFileSync(join(folder, 'kustomization.yaml'), documentedLockdown)
    const [copy, fn, kustomizeBuild] = contenders(folder)
    requireSameLock(outputOfContender(fn), outputOfContender(kustomizeBuild))
    console.log(timingTable(timings([copy, fn, kustomizeBuild], rounds), { [fn.name]: '2.50' }))
    console.log(
      `\nCompared: ${rounds} rounds of whole processes on the install of Flux ${flux}, ${Buffer.byteLength(install)} bytes; both locks leave the same flags in force, the account's name apart.`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function contenders(folder: string): readonly [Contender, Contender, Contender] {
  const copy = 'process.stdin.pipe(process.stdout)'
  return [
    { name: 'Node, stdin to stdout', command: [process.execPath, '-e', copy], input: install },
    {
      name: 'flux-tenancy fn',
      command: [process.execPath, built, 'fn', '--security-profile=multi-tenant'],
      input: install,
    },
    { name: 'kustomize build, documented patches', command: [kustomize(), 'build', folder] },
  ]
}

function outputOfContender({ command: [program, ...args], input }: Contender): string {
  return outputOf(program, args, { stdin: input ?? '' })
}

/** Both texts are read as the controllers would read them; only the account that Flux documents has another name. */
function requireSameLock(ours: string, documented: string): void {
  const renamed = documented.replaceAll(`${accountFlag}=default`, `${accountFlag}=flux`)
  const [left, right] = [ours, renamed].map((text) => valuesInForce(flux, text))
  if (isDeepStrictEqual(left, right)) return
  throw new Error(
    `Both locks must leave the same flags in force, not ${JSON.stringify(left)} and ${JSON.stringify(right)}.`,
  )
}
