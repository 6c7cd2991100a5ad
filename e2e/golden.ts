import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoad } from 'js-yaml'
import { type Example, examples } from '../functions/examples.ts'
import type { Host } from './hosts/example-hosts.ts'
import { localDocuments, withPackage, writeResources } from './hosts/package.ts'
import { appliedObjects } from './objects.ts'
import { toldMessages, toldResults, type WrittenResult } from './told-results.ts'

/** What an example gives. */
export interface Golden {
  readonly output: string
  readonly exitCode: number
  readonly results: readonly WrittenResult[]
}

/** Example → host → `yes`, or why not. */
export const hostTable = safeLoad(
  readFileSync(join('functions', 'hosts.yaml'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>>>>

export function goldenOf({ folder }: Example): Golden {
  const output = readFileSync(join(folder, '.expected', 'output.yaml'), 'utf8')
  const results = readFileSync(join(folder, '.expected', 'results.yaml'), 'utf8')
  return { output, ...(safeLoad(results) as Omit<Golden, 'output'>) }
}

/** The examples that a host of the table runs. */
export function cellsThatRun(host: string): readonly Example[] {
  return examples().filter(({ name }) => hostTable[name]?.[host] === 'yes')
}

/** Runs an example under a host: it gives its golden, and the same again with the output fed back in. */
export async function expectGolden(name: string, host: Host, example: Example): Promise<void> {
  const golden = goldenOf(example)
  await withPackage(example, async (folder) => {
    const first = await host(folder, example)
    const told = toldMessages(name, first, golden.results)
    expect({ told, failed: first.exitCode !== 0 }).toEqual({
      told: toldResults(name, golden.results).map(({ message }) => message),
      failed: golden.exitCode !== 0,
    })
    if (first.results) expect(first.results.map(withoutFile)).toEqual(golden.results)
    if (golden.exitCode !== 0) return
    expect(appliedObjects(first.text)).toEqual(appliedObjects(golden.output))
    writeResources(folder, first.text + leftOut(name, example))
    const second = await host(folder, example)
    expect(appliedObjects(second.text)).toEqual(appliedObjects(golden.output))
    if (!isReprinted(name, example)) expect(second.text).toBe(first.text)
  })
}

/** What a build does not print, and stays in the package. */
function leftOut(host: string, { stream }: Example): string {
  const documents = host.startsWith('kustomize') ? localDocuments(stream) : []
  return documents.map((document) => `---\n${document}`).join('')
}

/** kpt and the kustomize of a pipe print what they read in their own way. */
function isReprinted(host: string, { stream }: Example): boolean {
  return host.startsWith('kpt') || (host === 'pipe' && localDocuments(stream).length === 0)
}

// the files' names are known to the orchestrator only
function withoutFile(result: unknown): unknown {
  const { file: _, ...rest } = result as { file?: unknown }
  return rest
}
