import { readArguments } from '../flux/arguments.ts'
import { valueAt } from '../krm/field-path.ts'
import type { Item } from '../krm/item.ts'
import { listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { meetsImage } from '../kustomize/images.ts'
import type { Patch } from '../kustomize/patch.ts'
import { canTouch } from '../kustomize/touches.ts'
import { applierOf } from './applied.ts'
import { bringsNewContainer } from './brought.ts'
import type { Finding } from './finding.ts'
import { heldBackFindings } from './held-back.ts'
import type { ControllerPlan } from './lock.ts'
import { exclusionPaths } from './not-applied.ts'
import { isAimed, patchedContainer, patchesReaching, syncPatches } from './sync-patch.ts'
import { isAsWanted, isDoubtful, isInForce, type WantedFlag } from './wanted.ts'

const surely =
  'what is applied is sure only if it stands in the kustomization.yaml and `kustomize build` is checked'

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
      ...patchFindings(item, spec, plans, isSync),
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
  return JSON.stringify([kind, name, namespace ?? item.namespace ?? '', folder])
}

function patchFindings(
  item: Item,
  spec: PlainMap,
  plans: readonly ControllerPlan[],
  isSync: boolean,
): readonly Finding[] {
  const patches = syncPatches(spec)
  return plans.flatMap((plan): readonly Finding[] => {
    const reaching = patchesReaching(patches, plan.controller.item)
    const relevant = reaching.filter((patch) => isSync || isAimed(patch))
    const { object } = plan.controller.item
    const isOpen = (patch: Patch) => mayExclude(patch) || bringsNewContainer(patch.content, object)
    if (relevant.some(isOpen)) return [changes(item, 'patches', plan)]
    const container = patchedContainer(plan.container, relevant, plan.controller)
    if (container === plan.container) return []
    if (container === 'unclear') return [changes(item, 'patches', plan)]
    const args = readArguments(container, plan.controller.controller)
    const wanted = plan.wanted.filter(({ value }) => value !== undefined)
    const isUnclear = args.problem !== undefined || args.opaque.length > 0
    const isLeft = (flag: WantedFlag) => isInForce(args, flag) || !isDoubtful(args, flag)
    if (isUnclear || !wanted.every(isLeft)) return [changes(item, 'patches', plan)]
    const [lost] = wanted.filter((flag) => !isAsWanted(args, flag))
    if (!lost) return []
    const message = `\`spec.patches\` must leave \`--${lost.setting.id}\` of ${plan.controller.controller} as it is: Flux applies them last.`
    return [{ rule: 'sync-overrides', item, message, field: { path: ['spec', 'patches'] } }]
  })
}

function mayExclude({ content }: Patch): boolean {
  return exclusionPaths.some((path) => canTouch(content, path))
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
    ...(first && listAt(spec['components']).length > 0 ? [changes(item, 'components', first)] : []),
    ...(replaced ? [changes(item, 'images', replaced)] : []),
    ...(substituted && spec['postBuild'] ? [changes(item, 'postBuild', substituted)] : []),
    ...heldBackFindings(
      item,
      spec,
      plans.map(({ controller }) => controller),
    ),
  ]
}

function changes(
  item: Item,
  field: string,
  { controller: { controller } }: ControllerPlan,
): Finding {
  const message = `\`spec.${field}\` may change ${controller} after everything in the input: ${surely}.`
  return { rule: 'sync-changes', item, message, field: { path: ['spec', field] } }
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
