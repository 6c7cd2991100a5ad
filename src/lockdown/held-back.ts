import type { Item } from '../krm/item.ts'
import { listAt, mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import { targetObject } from '../kustomize/identity.ts'
import { readSelector, targets } from '../kustomize/target.ts'
import { canTouch } from '../kustomize/touches.ts'
import type { FoundController } from './find.ts'
import type { Finding } from './finding.ts'
import { exclusionIn } from './not-applied.ts'
import { programFields } from './sync-patch.ts'

/**
 * What keeps a Flux Kustomization from applying controllers as they are built: marks that it gives to all objects, and since Flux v2.9 paths that it
 * leaves alone.
 * Source: fluxcd/kustomize-controller internal/controller/kustomization_controller.go, apply.
 */
export function heldBackFindings(
  sync: Item,
  spec: PlainMap,
  controllers: readonly FoundController[],
): readonly Finding[] {
  const [first] = controllers
  if (!first) return []
  const exclusion = exclusionIn(mapAt(spec['commonMetadata']))
  const ignored = listAt(spec['ignore']).findIndex((rule) =>
    controllers.some((each) => leavesAlone(mapAt(rule), each)),
  )
  const told = (path: readonly (string | number)[], what: string): Finding => ({
    rule: 'not-applied',
    item: sync,
    message: `${what}: Flux leaves that as the cluster has it.`,
    field: { path: ['spec', ...path] },
  })
  return [
    ...(exclusion
      ? [
          told(
            ['commonMetadata', exclusion.section, exclusion.key],
            `\`spec.commonMetadata\` must not set \`${exclusion.key}\` to "${exclusion.found}" on a controller`,
          ),
        ]
      : []),
    ...(ignored < 0
      ? []
      : [told(['ignore', ignored], '`spec.ignore` must not name what a controller runs')]),
  ]
}

/** `rule` is an entry of `spec.ignore`: JSON pointers, and what they are taken out of; without a target of everything. */
function leavesAlone(rule: PlainMap, { item, path }: FoundController): boolean {
  const target = rule['target'] === undefined ? undefined : readSelector(rule['target'])
  if (targets(target, targetObject(item.object)) === 'no') return false
  const operations = listAt(rule['paths']).map((each) => ({
    op: 'remove',
    path: stringAt(each) ?? '',
  }))
  return programFields.some((field) =>
    canTouch({ kind: 'json6902', operations }, [...path, field], item.object),
  )
}
