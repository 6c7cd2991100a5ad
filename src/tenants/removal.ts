import type { TenantFinding } from '../api/tenant-rules.ts'
import type { Item } from '../krm/item.ts'
import { groupOf, mapAt } from '../krm/object.ts'
import { keyOf, keyOfItem, type MadeObject } from './present.ts'

/** What becomes of the objects that no Tenant of the input stands for. */
export interface Leftovers {
  readonly removed: readonly MadeObject[]
  /** One for each object that is removed. */
  readonly edits: readonly TenantFinding[]
  readonly findings: readonly TenantFinding[]
}

/** Which Tenants the input speaks for. */
export interface Known {
  readonly tenants: ReadonlySet<string>
  /** True: an object whose Tenant is absent goes too. */
  readonly isWhole: boolean
}

/** An object whose Tenant is in the input goes; one whose Tenant is absent is kept and told, unless the input is the whole package. */
export function leftovers(
  unclaimed: readonly MadeObject[],
  known: Known,
  isWanted: (key: string) => boolean,
): Leftovers {
  const removed = unclaimed.filter(({ mark }) => speaksFor(known, mark.tenant))
  const kept = unclaimed.filter(({ mark }) => !speaksFor(known, mark.tenant))
  return {
    removed,
    edits: removed.map((made) => leftFinding(made, known, isWanted(keyOfItem(made.item)))),
    findings: [
      ...forgottenFindings(removed, known),
      ...orderFindings(removed),
      ...absentFindings(kept, known),
    ],
  }
}

/** Whether the input decides over the objects that were made from a Tenant. */
export function speaksFor({ tenants, isWhole }: Known, tenant: string): boolean {
  return isWhole || tenants.has(tenant)
}

function leftFinding(
  { item, mark: { tenant } }: MadeObject,
  { tenants }: Known,
  isDouble: boolean,
): TenantFinding {
  const what = `The ${item.kind} "${item.name ?? ''}"`
  const why = tenants.has(tenant)
    ? `the Tenant "${tenant}" does not stand for it`
    : `the Tenant "${tenant}" is gone`
  const loss =
    item.kind === 'Namespace'
      ? ', and Flux deletes all that is in it'
      : isSync(item) && mapAt(item.object['spec'])['prune'] === true
        ? ', and Flux deletes what it applied'
        : ''
  const message = isDouble
    ? `${what} must not be there twice.`
    : `${what} must not be there, since ${why}${loss}.`
  return { rule: 'tenant-object-left', item, message }
}

/**
 * A finding where objects go and no Tenant is there at all: what kustomize builds, which leaves Tenants out, looks like that, and so does a list of files that
 * forgets them. With a Tenant something is always left, so no host is told to delete everything.
 */
function forgottenFindings(
  removed: readonly MadeObject[],
  { tenants }: Known,
): readonly TenantFinding[] {
  if (tenants.size > 0 || removed.length === 0) return []
  const message = `A Tenant must be in the input for \`spec.prune\` to remove what was made from Tenants, ${countText(removed.length)} here: kustomize leaves Tenants out of what it builds; if the last one is gone, delete its objects by hand.`
  return [{ rule: 'prune-without-tenants', message }]
}

function countText(count: number): string {
  return count === 1 ? '1 object' : `${count} objects`
}

/** A finding for each Kustomization that goes together with the account as which Flux would clean up behind it. */
function orderFindings(removed: readonly MadeObject[]): readonly TenantFinding[] {
  const gone = new Set(removed.map(({ item }) => keyOfItem(item)))
  return removed
    .filter(({ item }) => isSync(item))
    .flatMap(({ item, mark }): TenantFinding[] => {
      const { serviceAccountName: account, prune } = mapAt(item.object['spec']) as Sync
      const key = keyOf({ apiVersion: 'v1', kind: 'ServiceAccount' }, item.namespace, account)
      if (prune !== true || typeof account !== 'string' || !gone.has(key)) return []
      const message = `The Kustomization "${item.name}" must be gone from the cluster before its account "${account}" is: take \`spec.git\` out of the Tenant "${mark.tenant}" and let Flux apply that first, else what it applied stays behind or its deletion hangs.`
      return [{ rule: 'tenant-removed-at-once', item, message }]
    })
}

function isSync({ kind, apiVersion }: Item): boolean {
  return kind === 'Kustomization' && groupOf(apiVersion) === 'kustomize.toolkit.fluxcd.io'
}

interface Sync {
  readonly serviceAccountName?: string
  readonly prune?: unknown
}

/** One for each absent Tenant; one for all of them where the input has no Tenant, as in the last output of kustomize. */
function absentFindings(kept: readonly MadeObject[], { tenants }: Known): readonly TenantFinding[] {
  const isAlone = tenants.size === 0
  const groups = new Map<string, MadeObject[]>()
  for (const made of kept) {
    const name = isAlone ? '' : made.mark.tenant
    const group = groups.get(name)
    if (group) group.push(made)
    else groups.set(name, [made])
  }
  return [...groups].map(([name, [first, ...more]]): TenantFinding => {
    const absent = isAlone
      ? 'No Tenant is in the input'
      : `The Tenant "${name}" is not in the input`
    const from = isAlone ? 'made from Tenants' : 'made from it'
    const message = `${absent}: what was ${from} is kept, ${countText(more.length + 1)}.`
    return { rule: 'tenant-absent', message, ...(first && { item: first.item }) }
  })
}
