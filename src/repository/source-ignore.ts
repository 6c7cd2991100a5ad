import ignore from 'ignore'
import type { Files } from '../krm/files.ts'
import { mapAt } from '../krm/object.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { baseName, folderOf, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { Cluster } from './clusters.ts'
import { isSource } from './kinds.ts'
import type { Repository } from './repository.ts'
import { sourceKey, sourceOf } from './syncs.ts'

/** The file by which a repository tells source-controller what to leave out, in the syntax of `.gitignore`. Source: fluxcd/pkg sourceignore/sourceignore.go. */
const ignoreFile = '.sourceignore'

/** What an install is built from, and source-controller leaves out: Flux builds something else than what is judged. */
export function sourceIgnoreFindings(
  repository: Repository,
  clusters: readonly Cluster[],
): readonly Finding[] {
  const rules = [...ignoreRules(repository.files), ...sourceRules(repository, clusters)]
  if (rules.length === 0) return []
  return [...neededFiles(repository, clusters)].flatMap((path): Finding[] => {
    const rule = rules.find(({ folder, leavesOut }) => isWithin(path, folder) && leavesOut(path))
    if (!rule) return []
    const message = `"${path}" must be part of what Flux takes, and \`${rule.name}\` leaves it out.`
    return [{ rule: 'not-built', message, place: rule.place }]
  })
}

/**
 * Tells of a path whether a `.sourceignore` leaves it out, which holds for every source, and whether any pattern with `!` takes it
 * back, in whatever order they count.
 */
export function sourceIgnores(
  repository: Repository,
  clusters: readonly Cluster[],
): (path: string) => { readonly leavesOut: boolean; readonly takesBack: boolean } {
  const files = ignoreRules(repository.files)
  const all = [...files, ...sourceRules(repository, clusters)]
  return (path) => ({
    leavesOut: files.some(({ folder, leavesOut }) => isWithin(path, folder) && leavesOut(path)),
    takesBack: all.some(({ folder, takesBack }) => isWithin(path, folder) && takesBack(path)),
  })
}

function ignoreRules(files: Files) {
  return [...files].flatMap(([path, text]) => {
    if (baseName(path) !== ignoreFile) return []
    return [rulesOf(text, folderOf(path), path, { path, line: 1 })]
  })
}

/** The `spec.ignore` of the sources from which the clusters are applied. */
function sourceRules({ items }: Repository, clusters: readonly Cluster[]) {
  const syncs = new Set(
    clusters.flatMap(({ workloads }) => workloads.flatMap(({ chain }) => chain.sync ?? [])),
  )
  const sources = new Set([...syncs].map(({ item }) => sourceOf(item)))
  return items
    .filter(
      (item) => isSource(item) && sources.has(sourceKey(item.kind, item.name, item.namespace)),
    )
    .flatMap((item) => {
      const text = mapAt(item.object['spec'])['ignore']
      return typeof text === 'string'
        ? [rulesOf(text, '', 'spec.ignore', item.placeOf(['spec', 'ignore']))]
        : []
    })
}

function rulesOf(text: string, folder: string, name: string, place: WrittenAt) {
  // as source-controller matches: by case, and a pattern takes back what is left out with its folder
  const rules = ignore({ ignorecase: false }).add(text)
  const lines = text.split(/\r?\n/)
  const back = ignore({ ignorecase: false }).add(
    lines.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : [])),
  )
  const relative = (file: string) => (folder === '' ? file : file.slice(folder.length + 1))
  return {
    ...{ folder, name, place },
    leavesOut: (file: string) => rules.ignores(relative(file)),
    takesBack: (file: string) => back.ignores(relative(file)),
  }
}

/** The manifests of the controllers, the kustomizations on the way, and what these list. */
function neededFiles(
  { files, tree }: Repository,
  clusters: readonly Cluster[],
): ReadonlySet<string> {
  const chains = clusters.flatMap(({ workloads }) => workloads.map(({ chain }) => chain))
  const folders = new Set(
    chains.flatMap(({ kustomizations }) => kustomizations.map(({ folder }) => folder)),
  )
  // a Component has Components of its own
  for (const folder of folders) {
    for (const [inner] of tree.kustomizations) {
      const isListed = tree
        .listedBy(inner)
        .some(
          ({ field, kustomization }) => field === 'components' && kustomization.folder === folder,
        )
      if (isListed) folders.add(inner)
    }
  }
  const kustomizations = [...folders].flatMap(
    (folder) => tree.kustomizations.get(folder)?.path ?? [],
  )
  const patches = [...files.keys()].filter((path) =>
    tree
      .listedBy(path)
      .some(
        ({ field, kustomization }) => field !== 'resources' && folders.has(kustomization.folder),
      ),
  )
  const workloads = clusters.flatMap((cluster) => cluster.workloads.map(({ item }) => item.path))
  return new Set([...kustomizations, ...patches, ...workloads])
}
