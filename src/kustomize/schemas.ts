import { mapAt } from '../krm/object.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { builtPaths } from './listing.ts'
import type { Change } from './patch.ts'
import { isWithin } from './paths.ts'

type Kustomizations = ReadonlyMap<string, KustomizationFile>

const known = new WeakMap<Kustomizations, boolean>()

/**
 * True where the build that ends with the last of `chain` takes its merge keys from a schema of its own: `openapi.path` of any kustomization in a build
 * counts for all of it.
 * Source: kubernetes-sigs/kustomize api/krusty/kustomizer.go (Run), api/internal/target/kusttarget.go (accumulateDirectory), kyaml
 * openapi/openapi.go (SetSchema).
 */
export function hasOwnSchema(
  kustomizations: Kustomizations,
  chain: readonly KustomizationFile[],
): boolean {
  const hasAny = known.get(kustomizations) ?? [...kustomizations.values()].some(namesSchema)
  known.set(kustomizations, hasAny)
  // nearly always nobody has one
  if (!hasAny) return chain.some(namesSchema)
  const files = new Set([...chain, ...gatheredWith(kustomizations, chain.at(-1))])
  for (const file of files) {
    if (namesSchema(file)) return true
    for (const path of builtPaths(file)) {
      const inner = kustomizations.get(path)
      if (inner) files.add(inner)
    }
  }
  return false
}

/** What Flux makes a kustomization for lists all that is below its folder. */
function gatheredWith(kustomizations: Kustomizations, root: KustomizationFile | undefined) {
  if (!root || kustomizations.has(root.folder)) return []
  return [...kustomizations.values()].filter(({ folder }) => isWithin(folder, root.folder))
}

function namesSchema({ value }: KustomizationFile): boolean {
  return mapAt(value['openapi'])['path'] !== undefined
}

/** A merge of lists by a schema that is not read: what it makes of the object is not known. */
export function mergedBySchema<Merge extends Change>(merge: Merge): Merge {
  const { content } = merge
  if (content.kind !== 'other' || content.what !== 'strategic merge') return merge
  if (!holdsList(content.value)) return merge
  return { ...merge, content: { kind: 'other', what: 'strategic merge' } }
}

function holdsList(value: unknown): boolean {
  return Array.isArray(value) || Object.values(mapAt(value)).some(holdsList)
}
