import type { TenantFinding } from '../api/tenant-rules.ts'
import { indexAnnotations, packagePathAnnotation, pathAnnotations } from '../krm/annotations.ts'
import { foldedPath, pathProblem } from '../krm/file-name.ts'
import { type Item, isMade, makeItem } from '../krm/item.ts'
import { mapAt } from '../krm/object.ts'
import { fileOf } from '../krm/result.ts'
import { folderOf } from '../kustomize/paths.ts'
import type { TenantPlan } from './plan.ts'

const ending = '.rendered.yaml'

/** The file of what a Tenant stands for, beside the file of the Tenant. */
export function renderedPath(tenantPath: string, tenant: string): string {
  const folder = folderOf(tenantPath)
  return `${folder === '' ? '' : `${folder}/`}${tenant}${ending}`
}

/**
 * The items of a plan with places for those that are not among `before`, in the annotations that the orchestrator put on their Tenants: a file beside the Tenant's, each at
 * an index of its own, which kpt wants. Where no files are told, as by kustomize and in a stream, nothing is added.
 */
export function withPlaces(
  { items, tenants, ownerOf }: Pick<TenantPlan, 'items' | 'tenants' | 'ownerOf'>,
  before: readonly Item[],
): readonly Item[] {
  const homes = new Map(
    tenants.flatMap(({ item, tenant }) => {
      const file = fileOf(item)
      return file ? [[tenant.name, homeOf(item, renderedPath(file.path, tenant.name))]] : []
    }),
  )
  if (homes.size === 0) return items
  const next = nextIndexes(before)
  const known = new Set(before)
  return items.map((item) => {
    if (known.has(item) || (isMade(item) && item.origin)) return item
    const home = homes.get(ownerOf(item) ?? '')
    if (!home) return item
    const index = next.get(home.key) ?? 0
    next.set(home.key, index + 1)
    return placed(item, home, index)
  })
}

/**
 * What forbids to write the objects that `withPlaces` placed: a file outside of the package, or one that some disk takes for a file of others.
 * What came in keeps its path, whatever that is: whoever told it writes it.
 */
export function placeFindings(
  { items, tenants, ownerOf }: Pick<TenantPlan, 'items' | 'tenants' | 'ownerOf'>,
  before: readonly Item[],
): readonly TenantFinding[] {
  const known = new Set(before)
  const made = items.filter((item) => !known.has(item) && isMade(item) && !item.origin)
  const homes = new Map(
    made.flatMap((item) => {
      const file = fileOf(item)
      return file ? [[ownerOf(item) ?? '', { item, path: file.path }] as const] : []
    }),
  )
  if (homes.size === 0) return []
  const twins = new Map<string, string>()
  for (const item of before) {
    const file = fileOf(item)
    if (file) twins.set(foldedKey(item, file.path), file.path)
  }
  return tenants.flatMap(({ item, tenant: { name } }): readonly TenantFinding[] => {
    const told = pathAnnotations.find((key) => item.annotation(key) !== undefined)
    const home = homes.get(name)
    if (!home || told === undefined) return []
    const path = item.annotation(told) ?? ''
    const field = { path: ['metadata', 'annotations', told], currentValue: path }
    const unsafe = unsafeFile(item, name, path, home.path)
    if (unsafe) return [{ ...unsafe, field }]
    const twin = twins.get(foldedKey(home.item, home.path))
    twins.set(foldedKey(home.item, home.path), home.path)
    if (twin === undefined || twin === home.path) return []
    const message = `What the Tenant "${name}" stands for must have a file of its own, and "${home.path}" and "${twin}" are one where a disk ignores case or how letters are composed.`
    return [{ rule: 'tenant-path-twin', item, message, field }]
  })
}

/** What forbids to write the file `made` beside a Tenant's file at `path`: it may be another one on some system, or lie outside of the package. */
export function unsafeFile(
  item: Item,
  name: string,
  path: string,
  made: string,
): TenantFinding | undefined {
  const told = [path, made].find((each) => pathProblem(each) !== undefined)
  if (told === undefined) return undefined
  const message = `What the Tenant "${name}" stands for must have a plain path inside of its package, and "${told}" ${pathProblem(told)}.`
  return { rule: 'tenant-path-unsafe', item, message }
}

function foldedKey(item: Item, path: string): string {
  return fileKey(item, foldedPath(path))
}

/** The file that is rendered from a Tenant. */
interface Home {
  readonly tenant: Item
  readonly path: string
  /** Of the file among those of all packages. */
  readonly key: string
}

function homeOf(tenant: Item, path: string): Home {
  return { tenant, path, key: fileKey(tenant, path) }
}

function fileKey(item: Item, path: string): string {
  return JSON.stringify([item.annotation(packagePathAnnotation), path])
}

/** The first free index of each file that was rendered before. */
function nextIndexes(items: readonly Item[]): Map<string, number> {
  const next = new Map<string, number>()
  for (const item of items) {
    const file = item.mentions(ending) ? fileOf(item) : undefined
    if (!file?.path.endsWith(ending)) continue
    const key = fileKey(item, file.path)
    next.set(key, Math.max(next.get(key) ?? 0, (file.index ?? 0) + 1))
  }
  return next
}

/** With the annotations in the spelling, old or new or both, in which the Tenant has them. */
function placed(item: Item, { tenant, path }: Home, index: number): Item {
  const own = pathAnnotations.flatMap((key, at) =>
    tenant.annotation(key) === undefined
      ? []
      : [
          [key, path],
          [indexAnnotations[at], String(index)],
        ],
  )
  const packagePath = tenant.annotation(packagePathAnnotation)
  const { metadata } = item.object
  const annotations = {
    ...mapAt(metadata?.annotations),
    ...(packagePath !== undefined && { [packagePathAnnotation]: packagePath }),
    ...Object.fromEntries(own),
  }
  return makeItem({ ...item.object, metadata: { ...metadata, annotations } })
}
