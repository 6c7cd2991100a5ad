import { isMap, listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { parseText } from '../yaml/parse.ts'
import type { FoundController } from './find.ts'
import { jsonPatched, type Patched } from './json-patch.ts'
import { canSelect } from './patch-target.ts'

/** One patch of a Flux Kustomization, read. */
export interface SyncPatch {
  readonly target: PlainMap | undefined
  /** A list of JSON 6902 operations or a strategic merge patch; undefined if it cannot be read. */
  readonly content: unknown
}

/** The patches of a Kustomization's `spec`, also those of the fields that v1 does not have any more. */
export function patchesOf(spec: PlainMap): readonly SyncPatch[] {
  return [
    ...[...listAt(spec['patches']), ...listAt(spec['patchesJson6902'])].map((entry): SyncPatch => {
      const { patch, target } = mapAt(entry) as {
        readonly patch?: unknown
        readonly target?: unknown
      }
      return { target: isMap(target) ? target : undefined, content: contentOf(patch) }
    }),
    ...listAt(spec['patchesStrategicMerge']).map(
      (entry): SyncPatch => ({
        target: undefined,
        content: contentOf(entry),
      }),
    ),
  ]
}

/** What a patch makes of a controller's container. */
export function patched({ target, content }: SyncPatch, controller: FoundController): Patched {
  if (target && !canSelect(target, controller.item)) return 'untouched'
  if (Array.isArray(content)) return jsonPatched(content, controller)
  if (!isMap(content)) return 'unclear'
  if (!target && !isNamed(content, controller)) return 'untouched'
  return mergesProgram(content, controller) ? 'unclear' : 'untouched'
}

/** True if the patch means this controller and not just everything of a kind. */
export function isAimedAt({ target, content }: SyncPatch, controller: FoundController): boolean {
  if (target)
    return stringAt(target['name']) !== undefined && !/^\.[*+]$/.test(String(target['name']))
  return isMap(content) && isNamed(content, controller)
}

function contentOf(patch: unknown): unknown {
  if (typeof patch !== 'string') return patch
  try {
    return parseText(patch).value
  } catch {
    return undefined
  }
}

function isNamed(content: PlainMap, { item }: FoundController): boolean {
  const { name, namespace } = mapAt(content['metadata']) as Record<'name' | 'namespace', unknown>
  return (
    content['kind'] === item.kind &&
    name === item.name &&
    (namespace === undefined || namespace === (item.namespace ?? ''))
  )
}

/** True if a strategic merge patch can change what the container runs. */
function mergesProgram(content: PlainMap, { container }: FoundController): boolean {
  const podSpec = mapAt(mapAt(mapAt(content['spec'])['template'])['spec'])
  const steps = [content, content['spec'], mapAt(content['spec'])['template'], podSpec]
  if (steps.some((step) => isMap(step) && hasDirective(step))) return true
  if (steps.some((step) => step === null)) return true
  return ['containers', 'initContainers'].some((list) => {
    if (podSpec[list] === undefined) return false
    return (
      !Array.isArray(podSpec[list]) ||
      podSpec[list].some(
        (entry) =>
          !isMap(entry) ||
          hasDirective(entry) ||
          (entry['name'] === container['name'] &&
            ['command', 'args', 'image'].some((field) => Object.hasOwn(entry, field))),
      )
    )
  })
}

function hasDirective(map: PlainMap): boolean {
  return Object.keys(map).some((key) => key.startsWith('$'))
}
