// How much does the lockdown of a whole Flux install cost as a process? Beside a Node that only copies the bytes, and
// beside kustomize with the patches that Flux documents.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { valuesInForce } from '../e2e/hosts/judge.ts'
import { kustomize } from '../e2e/hosts/programs.ts'
import { outputOf } from '../e2e/hosts/run.ts'
import { documentedLockdown } from './documented-lockdown.ts'
import { measureBuilt, programs } from './programs.ts'
import { type Contender, cpuRatio, timings, timingTable, wallRatio } from './whole-process.ts'

const rounds = 20
const flux = 'v2.9.3'
const install = readFileSync(join('testdata', 'flux', `${flux}.yaml`), 'utf8')
const accountFlag = '--default-service-account'
const goals = ['1.50', '0.50']

await measureBuilt(() => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    compareIn(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function compareIn(folder: string): void {
  writeFileSync(join(folder, 'gotk-components.yaml'), install)
  writeFileSync(join(folder, 'kustomization.yaml'), documentedLockdown)
  const copy: Contender = {
    name: 'Node, stdin to stdout',
    command: [process.execPath, '-e', 'process.stdin.pipe(process.stdout)'],
    input: install,
  }
  const ours = programs.map(({ name, start }): Contender => {
    return { name, command: [...start, 'fn', '--security-profile=multi-tenant'], input: install }
  })
  const peer: Contender = {
    name: 'kustomize build, documented patches',
    command: [kustomize(), 'build', folder],
  }
  for (const each of ours) requireSameLock(outputOfContender(each), outputOfContender(peer))
  const measured = timings([copy, ...ours, peer], rounds)
  const wanted = Object.fromEntries(ours.map(({ name }, index) => [name, goals[index] ?? '']))
  console.log(timingTable(measured, wanted))
  const [executable, kustomizeBuild] = measured.slice(-2)
  if (!executable || !kustomizeBuild) return
  console.log(
    `\nkustomize takes ${wallRatio(kustomizeBuild, executable).toFixed(1)} times as long as the executable, and ${cpuRatio(kustomizeBuild, executable).toFixed(1)} times its CPU (goal: 5). Compared: ${rounds} rounds of whole processes on the install of Flux ${flux}, ${Buffer.byteLength(install)} bytes; all locks leave the same flags in force, the account's name apart.`,
  )
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
