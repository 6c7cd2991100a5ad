import { isDeepStrictEqual } from 'node:util'
import type { FieldPath } from '../krm/field-path.ts'
import { mapAt } from '../krm/object.ts'
import { type Built, built } from './built.ts'
import { type Chain, chainsOf } from './chains.ts'
import type { Repository } from './repository.ts'
import { folderIn, type Sync } from './syncs.ts'

/** The fields of a Flux Kustomization that change what it applies, or whether it does. */
const fields: readonly FieldPath[] = [
  'commonMetadata',
  'components',
  'ignore',
  'images',
  'namePrefix',
  'nameSuffix',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'path',
  'postBuild',
  'suspend',
  'targetNamespace',
].map((field) => ['spec', field])

// what a sync makes of itself holds from its next reconciliation on, which may change it once more
const mostRounds = 4

/** The syncs of a repository as they are when nothing changes them any more; one that never settles is unclear. */
export function settledSyncs(repository: Repository): readonly Sync[] {
  let syncs = repository.syncs
  for (let round = 0; round < mostRounds; round++) {
    const now = { ...repository, syncs }
    const next = repository.syncs.flatMap((sync) => patchedSyncs(now, sync))
    if (isDeepStrictEqual(next.map(effectOf), syncs.map(effectOf))) return next
    syncs = next
  }
  return syncs.map((sync) => {
    const field = 'spec.patches'
    return {
      ...sync,
      unclear: [...sync.unclear, { ...sync.item.placeOf(['spec', 'patches']), field }],
    }
  })
}

/** What a sync does to what it applies. */
function effectOf({ item, by, unclear }: Sync) {
  const values = fields.map(([, field]) => by.spec[String(field)])
  return [item.path, item.index, values, unclear.length]
}

/**
 * A Flux Kustomization as it is applied itself, by every overlay that lists it: patches in the repository may give it `patches` of its own, which hold from its next
 * reconciliation on. What was patched in is placed where the patch is written.
 */
function patchedSyncs(repository: Repository, sync: Sync): readonly Sync[] {
  const variants: { readonly sync: Sync; readonly chains: Chain[] }[] = []
  for (const chain of chainsOf(repository, sync.item.path)) {
    const patched = patchedSync(sync, built(repository, chain, sync.item, question))
    // several overlays may leave one and the same
    const same = variants.find((each) => isDeepStrictEqual(each.sync.by.spec, patched.by.spec))
    if (same) same.chains.push(chain)
    else variants.push({ sync: patched, chains: [chain] })
  }
  return variants.map(({ sync: variant, chains }) => {
    const isKnown = chains.every((chain) => chain.sync)
    return isKnown ? { ...variant, from: chains.map(({ cluster }) => cluster) } : variant
  })
}

const question = { fieldsOf: () => fields, isLeftOut: () => false }

function patchedSync(sync: Sync, result: Built): Sync {
  const built = mapAt(result.item.object['spec'])
  const path = substituted(built['path'], result)
  const spec = path === built['path'] ? built : { ...built, path }
  const unclear = result.unclear.map(({ patch }) => patch.origin)
  if (unclear.length === 0 && isDeepStrictEqual(spec, sync.by.spec) && !hasVariable(path)) {
    return sync
  }
  const placeOf = (field: FieldPath) => patchPlace(result, field) ?? sync.item.placeOf(field)
  const unknown = hasVariable(path) ? [{ ...placeOf(['spec', 'path']), field: 'spec.path' }] : []
  return {
    ...sync,
    folder: folderIn(spec) ?? sync.folder,
    unclear: [...unclear, ...unknown],
    by: { spec, placeOf },
  }
}

function hasVariable(path: unknown): boolean {
  return typeof path === 'string' && path.includes('${')
}

/** A path with the variables that the Kustomization which applies the object gives as they stand. */
function substituted(path: unknown, { chain }: Built): unknown {
  if (typeof path !== 'string') return path
  const values = mapAt(mapAt(mapAt(chain.sync?.by.spec)['postBuild'])['substitute'])
  return path.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return typeof value === 'string' ? value : whole
  })
}

/** Where the last patch that changed a field is written. */
function patchPlace({ item, steps }: Built, path: FieldPath) {
  const field = String(path[1])
  const fieldIn = (object: unknown) => mapAt(mapAt(object)['spec'])[field]
  const changed = steps.findLast(({ object }, index) => {
    const before = steps[index - 1]?.object ?? item.origin.object
    return !isDeepStrictEqual(fieldIn(object), fieldIn(before))
  })
  return changed && { path: changed.origin.path, line: changed.origin.line }
}
