import type { TenantFinding } from '../api/tenant-rules.ts'
import { type Item, makeItem } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { differences, inPlaceOf } from './difference.ts'
import { formatMark, markAnnotation } from './mark.ts'
import { keyOfObject, type MadeObject, type Present } from './present.ts'
import { type Known, speaksFor } from './removal.ts'
import type { TenantItem } from './tenant-item.ts'

/** One object that a Tenant stands for. */
export interface Wanted {
  readonly tenant: TenantItem
  readonly object: KubernetesObject
}

/** What becomes of an object that is wanted. */
export interface Placed {
  readonly tenant: TenantItem
  /** As it is to be. */
  readonly item: Item
  /** The item of the input whose place it takes; undefined for a new one. */
  readonly kept: Item | undefined
  readonly edits: readonly TenantFinding[]
  readonly findings: readonly TenantFinding[]
}

/** Where an object that is wanted goes: what was made before keeps its place, and what is equal is left alone. What others own is refused. */
export function placedObject({ tenant, object }: Wanted, present: Present, known: Known): Placed {
  const { name } = tenant.tenant
  const there = present.at(keyOfObject(object))
  const own = there.filter((item) => isOwn(present.made.get(item), name, known))
  const findings = there
    .filter((item) => !own.includes(item) && !present.made.get(item)?.isRenamed)
    .map((item) => foreignFinding(item, present.made.get(item), name))
  const judged = own.map((item) => ({ item, edits: differences(item, object, name) }))
  const kept = judged.find(({ edits }) => edits.length === 0) ?? judged[0]
  if (!kept) {
    const edits = [missing(tenant, object)]
    return { tenant, item: makeItem(object), kept: undefined, edits, findings }
  }
  const item =
    kept.edits.length === 0 ? kept.item : makeItem(inPlaceOf(kept.item, object), kept.item)
  return { tenant, item, kept: kept.item, edits: kept.edits, findings }
}

/** True for what was made from the Tenant, or from one that the input speaks for and that does not want it. */
function isOwn(made: MadeObject | undefined, tenant: string, known: Known): boolean {
  if (!made || made.isRenamed) return false
  return made.mark.tenant === tenant || speaksFor(known, made.mark.tenant)
}

function missing({ item, tenant }: TenantItem, object: KubernetesObject): TenantFinding {
  const { name = '', namespace } = object.metadata ?? {}
  const place = namespace === undefined ? '' : ` in "${namespace}"`
  const message = `The ${object.kind} "${name}"${place} must be there for the Tenant "${tenant.name}", and it is not.`
  return { rule: 'tenant-object-missing', item, message }
}

function foreignFinding(item: Item, made: MadeObject | undefined, tenant: string): TenantFinding {
  const { name = '', namespace = '' } = item
  const whose = made
    ? `was made from the Tenant "${made.mark.tenant}", which is not in the input`
    : 'was not made from it'
  const shared =
    item.kind === 'Namespace' ? '; if it is owned by others, set `create: false` in the Tenant' : ''
  const remedy = made
    ? '; if the input is the whole package, set `spec.prune` to true'
    : `${shared}; to hand it over, give it the annotation \`${markAnnotation}: ${formatMark({ tenant, namespace, name })}\``
  const message = `The ${item.kind} "${name}" must not stand where one of the Tenant "${tenant}" goes: it ${whose}, and is not overwritten${remedy}.`
  return { rule: 'tenant-object-foreign', item, message }
}
