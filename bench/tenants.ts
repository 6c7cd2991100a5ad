// What do 10,000 Tenants cost, and do ten times as many cost ten times as much? Beside flux-operator, which makes the same five objects.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { goProgram } from '../e2e/hosts/programs.ts'
import { type FileContender, medianOf, type Usage, usageOf } from './process-usage.ts'
import { measureBuilt, programs } from './programs.ts'
import { requireSameObjects, resourceSet, tenants } from './tenant-inputs.ts'
import { median } from './whole-process.ts'

const rounds = 3
const sizes = [1_000, 10_000]
const peer = 'flux-operator build rset'
const names = [...programs.map(({ name }) => name), peer]

await measureBuilt(() => measure(mkdtempSync(join(tmpdir(), 'bench-'))))

async function measure(folder: string): Promise<void> {
  try {
    await checkSame(folder)
    const medians = new Map<string, Usage>()
    console.log(
      '| tenants | process | wall | CPU | memory | ratio, wall | ratio, CPU | ratio, memory |\n|---|---|---|---|---|---|---|---|',
    )
    for (const size of sizes) {
      const measured = await roundsOf(contendersFor(folder, size))
      for (const [name, usages] of measured) {
        medians.set(`${size} ${name}`, medianOf(usages))
        console.log(row([String(size), name], usages, measured.get(peer) ?? []))
      }
    }
    tellGrowth(medians)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A line of the table; a ratio is the median over the rounds, each beside the peer of its round. */
function row(cells: readonly string[], usages: readonly Usage[], base: readonly Usage[]): string {
  const { wall, cpu, peak } = medianOf(usages)
  const ratio = (part: keyof Usage) =>
    median(usages.map((usage, round) => usage[part] / (base[round]?.[part] ?? Number.NaN)))
  const ratios = (['wall', 'cpu', 'peak'] as const).map((part) => ratio(part).toFixed(2))
  const used = [`${wall.toFixed(2)} s`, `${cpu.toFixed(2)} s`, `${peak.toFixed(0)} MB`]
  return `| ${[...cells, ...used, ...ratios].join(' | ')} |`
}

/** Nothing is compared that does not do the same work. */
async function checkSame(folder: string): Promise<void> {
  const few = contendersFor(folder, 20)
  for (const contender of few) await usageOf(contender)
  const outputs = few.map(({ outputFile }) => readFileSync(outputFile, 'utf8'))
  const theirs = outputs.at(-1) ?? ''
  for (const ours of outputs.slice(0, -1)) requireSameObjects(ours, theirs)
}

async function roundsOf(
  contenders: readonly FileContender[],
): Promise<ReadonlyMap<string, readonly Usage[]>> {
  const measured = new Map<string, Usage[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const usage = await usageOf(contender)
      // the first round warms the disk's caches
      if (round > 0) measured.get(contender.name)?.push(usage)
    }
  }
  return measured
}

function contendersFor(folder: string, size: number): readonly FileContender[] {
  const file = (name: string) => join(folder, `${size}-${name}.yaml`)
  writeFileSync(file('tenants'), tenants(size))
  writeFileSync(file('resource-set'), resourceSet(size))
  return [
    ...programs.map(
      ({ name, start }, index): FileContender => ({
        name,
        command: [...start, 'fn'],
        ...{ inputFile: file('tenants'), outputFile: file(`ours-${index}`) },
      }),
    ),
    {
      name: peer,
      command: [goProgram('flux-operator'), 'build', 'rset', '-f', '-'],
      ...{ inputFile: file('resource-set'), outputFile: file('theirs') },
    },
  ]
}

function tellGrowth(medians: ReadonlyMap<string, Usage>): void {
  const [few, many] = sizes
  const growth = (name: string) =>
    (medians.get(`${many} ${name}`)?.wall ?? NaN) / (medians.get(`${few} ${name}`)?.wall ?? NaN)
  const told = names.map((name) => `${name} ${growth(name).toFixed(1)} times`)
  console.log(
    `\nFrom ${few} to ${many} Tenants wall time grows: ${told.join(', ')}. Compared: ${rounds} rounds of whole processes, from file to file; the objects are the same, what either adds to labels and annotations apart.`,
  )
}
