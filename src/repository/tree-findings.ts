import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { baseName, folderOf, foldersAround, isWithin } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isGenerated } from '../lockdown/generated.ts'
import { YamlError } from '../yaml/yaml-error.ts'
import type { Cluster } from './clusters.ts'
import type { ObjectFile, Repository } from './repository.ts'

/** What was named on the command line, and what could not be read as text. */
export interface Scope {
  /** Relative to the root; the empty path is all of it. */
  readonly paths: readonly string[]
  readonly unreadable: ReadonlyMap<string, string>
}

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
    inChains.has(path) || installFolders.has(folderOf(path)) || clusters.length === 0
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
    if (!isListed && !isGenerated(text) && !paths.includes(path)) return []
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
export function absentInstallFindings({ tree, objectFiles }: Repository): readonly Finding[] {
  const placeholders = [...objectFiles.values()]
    .filter(
      ({ path, list, items }) =>
        list && items.length === 0 && baseName(path) === 'gotk-components.yaml',
    )
    .map(
      ({ path }): Finding => ({
        rule: 'placeholder',
        message:
          'The file holds no manifests yet: there is nothing to lock before `flux bootstrap` has written it.',
        place: { path, line: 1 },
      }),
    )
  const remote = tree.remote
    .filter(({ field, name }) => field === 'resources' && /\bfluxcd\/flux2\b/.test(name))
    .map(
      ({ kustomization, field, index, name }): Finding => ({
        rule: 'remote-install',
        message: `The manifests of Flux must be in the repository to be locked, and "${name}" is fetched by kustomize.`,
        place: kustomization.placeOf([field, index]),
      }),
    )
  return [...placeholders, ...remote]
}

/** An error for each change that lies outside of the named paths. */
export function outsideFindings(
  changes: ReadonlyMap<string, string | null>,
  { paths }: Scope,
): readonly Finding[] {
  const outside = [...changes.keys()].filter((path) => !paths.some((each) => isWithin(path, each)))
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
