import { valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { jsonOf } from '../krm/json.ts'
import { listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { meetsImage } from '../kustomize/images.ts'
import { applierOf } from './applied.ts'
import type { Finding } from './finding.ts'
import { heldBackFindings } from './held-back.ts'
import { changesLate, latePatchFindings } from './late-patches.ts'
import type { ControllerPlan } from './lock.ts'
import { exclusionPaths } from './not-applied.ts'
import { isAimed } from './sync-patch.ts'

/**
 * What the Kustomizations beside an install do to its controllers after everything in the input: Flux appends their
 * `patches`, `components` and `images` to the kustomization, and substitutes variables in what is built. The one that applies
 * the install is named as the namespace (fluxcd/flux2 pkg/manifestgen/sync/sync.go); of others only what is aimed at a controller counts.
 */
export function syncFindings(
  items: readonly Item[],
  namespace: string,
  plans: readonly ControllerPlan[],
): readonly Finding[] {
  const beside = items.filter(
    (item) => applierOf(item) === 'kustomize-controller' && (item.namespace ?? '') === namespace,
  )
  const named = beside.filter(({ name }) => name === namespace)
  // another one over the same folder of the same source builds the same
  const applied = new Set(named.flatMap((item) => appliedBy(item) ?? []))
  const syncs = new Set(
    named.length > 0
      ? beside.filter((item) => named.includes(item) || applied.has(appliedBy(item) ?? ''))
      : beside,
  )
  return beside.flatMap((item) => {
    const spec = mapAt(item.object['spec'])
    const isSync = syncs.has(item)
    return [
      ...latePatchFindings(item, ['spec'], plans, isSync ? undefined : isAimed),
      ...(isSync ? fieldFindings(item, spec, plans) : []),
    ]
  })
}

/** The source and the folder that a Kustomization applies; undefined without a source. */
function appliedBy(item: Item): string | undefined {
  const { path, sourceRef } = mapAt(item.object['spec']) as {
    readonly path?: unknown
    readonly sourceRef?: unknown
  }
  const { kind, name, namespace } = mapAt(sourceRef) as Record<
    'kind' | 'name' | 'namespace',
    unknown
  >
  if (typeof name !== 'string') return undefined
  const folder = String(path ?? '').replace(/^[./]+|\/+$/g, '')
  return jsonOf([kind, name, namespace ?? item.namespace ?? '', folder])
}

function fieldFindings(
  item: Item,
  spec: PlainMap,
  plans: readonly ControllerPlan[],
): readonly Finding[] {
  const [first] = plans
  const substituted = plans.find(
    ({ container, controller }) =>
      hasVariable(container) ||
      exclusionPaths.some((path) => isVariable(valueAt(controller.item.object, path))),
  )
  const replaced = plans.find(({ container }) => isReplaced(listAt(spec['images']), container))
  return [
    ...(first && listAt(spec['components']).length > 0
      ? [changesLate(item, ['spec', 'components'], first)]
      : []),
    ...(replaced ? [changesLate(item, ['spec', 'images'], replaced)] : []),
    ...(substituted && spec['postBuild']
      ? [changesLate(item, ['spec', 'postBuild'], substituted)]
      : []),
    ...heldBackFindings(
      item,
      spec,
      plans.map(({ controller }) => controller),
    ),
  ]
}

function hasVariable(container: PlainMap): boolean {
  return [container['image'], ...listAt(container['command']), ...listAt(container['args'])].some(
    isVariable,
  )
}

function isVariable(text: unknown): boolean {
  return typeof text === 'string' && text.includes('${')
}

function isReplaced(images: readonly unknown[], container: PlainMap): boolean {
  const image = stringAt(container['image']) ?? ''
  return images.some((entry) => meetsImage(stringAt(mapAt(entry)['name']) ?? '', image))
}
