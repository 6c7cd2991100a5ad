import { localConfigFor } from '../api/local-config.ts'
import type { TenantFinding } from '../api/tenant-rules.ts'
import { kptSelectionAnnotations } from '../krm/annotations.ts'
import { type Item, makeItem } from '../krm/item.ts'
import type { TenantSettings } from './builders.ts'
import { claimFindings, fileName, isRefused, type PlaceOf, releaseFindings } from './claims.ts'
import { markedFinding } from './ownership.ts'
import { type Placed, placedObject, type Wanted } from './placed-object.ts'
import { keyOfObject, readPresent, renamedFinding } from './present.ts'
import { leftovers } from './removal.ts'
import type { TenantItem } from './tenant-item.ts'
import { tenantObjects } from './tenant-objects.ts'

export interface ExpandOptions extends TenantSettings {
  /** True: the input is the whole package, so that objects of Tenants that are not in it go. */
  readonly prune: boolean
  /** The namespaces in which the controllers of Flux run. */
  readonly installNamespaces: readonly string[]
  /** Where an item is written, for sentences that name two; by default its file, where the orchestrator told it. */
  readonly placeOf?: PlaceOf
}

/** What Tenants make of a list. */
export interface Expansion {
  /** The items with every Tenant expanded; the same ones where nothing is to be done or anything is refused. */
  readonly items: readonly Item[]
  /** At least one for each difference between these and what came in. */
  readonly edits: readonly TenantFinding[]
  /** All else. */
  readonly findings: readonly TenantFinding[]
}

/**
 * Makes the objects that `tenants`, all of them among `items`, stand for: what is there and equal stays the same item, what was made and
 * differs is put right in place, what is missing comes last, and what no Tenant of the input stands for any more goes. Pure, and whatever was
 * made before: `expand(Tenants + earlier output) = expand(Tenants)`.
 */
export function expandTenants(
  items: readonly Item[],
  tenants: readonly TenantItem[],
  options: ExpandOptions,
): Expansion {
  const early = [
    ...claimFindings(tenants, options.installNamespaces, options.placeOf ?? fileName),
    ...releaseFindings(tenants, options.flux),
  ]
  const wanted = wantedObjects(tenants, options)
  const present = readPresent(items, wanted, options.installNamespaces)
  const isPart = isSelection(items)
  const known = { tenants: namesOf(tenants), isWhole: options.prune && !isPart }
  const placed = [...wanted.values()].map((each) => placedObject(each, present, known))
  const claimed = new Set(placed.flatMap(({ kept }) => kept ?? []))
  const unclaimed = [...present.made.values()].filter(
    (made) => !made.isRenamed && !claimed.has(made.item),
  )
  const left = leftovers(unclaimed, known, (key) => wanted.has(key))
  const findings = [
    ...early,
    ...present.marked.map(markedFinding),
    ...[...present.made.values()].filter(({ isRenamed }) => isRenamed).map(renamedFinding),
    ...placed.flatMap((each) => each.findings),
    ...(isPart ? unseenFindings(placed) : []),
    ...left.findings,
  ]
  if (isRefused(findings)) return { items, edits: [], findings }
  const marks = tenants.length > 0 ? items.flatMap((item) => localConfigFor(item) ?? []) : []
  const changed = new Map<Item, Item | undefined>([
    ...left.removed.map(({ item }) => [item, undefined] as const),
    ...placed.flatMap(({ kept, item }) => (kept && item !== kept ? [[kept, item] as const] : [])),
    ...marks.map(({ edit, object }) => {
      const item = edit.item as Item
      return [item, makeItem(object, item)] as const
    }),
  ])
  const added = placed.flatMap(({ kept, item }) => (kept ? [] : item))
  const after = items.flatMap((item) => (changed.has(item) ? (changed.get(item) ?? []) : item))
  return {
    items: changed.size + added.length === 0 ? items : [...after, ...added],
    edits: [
      ...placed.flatMap((each) => each.edits),
      ...left.edits,
      ...marks.map(({ edit }) => edit),
    ],
    findings,
  }
}

function wantedObjects(
  tenants: readonly TenantItem[],
  settings: TenantSettings,
): ReadonlyMap<string, Wanted> {
  return new Map(
    tenants.flatMap((tenant) =>
      tenantObjects(tenant.tenant, settings).map((object) => [
        keyOfObject(object),
        { tenant, object },
      ]),
    ),
  )
}

function namesOf(tenants: readonly TenantItem[]): ReadonlySet<string> {
  return new Set(tenants.map(({ tenant }) => tenant.name))
}

/** In a selection what is missing may be elsewhere in the package, and would be there twice: one finding for each Tenant. */
function unseenFindings(placed: readonly Placed[]): readonly TenantFinding[] {
  const unseen = placed.filter(({ kept }) => !kept).map(({ tenant }) => tenant)
  return [...new Set(unseen)].map(({ item, tenant }) => ({
    rule: 'tenant-in-selection',
    item,
    message: `The input must be the whole package, and it is a selection by kpt: whether objects of the Tenant "${tenant.name}" are in the rest cannot be told, so run without \`selectors\`, \`--match-…\` and \`--exclude-…\`.`,
  }))
}

/** True for what kpt selected out of a package: then the rest is elsewhere, whatever the configuration says. */
function isSelection(items: readonly Item[]): boolean {
  return items.some((item) =>
    kptSelectionAnnotations.some((key) => item.mentions(key) && item.annotation(key) !== undefined),
  )
}
