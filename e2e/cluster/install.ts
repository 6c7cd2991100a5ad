import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoadAll } from 'js-yaml'
import type { Kubectl, LiveObject } from './kubectl.ts'

/** Applies an install as `flux bootstrap` does: first its kinds, then everything. Answers a line of kubectl for each object. */
export async function applyInstall(kubectl: Kubectl, text: string): Promise<readonly string[]> {
  const kinds = (safeLoadAll(text) as LiveObject[]).filter(
    ({ kind }) => kind === 'CustomResourceDefinition',
  )
  await kubectl.apply(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: kinds }))
  await established(kubectl)
  return kubectl.apply(text)
}

/** Applies the CustomResourceDefinitions of a folder. */
export async function applyKinds(kubectl: Kubectl, folder: string): Promise<void> {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  await kubectl.apply(texts.join('---\n'))
  await established(kubectl)
}

async function established(kubectl: Kubectl): Promise<void> {
  await kubectl.run('wait', '--for=condition=Established', 'crd', '--all')
}
