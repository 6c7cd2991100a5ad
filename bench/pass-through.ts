// How fast comes through what nothing of ours is in, and how much memory does it take? 10,000 Deployments, beside the libraries that read YAML.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import jsYaml from 'js-yaml'
import type * as kptIo from 'kpt-functions/dist/src/io.d.ts'
import { parseAllDocuments } from 'yaml'
import { kpt } from '../e2e/hosts/programs.ts'
import { deployments } from '../src/run/deployments-fixture.ts'
import type { execute as Execute } from '../src/run/execute.ts'
import { type FileContender, medianOf, type Usage, usageOf } from './process-usage.ts'
import { measureBuilt, programs } from './programs.ts'
import { median } from './whole-process.ts'

const count = 10_000
const rounds = 5
const stream = deployments(count, 'stream')
const list = deployments(count, 'ResourceList')
const megabytes = (text: string) => Buffer.byteLength(text) / 1e6

await measureBuilt(async () => {
  await measureInProcess()
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    await measureProcesses(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

interface Library {
  readonly name: string
  readonly input: string
  readonly run: (input: string) => string
}

/** Each reads the text and writes it again, in this process: once uncounted, since compilers start late, then in turn. */
async function measureInProcess(): Promise<void> {
  const libraries = [...(await ours()), ...peers()]
  const seconds = libraries.map(() => [] as number[])
  for (let round = 0; round <= rounds; round++) {
    libraries.forEach(({ run, input }, index) => {
      const { user, system } = process.cpuUsage()
      const start = performance.now()
      run(input)
      const wall = (performance.now() - start) / 1000
      const spent = process.cpuUsage()
      const cpu = (spent.user + spent.system - user - system) / 1e6
      // on a machine with other work, what was spent tells more than what went by
      if (round > 0) seconds[index]?.push(Math.min(wall, cpu))
    })
  }
  console.log('| in one process | MB/s | the same bytes | goal |\n|---|---|---|---|')
  libraries.forEach(({ name, input, run }, index) => {
    const speed = megabytes(input) / median(seconds[index] ?? [])
    const goal = name.startsWith('flux-tenancy') ? 'over 200' : ''
    const isSame = run(input) === input ? 'yes' : 'no'
    console.log(`| ${name} | ${speed.toFixed(speed < 10 ? 1 : 0)} | ${isSame} | ${goal} |`)
  })
  console.log(
    `\n${count} Deployments: ${megabytes(stream).toFixed(1)} MB as a stream, ${megabytes(list).toFixed(1)} MB as a ResourceList; the median of ${rounds} rounds after one uncounted, of wall or CPU time the lesser.\n`,
  )
}

async function ours(): Promise<readonly Library[]> {
  const { href } = pathToFileURL(resolve('dist/index.js'))
  const { execute }: { readonly execute: typeof Execute } = await import(href)
  const run = (input: string) => execute(input, { defaultKind: 'FluxTenancy' }).stdout ?? ''
  return [
    { name: 'flux-tenancy, a stream', input: stream, run },
    { name: 'flux-tenancy, a ResourceList', input: list, run },
  ]
}

function peers(): readonly Library[] {
  const { parse, stringify }: typeof kptIo = createRequire(import.meta.url)(
    'kpt-functions/dist/src/io.js',
  )
  return [
    {
      name: 'js-yaml, a stream',
      input: stream,
      run: (input) =>
        jsYaml
          .safeLoadAll(input)
          .map((each) => `---\n${jsYaml.safeDump(each)}`)
          .join(''),
    },
    {
      name: 'kpt-functions, a ResourceList',
      input: list,
      run: (input) => stringify(parse(input, 0), 0),
    },
    { name: 'yaml, a stream', input: stream, run: (input) => parseAllDocuments(input).join('') },
  ]
}

/** From file to file. Memory is told beside that of the same program which does nothing. */
async function measureProcesses(folder: string): Promise<void> {
  const file = (name: string) => join(folder, name)
  writeFileSync(file('stream'), stream)
  writeFileSync(file('list'), list)
  writeFileSync(file('nothing'), '')
  const from = (name: string, command: FileContender['command'], input: string): FileContender => {
    return { name, command, inputFile: file(input), outputFile: file('out') }
  }
  const contenders = [
    ...programs.flatMap(({ name, start }) => [
      from(`${name}: --version`, [...start, '--version'], 'nothing'),
      from(`${name}: a stream`, [...start, 'fn'], 'stream'),
      from(`${name}: a ResourceList`, [...start, 'fn'], 'list'),
    ]),
    from('kpt fn eval --exec cat', [kpt(), 'fn', 'eval', '-', '--exec', 'cat'], 'list'),
  ]
  console.log('| whole process | wall | CPU | memory | memory to input |\n|---|---|---|---|---|')
  for (const contender of contenders) {
    const usages: Usage[] = []
    // a minute each
    const times = contender.name.startsWith('kpt') ? 1 : 3
    while (usages.length < times) usages.push(await usageOf(contender))
    const { wall, cpu, peak } = medianOf(usages)
    const isList = contender.inputFile === file('list')
    const ratio = peak / megabytes(isList ? list : stream)
    const told = contender.inputFile === file('nothing') ? '' : ratio.toFixed(1)
    console.log(
      `| ${contender.name} | ${wall.toFixed(2)} s | ${cpu.toFixed(2)} s | ${peak.toFixed(0)} MB | ${told} |`,
    )
  }
}
