import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../krm/files.ts'
import { parseText } from '../yaml/parse.ts'
import { targetObject } from './identity.ts'
import { applyOperations } from './json6902.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { type PatchedObject, patchesOn } from './patches.ts'
import { kustomizationAsSynced } from './synced.ts'
import { treeOf } from './tree.ts'

const root = join(import.meta.dirname, '../../testdata/kustomize')

function filesIn(fixture: string): Files {
  const folder = join(root, fixture)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]))
}

interface Deployment {
  metadata: { name: string; namespace: string }
  spec: { template: { spec: { containers: [{ args: string[] }] } } }
}

function valueIn(files: Files, path: string): unknown {
  return parseText(files.get(path) ?? '').value
}

function argsOf(object: unknown): readonly string[] {
  return (object as Deployment).spec.template.spec.containers[0].args
}

/** The object with the JSON patches that surely reach it. */
function patched(object: unknown, { patches }: PatchedObject): unknown {
  let current = object
  for (const { content, reaches } of patches) {
    if (content.kind !== 'json6902') continue
    expect(reaches).toBe('yes')
    const applied = applyOperations(current, content.operations)
    if (applied.kind !== 'object') throw new Error(JSON.stringify(applied))
    current = applied.object
  }
  return current
}

// expected.yaml is what kustomize 5.5 and 5.8.1 build of the last folder; in `flux` what fluxcd/pkg/kustomize v1.35.4 builds of cluster/
// for sync.yaml
describe.each([
  ['order', 'base/deployment.yaml', ['base', 'overlay']],
  ['targets', 'base/deployment.yaml', ['base', 'overlay']],
  ['component-object', 'overlay/own/deployment.yaml', ['overlay/own', 'overlay']],
  ['spelling', 'base/deployment.yaml', ['base', 'overlay']],
  ['flux', 'cluster/deployment.yaml', ['cluster']],
])('%s', (fixture, object, folders) => {
  const files = filesIn(fixture)
  const expected = valueIn(files, 'expected.yaml') as Deployment
  const tree = treeOf(files)
  const chain = folders.map((folder) => tree.kustomizations.get(folder) as KustomizationFile)
  if (fixture === 'flux') chain.push(asSynced(files, chain.pop()))
  const before = valueIn(files, object)
  const result = patchesOn(tree, files, chain, targetObject(before))

  test('has no problem and lacks nothing', () => {
    expect(tree.problems).toEqual([])
    expect(tree.wanted).toEqual([])
  })

  test('the patches in their order make what kustomize makes', () => {
    expect(argsOf(patched(before, result))).toEqual(argsOf(expected))
  })

  test('name and namespace become what kustomize makes them', () => {
    const { name, namespace } = result.object
    const { metadata } = expected
    expect({ name, namespace }).toEqual({ name: metadata.name, namespace: metadata.namespace })
  })
})

function asSynced(files: Files, file: KustomizationFile | undefined): KustomizationFile {
  const { spec } = valueIn(files, 'sync.yaml') as { spec: Record<string, unknown> }
  const placeOf = (path: readonly unknown[]) => ({ path: `sync.yaml:${path.join('.')}`, line: 1 })
  return kustomizationAsSynced('cluster', file, { spec, placeOf })
}
