import { jsonOf } from '../krm/json.ts'
import { mapAt, type PlainMap, stringAt } from '../krm/object.ts'
import type { Origin } from '../kustomize/origin.ts'
import { isWithin, pathAtRoot } from '../kustomize/paths.ts'
import type { SyncedBy } from '../kustomize/synced.ts'
import type { SyncedFolders } from '../kustomize/tree.ts'
import { applierOf } from '../lockdown/applied.ts'
import { isGenerated } from '../lockdown/generated.ts'
import { isWorkload } from '../lockdown/pod.ts'
import { mayRunController } from '../lockdown/unhandled.ts'
import { isSource } from './kinds.ts'
import type { RepositoryItem } from './repository-item.ts'

/** A Flux Kustomization that applies a folder of the repository. */
export interface Sync {
  readonly item: RepositoryItem
  readonly folder: string
  readonly by: SyncedBy
  /** The folders from which it is applied itself, as it is here; absent where nobody knows. */
  readonly from?: readonly string[]
  /** What may change it in a way that is not evaluated. */
  readonly unclear: readonly Origin[]
}

/**
 * The Flux Kustomizations that apply this repository. Its source is the one that those written by `flux bootstrap` name; where there are none,
 * every Kustomization is taken for one of this repository, since it may be, but for those of Tenants, whose source is their own. So is one of another source whose path holds an install.
 */
export function syncsAmong(
  items: readonly RepositoryItem[],
  isTenants: (item: RepositoryItem) => boolean,
): readonly Sync[] {
  const all = items.filter((item) => applierOf(item) === 'kustomize-controller')
  const named = new Set(all.filter((item) => isGenerated(item.fileText)).map(sourceOf))
  const own = withSameUrl(items, named)
  const installs = new Set(
    items.filter((item) => isWorkload(item) && mayRunController(item)).map(({ path }) => path),
  )
  const holdsInstall = (folder: string) =>
    folder !== '' && [...installs].some((path) => isWithin(path, folder))
  return all.flatMap((item): readonly Sync[] => {
    const spec = mapAt(item.object['spec'])
    const folder = folderIn(spec)
    if (folder === undefined) return []
    const isOther = own.size > 0 ? !own.has(sourceOf(item)) : isTenants(item)
    if (isOther && !holdsInstall(folder)) return []
    return [{ item, folder, unclear: [], by: { spec, placeOf: (path) => item.placeOf(path) } }]
  })
}

/** The folder that a Flux Kustomization applies. */
export function folderIn(spec: PlainMap): string {
  return pathAtRoot(stringAt(spec['path']) ?? '')
}

/** The folders that `syncs` apply, with the components that they add. */
export function syncedFolders(syncs: readonly Sync[]): SyncedFolders {
  const folders = new Map<string, readonly string[]>()
  for (const { folder, by } of syncs) {
    const { components } = by.spec as { readonly components?: unknown }
    const named = Array.isArray(components)
      ? components.filter((each): each is string => typeof each === 'string')
      : []
    folders.set(folder, [...(folders.get(folder) ?? []), ...named])
  }
  return folders
}

/** The sources, and others that have the URL of one of them: the same repository under another name. */
function withSameUrl(
  items: readonly RepositoryItem[],
  named: ReadonlySet<string>,
): ReadonlySet<string> {
  const sources = items.filter(isSource).map((item) => ({
    key: sourceKey(item.kind, item.name, item.namespace),
    url: String(mapAt(item.object['spec'])['url'] ?? ''),
  }))
  const urls = new Set(sources.filter(({ key }) => named.has(key)).map(({ url }) => url))
  return new Set([...named, ...sources.filter(({ url }) => urls.has(url)).map(({ key }) => key)])
}

/** The source that a Kustomization names, as `sourceKey` writes it. */
export function sourceOf(item: RepositoryItem): string {
  const { kind, name, namespace } = mapAt(mapAt(item.object['spec'])['sourceRef']) as Record<
    'kind' | 'name' | 'namespace',
    unknown
  >
  return sourceKey(kind, name, namespace ?? item.namespace)
}

/** One text for one source. */
export function sourceKey(kind: unknown, name: unknown, namespace: unknown): string {
  return jsonOf([kind, name, namespace ?? ''])
}
