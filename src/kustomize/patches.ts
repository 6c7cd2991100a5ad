import type { Files } from '../krm/files.ts'
import { changesIn } from './changes.ts'
import type { TargetObject } from './identity.ts'
import { identityAfter } from './identity-after.ts'
import type { KustomizationFile } from './kustomization-file.ts'
import { type Layer, layersOf } from './layers.ts'
import type { Change, Patch } from './patch.ts'
import { hasOwnSchema, mergedBySchema } from './schemas.ts'
import { targets } from './target.ts'

/** What a chain of kustomizations makes of an object, apart from its content. */
export interface PatchedObject {
  /** What can reach the object, in the order in which kustomize applies it. */
  readonly patches: readonly Patch[]
  /** The name and namespace with which the object leaves the outermost kustomization. */
  readonly object: TargetObject
}

/**
 * Every change to an object that the innermost kustomization of `chain` lists, from the inside out. For a folder that Flux applies, the
 * outermost one is what kustomizationAsSynced gives, so that the fields of Flux's `spec` are in their places.
 */
export function patchesOn(
  tree: { readonly kustomizations: ReadonlyMap<string, KustomizationFile> },
  files: Files,
  chain: readonly KustomizationFile[],
  object: TargetObject,
): PatchedObject {
  const layers = layersOf(tree.kustomizations, chain)
  const changes = layers.flatMap((layer) => changesOf(layer, files))
  const last = layers.flatMap((layer) =>
    layer.phase === 'transformers' ? changesIn(layer.file, files).atTheEnd : [],
  )
  const hasSchema = hasOwnSchema(tree.kustomizations, chain)
  const patches: Patch[] = []
  let current = object
  for (const change of [...changes, ...last]) {
    const reaches = reach(change, current)
    if (reaches === 'no') continue
    const patch: Patch = { ...change, reaches }
    patches.push(hasSchema ? mergedBySchema(patch) : patch)
    current = identityAfter(current, patch)
  }
  return { patches, object: current }
}

function changesOf(layer: Layer, files: Files): readonly Change[] {
  return layer.phase === 'unknown' ? [layer.change] : changesIn(layer.file, files)[layer.phase]
}

/** Plugins and what cannot be read may select by themselves. */
const selective: ReadonlySet<string> = new Set([
  'configurations',
  'generators',
  'helmCharts',
  'images',
  'missing component',
  'postBuild',
  'remote component',
  'replacements',
  'transformers',
  'unreadable patch',
  'vars',
])

/** With this value, as a label or an annotation, Flux leaves an object alone. Source: fluxcd/pkg kustomize/kustomize_varsub.go. */
const substitute = 'kustomize.toolkit.fluxcd.io/substitute'

function reach({ target, content }: Change, object: TargetObject) {
  if (content.kind === 'json6902') return targets(target, object)
  if (content.what === 'postBuild') {
    const isOff = [object.labels, object.annotations].some((map) => map[substitute] === 'disabled')
    if (isOff && !object.unsure?.labels) return 'no'
  }
  const reaches = targets(target, object)
  return reaches === 'yes' && selective.has(content.what) ? 'undecided' : reaches
}
