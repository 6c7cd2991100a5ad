import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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

/** The package's resources as one stream of documents: what its kustomization lists, and what a host wrote beside it. */
export function readResources(folder: string): string {
  return resourceFiles(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .map((text) => (/^(#.*\n)*---/.test(text) ? text : `---\n${text}`))
    .join('')
}

/** The documents that are for local use, as Tenants are: kustomize builds without them. */
export function localDocuments(stream: string): readonly string[] {
  return stream
    .split(/^---\n/m)
    .filter((document) => document.includes('config.kubernetes.io/local-config: "true"'))
}

/** Puts `text` in the place of all resources of the package. */
export function writeResources(folder: string, text: string): void {
  const kustomization = readKustomization(folder)
  for (const file of resourceFiles(folder)) rmSync(join(folder, file))
  writeFileSync(join(folder, 'resources.yaml'), text)
  writeKustomization(folder, { ...kustomization, resources: ['resources.yaml'] })
}

/** kpt knows no lists: it writes files that no kustomization names, and deletes files that one names. */
function resourceFiles(folder: string): readonly string[] {
  const listed = readKustomization(folder).resources.filter((file) =>
    existsSync(join(folder, file)),
  )
  const rendered = readdirSync(folder).filter((file) => file.endsWith('.rendered.yaml'))
  return [...new Set([...listed, ...rendered.sort()])]
}
