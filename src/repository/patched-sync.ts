import { isDeepStrictEqual } from 'node:util'
import type { FieldPath } from '../krm/field-path.ts'
import { mapAt } from '../krm/object.ts'
import { type Built, built } from './built.ts'
import { chainsOf } from './chains.ts'
import type { Repository } from './repository.ts'
import { folderIn, type Sync } from './syncs.ts'

/** The fields of a Flux Kustomization that change what it applies. */
const fields: readonly FieldPath[] = [
  'commonMetadata',
  'components',
  'images',
  'namePrefix',
  'nameSuffix',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'path',
  'postBuild',
  'targetNamespace',
].map((field) => ['spec', field])

/**
 * A Flux Kustomization as it is applied itself, by every overlay that lists it: patches in the repository may give it `patches` of its own, which hold from its next
 * reconciliation on. What was patched in is placed where the patch is written.
 */
export function patchedSyncs(repository: Repository, sync: Sync): readonly Sync[] {
  const all = chainsOf(repository, sync.item.path).map((chain) =>
    patchedSync(sync, built(repository, chain, sync.item, question)),
  )
  // several overlays may leave one and the same
  return all.filter(
    (each, index) =>
      !all.slice(0, index).some((other) => isDeepStrictEqual(other.by.spec, each.by.spec)),
  )
}

const question = { fieldsOf: () => fields, isLeftOut: () => false }

function patchedSync(sync: Sync, result: Built): Sync {
  const spec = mapAt(result.item.object['spec'])
  if (result.unclear.length === 0 && isDeepStrictEqual(spec, sync.by.spec)) return sync
  return {
    ...sync,
    folder: folderIn(spec) ?? sync.folder,
    unclear: result.unclear.map(({ patch }) => patch.origin),
    by: { spec, placeOf: (path) => patchPlace(result, path) ?? sync.by.placeOf(path) },
  }
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
