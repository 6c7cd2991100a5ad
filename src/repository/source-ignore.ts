import ignore from 'ignore'
import type { Files } from '../krm/files.ts'
import { baseName, folderOf, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { Cluster } from './clusters.ts'
import type { Repository } from './repository.ts'

/** The file by which a repository tells source-controller what to leave out, in the syntax of `.gitignore`. Source: fluxcd/pkg sourceignore/sourceignore.go. */
const ignoreFile = '.sourceignore'

/** What an install is built from, and source-controller leaves out: Flux builds something else than what is judged. */
export function sourceIgnoreFindings(
  repository: Repository,
  clusters: readonly Cluster[],
): readonly Finding[] {
  const rules = ignoreRules(repository.files)
  if (rules.length === 0) return []
  return [...neededFiles(repository, clusters)].flatMap((path): Finding[] => {
    const rule = rules.find(({ folder, leavesOut }) => isWithin(path, folder) && leavesOut(path))
    if (!rule) return []
    const message = `"${path}" must be part of what Flux takes, and \`${rule.path}\` leaves it out.`
    return [{ rule: 'not-built', message, place: { path: rule.path, line: 1 } }]
  })
}

function ignoreRules(files: Files) {
  return [...files].flatMap(([path, text]) => {
    if (baseName(path) !== ignoreFile) return []
    const folder = folderOf(path)
    const rules = ignore().add(text)
    const relative = (file: string) => (folder === '' ? file : file.slice(folder.length + 1))
    return [{ path, folder, leavesOut: (file: string) => rules.ignores(relative(file)) }]
  })
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
