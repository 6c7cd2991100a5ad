import { valueAt } from '../krm/field-path.ts'
import { mapAt } from '../krm/object.ts'
import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { baseName, folderOf, foldersAround, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isGenerated } from '../lockdown/generated.ts'
import { YamlError } from '../yaml/yaml-error.ts'
import type { Cluster } from './clusters.ts'
import type { ObjectFile, Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { isNamed, type Scope } from './scope.ts'

/** What keeps the kustomizations of installs from being built, and files of theirs that cannot be read. */
export function treeFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  scope: Scope,
): readonly Finding[] {
  const { tree, files } = repository
  const inChains = new Set(
    clusters.flatMap(({ workloads }) =>
      workloads.flatMap(({ chain }) => chain.kustomizations.map(({ path }) => path)),
    ),
  )
  const installFolders = new Set(
    [...files].filter(([, text]) => isGenerated(text)).map(([path]) => folderOf(path)),
  )
  const concerns = (path: string) =>
    inChains.has(path) ||
    (isNamed(scope, path) && (installFolders.has(folderOf(path)) || clusters.length === 0))
  return [
    ...tree.problems
      .filter(({ path }) => concerns(path))
      .map(
        ({ path, line, message }): Finding => ({
          rule: 'build-fails',
          message,
          place: { path, line },
        }),
      ),
    ...clusters.flatMap((cluster) => [
      ...componentRoots(cluster),
      ...leftOutFindings(repository, cluster),
    ]),
    ...missingFindings(repository, inChains, scope),
    ...brokenFindings(repository, clusters, scope),
    ...unreadFindings(repository, clusters, scope),
    ...[...scope.unreadable].flatMap(([path, reason]): Finding[] =>
      (isKustomizationName(path) && concerns(path)) || scope.paths.includes(path)
        ? [
            {
              rule: 'file-unreadable',
              message: `The file must be YAML text, and ${reason}.`,
              place: { path, line: 1 },
            },
          ]
        : [],
    ),
  ]
}

function missingFindings(
  { tree }: Repository,
  inChains: ReadonlySet<string>,
  { unreadable }: Scope,
): readonly Finding[] {
  return tree.wanted.flatMap((path) =>
    tree
      .listedBy(path)
      .filter(({ kustomization }) => inChains.has(kustomization.path))
      .map(({ kustomization, field, index, name }): Finding => {
        const reason = unreadable.get(path)
        return {
          rule: reason === undefined ? 'build-fails' : 'file-unreadable',
          message: `"${name}" in \`${field}\` must be there, and ${reason ?? 'it is not'}.`,
          place: kustomization.placeOf([field, index]),
        }
      }),
  )
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

/** What Flux takes where it gathers or lists files, and what cannot be read here: it may hold anything. */
function unreadFindings(
  { objectFiles, tree }: Repository,
  clusters: readonly Cluster[],
  { unreadable }: Scope,
): readonly Finding[] {
  const folders = clusters.flatMap((cluster) => cluster.folders)
  const isTaken = (path: string) =>
    tree.roleOf(path) === 'object' && folders.some((folder) => isWithin(path, folder))
  const broken = [...objectFiles.values()].flatMap(({ path, problem }) =>
    problem ? [{ path, line: problem.line, reason: problem.message }] : [],
  )
  const others = [...unreadable].map(([path, reason]) => ({ path, line: 1, reason: `${reason}.` }))
  return [...broken, ...others]
    .filter(({ path }) => isTaken(path))
    .map(({ path, line, reason }) => ({
      rule: 'file-unread',
      message: `Flux takes this file, and it cannot be read here: ${reason}`,
      place: { path, line },
    }))
}

/** Files that cannot be read are passed over, but for those that were named and those that the kustomization of an install lists. */
function brokenFindings(
  { objectFiles, tree }: Repository,
  clusters: readonly Cluster[],
  { paths }: Scope,
): readonly Finding[] {
  const homes = new Set(
    clusters.flatMap(({ workloads }) => workloads.flatMap(({ chain }) => chain.listedIn ?? [])),
  )
  return [...objectFiles.values()].flatMap((file): Finding[] => {
    const { path, text } = file
    const problem = file.problem ?? (paths.includes(path) ? problemIn(file) : undefined)
    if (!problem) return []
    const isListed = tree
      .listedBy(path)
      .some(({ kustomization }) => homes.has(kustomization.folder))
    if (!isListed && !(isGenerated(text) && isNamed({ paths }, path)) && !paths.includes(path))
      return []
    const { line, message } = problem
    return [{ rule: 'file-unreadable', message, place: { path, line } }]
  })
}

/** What is wrong in a file that was named, also in objects that nobody asks for. */
function problemIn({ items }: ObjectFile): YamlError | undefined {
  try {
    for (const { source } of items) void source.value
    return undefined
  } catch (error) {
    if (error instanceof YamlError) return error
    throw error
  }
}

/** What says where the installs are that are not among the files. */
export function absentInstallFindings(
  { tree, objectFiles, items }: Repository,
  scope: Scope,
): readonly Finding[] {
  const placeholders = [...objectFiles.values()].filter(
    ({ path, list, items: own }) =>
      isNamed(scope, path) && list && own.length === 0 && baseName(path) === 'gotk-components.yaml',
  )
  const remote = tree.remote.filter(
    ({ kustomization, field, name }) =>
      isNamed(scope, kustomization.path) && field === 'resources' && /flux/i.test(name),
  )
  return [
    ...placeholders.map(
      ({ path }): Finding => ({
        rule: 'placeholder',
        message:
          'The file holds no manifests yet: there is nothing to lock before `flux bootstrap` has written it.',
        place: { path, line: 1 },
      }),
    ),
    ...remote.map(
      ({ kustomization, field, index, name }): Finding => ({
        rule: 'remote-install',
        message: `The manifests of Flux must be in the repository to be locked, and "${name}" is fetched by kustomize.`,
        place: kustomization.placeOf([field, index]),
      }),
    ),
    ...items
      .filter((item) => isNamed(scope, item.path))
      .flatMap((item): readonly Finding[] => {
        const origin = installSource(item)
        if (origin === undefined) return []
        const message = `The manifests of Flux must be in the repository to be locked, and they may come from "${origin}".`
        return [{ rule: 'remote-install', item, message }]
      }),
  ]
}

/** Where an object may take an install of Flux from: the artifacts that Flux publishes, and the chart of its community. */
function installSource(item: RepositoryItem): string | undefined {
  if (item.kind === 'OCIRepository') {
    const url = mapAt(item.object['spec'])['url']
    return typeof url === 'string' && /\/flux-manifests$/.test(url) ? url : undefined
  }
  if (item.kind !== 'HelmRelease') return undefined
  const chart = valueAt(item.object, ['spec', 'chart', 'spec', 'chart'])
  return chart === 'flux2' || chart === 'flux' ? chart : undefined
}

/** An error for each change that lies outside of the named paths. */
export function outsideFindings(
  changes: ReadonlyMap<string, string | null>,
  scope: Scope,
): readonly Finding[] {
  const { paths } = scope
  const outside = [...changes.keys()].filter((path) => !isNamed(scope, path))
  const all = [...paths, ...outside.map(folderOf)]
  return outside.map((path) => ({
    rule: 'outside-path',
    message: `"${path}" would have to change and is outside of what was named: name "${commonFolder(all) || '.'}".`,
    place: { path, line: 1 },
  }))
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  let folder = first
  while (folder !== '' && !others.every((path) => isWithin(path, folder))) folder = folderOf(folder)
  return folder
}
