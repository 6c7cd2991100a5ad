import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump, safeLoad } from 'js-yaml'
import type { Example } from '../../functions/examples.ts'

type Kustomization = Record<string, unknown> & { readonly resources: readonly string[] }

/** Runs `work` on a writable copy of an example's folder. */
export async function withPackage<Value>(
  example: Example,
  work: (folder: string) => Value | Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'package-'))
  try {
    cpSync(example.folder, folder, { recursive: true })
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function readKustomization(folder: string): Kustomization {
  return safeLoad(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as Kustomization
}

export function writeKustomization(folder: string, kustomization: Record<string, unknown>): void {
  writeFileSync(join(folder, 'kustomization.yaml'), dump(kustomization))
}

/** The package's resources as one stream of documents. */
export function readResources(folder: string): string {
  return readKustomization(folder)
    .resources.map((file) => readFileSync(join(folder, file), 'utf8'))
    .map((text) => (/^(#.*\n)*---/.test(text) ? text : `---\n${text}`))
    .join('')
}

/** Puts `text` in the place of all resources of the package. */
export function writeResources(folder: string, text: string): void {
  const kustomization = readKustomization(folder)
  for (const file of kustomization.resources) rmSync(join(folder, file))
  writeFileSync(join(folder, 'resources.yaml'), text)
  writeKustomization(folder, { ...kustomization, resources: ['resources.yaml'] })
}
