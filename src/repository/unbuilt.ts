import { folderOf, foldersAround, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isGenerated } from '../lockdown/generated.ts'
import type { Cluster } from './clusters.ts'
import type { Repository } from './repository.ts'

/** What keeps Flux from building an install although each kustomization can be read. */
export function unbuiltFindings(repository: Repository, cluster: Cluster): readonly Finding[] {
  return [
    ...componentRoots(cluster),
    ...leftOutFindings(repository, cluster),
    ...lostSyncFindings(repository, cluster),
  ]
}

/** A Component where kustomize needs a Kustomization: at the end of a chain, or in the folder that Flux applies. */
function componentRoots({ workloads }: Cluster): readonly Finding[] {
  return workloads.flatMap(({ chain }) => {
    const written = chain.kustomizations.filter(({ text }) => text !== '')
    const root = written.at(-1)
    if (root?.kind !== 'Component') return []
    const message =
      'The `kind` must be "Kustomization": Flux builds the folder as one, and fails on a Component.'
    return [{ rule: 'build-fails', message, place: root.placeOf(['kind']) } as const]
  })
}

/** An install that the cluster's sync should apply, and that a kustomization on the way leaves out. */
function leftOutFindings({ tree, syncs }: Repository, { workloads }: Cluster): readonly Finding[] {
  return workloads.flatMap(({ chain, item }): Finding[] => {
    if (chain.sync) return []
    const home = chain.listedIn ?? folderOf(item.path)
    const around = foldersAround(home).find(
      (folder) => folder !== home && tree.kustomizedFolders.has(folder),
    )
    const isSynced = syncs.some(
      ({ item: sync, folder }) => isWithin(sync.path, home) && isWithin(home, folder),
    )
    const file = around === undefined ? undefined : tree.kustomizations.get(around)
    if (!isSynced || !file) return []
    const message = `The kustomization must list the folder "${home}" of the install, or Flux does not build it.`
    return [{ rule: 'not-built', message, place: file.placeOf(['resources']) }]
  })
}

/** The sync that bootstrap wrote beside an install names a folder that is not there, as the files are not the whole repository, or another one. */
function lostSyncFindings(
  { files, syncs }: Repository,
  { workloads }: Cluster,
): readonly Finding[] {
  const paths = [...files.keys()]
  return syncs.flatMap((sync): readonly Finding[] => {
    const { item, folder } = sync
    const beside = workloads.filter(
      ({ chain, item: { path } }) => (chain.listedIn ?? folderOf(path)) === folderOf(item.path),
    )
    const [first] = beside
    if (!first || !isGenerated(item.fileText)) return []
    const place = item.placeOf(['spec', 'path'])
    const told = (message: string): Finding => ({ rule: 'not-built', item, message, place })
    if (!paths.some((path) => isWithin(path, folder))) {
      return [
        told(
          `\`spec.path\` must be a folder of the repository, and "${folder}" is not in what was read: run this where the whole repository is, with its \`.git\`.`,
        ),
      ]
    }
    const home = folderOf(item.path)
    if (isWithin(home, folder) || beside.some(({ chain }) => chain.sync)) return []
    return [
      told(
        `\`spec.path\` must lead to the install beside it, in "${home}", and "${folder}" does not: Flux does not build the controllers.`,
      ),
    ]
  })
}
