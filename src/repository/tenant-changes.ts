import { type Item, isMade, makeItem } from '../krm/item.ts'
import type { KubernetesObject } from '../krm/object.ts'
import { baseName } from '../kustomize/paths.ts'
import { type Finding, isRefusal } from '../lockdown/finding.ts'
import { renderedPath, unsafeFile } from '../tenants/places.ts'
import type { TenantPlan } from '../tenants/plan.ts'
import { printObject } from '../yaml/print.ts'
import { writeList } from '../yaml/write.ts'
import { type FileChanges, noChanges } from './component-changes.ts'
import { type ObjectFile, type Repository, readObjectFile } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import type { TenantGroup } from './tenant-groups.ts'
import { listedFiles } from './tenant-listing.ts'

/** What Tenants make of the objects of one cluster. */
export type Expand = (items: readonly Item[]) => TenantPlan

/**
 * What the Tenants that were named make of the files: `<tenant>.rendered.yaml` beside the file of each, listed where that folder's kustomization
 * lists resources. What was made before and is equal keeps its bytes. Empty changes if anything is refused.
 */
export function tenantChanges(
  repository: Repository,
  named: readonly TenantGroup[],
  expand: Expand,
): FileChanges {
  const groups = named.map((group) => {
    const plan = expand(group.items)
    const homes = homesOf(plan)
    return { plan, homes, files: fileEdits(group, plan, homes) }
  })
  const written = groups.flatMap(({ plan, files }) =>
    [...files].map(([path, edit]) => writtenFile(repository, path, edit, plan)),
  )
  const findings: readonly Finding[] = [
    ...groups.flatMap(({ plan }) => plan.findings),
    ...groups.flatMap(unsafeHomes),
    ...written.flatMap((each) => ('finding' in each ? [each.finding] : [])),
  ]
  if (findings.some(isRefusal)) return { ...noChanges, findings }
  const own = new Map(written.flatMap((each) => ('text' in each ? [[each.path, each.text]] : [])))
  const listed = listedFiles(
    repository,
    own,
    new Set(groups.flatMap(({ homes }) => [...homes.values()])),
  )
  return {
    changes: new Map([...own, ...listed.changes]),
    drift: [...groups.flatMap(({ plan }) => plan.edits), ...listed.drift],
    findings: [...findings, ...listed.findings],
  }
}

/** The rendered file of each Tenant, by its name. */
type Homes = ReadonlyMap<string, string>

function homesOf({ tenants }: TenantPlan): Homes {
  return new Map(
    tenants.map(({ item, tenant }) => [
      tenant.name,
      renderedPath((item as RepositoryItem).path, tenant.name),
    ]),
  )
}

interface GroupEdits {
  readonly plan: TenantPlan
  readonly homes: Homes
  readonly files: ReadonlyMap<string, FileEdit>
}

/** Of the files that come, those that have another name on some system. */
function unsafeHomes({ plan, homes, files }: GroupEdits): readonly Finding[] {
  return plan.tenants.flatMap(({ item, tenant: { name } }) => {
    const home = homes.get(name) ?? ''
    if (!files.get(home)?.added.length) return []
    return unsafeFile(item, name, (item as RepositoryItem).path, home) ?? []
  })
}

/** The objects of one file that become others, null for those that go, and the ones that come. */
interface FileEdit {
  readonly replaced: Map<number, KubernetesObject | null>
  readonly added: KubernetesObject[]
}

function fileEdits(
  group: TenantGroup,
  plan: TenantPlan,
  homes: Homes,
): ReadonlyMap<string, FileEdit> {
  const edits = new Map<string, FileEdit>()
  const at = (path: string): FileEdit => {
    const edit = edits.get(path) ?? { replaced: new Map(), added: [] }
    edits.set(path, edit)
    return edit
  }
  const kept = new Set<Item>()
  const given = new Set(group.items)
  for (const item of plan.items) {
    // the controllers, which are given as they are built
    if (given.has(item) && !isWritten(item)) continue
    const origin = isMade(item) ? item.origin : item
    if (origin) kept.add(origin)
    const tenant = plan.ownerOf(item)
    const home = tenant === undefined ? undefined : homes.get(tenant)
    if (!origin) {
      if (home !== undefined) at(home).added.push(item.object)
      continue
    }
    if (!isWritten(origin)) continue
    const isAway = baseName(origin.path) === `${tenant}.rendered.yaml` && origin.path !== home
    if (home !== undefined && isAway) {
      // a Tenant's file that moves takes what was rendered from it along
      at(origin.path).replaced.set(origin.index, null)
      at(home).added.push(item.object)
    } else if (item !== origin) at(origin.path).replaced.set(origin.index, item.object)
  }
  for (const item of group.written) {
    if (!kept.has(item) && given.has(item)) at(item.path).replaced.set(item.index, null)
  }
  return edits
}

function isWritten(item: Item): item is RepositoryItem {
  return 'placeOf' in item
}

type Written =
  | { readonly path: string; readonly text: string | null }
  | { readonly finding: Finding }

function writtenFile(
  { files }: Repository,
  path: string,
  edit: FileEdit,
  plan: TenantPlan,
): Written {
  const before = files.get(path)
  if (before === undefined) return { path, text: edit.added.map(printed).join('---\n') }
  const file = readObjectFile(path, before)
  if (!file.list || (edit.added.length > 0 && !isOurs(file, plan))) {
    const message =
      'The file must hold nothing but what is rendered from its Tenant, or it would be overwritten.'
    return { finding: { rule: 'tenant-file-foreign', message, place: { path, line: 1 } } }
  }
  const kept = file.list.items.flatMap((item, index): readonly Item[] => {
    const object = edit.replaced.get(index)
    if (object === null) return []
    return object === undefined ? [item] : [makeItem(object, item)]
  })
  const items = [...kept, ...edit.added.map((object) => makeItem(object))]
  if (items.length === 0) return { path, text: null }
  const list = { items, functionConfig: undefined, results: [] }
  const { text, reprinted } = writeList(file.list, list)
  const [odd] = isOurs(file, plan) ? [] : reprinted
  if (!odd) return { path, text }
  const message = 'The object cannot be edited in place, since other text hangs on it.'
  return { finding: { rule: 'edit-by-hand', item: odd, message, place: { path, line: 1 } } }
}

function isOurs({ items }: ObjectFile, { ownerOf }: TenantPlan): boolean {
  return items.every((item) => ownerOf(item) !== undefined)
}

function printed(object: KubernetesObject): string {
  return `${printObject(object, { indent: 0, style: 'block' })}\n`
}
