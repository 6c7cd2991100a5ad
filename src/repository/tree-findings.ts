import { isKustomizationName } from '../kustomize/kustomization-file.ts'
import { folderOf } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import { isGenerated } from '../lockdown/generated.ts'
import { YamlError } from '../yaml/yaml-error.ts'
import { sourcesOf } from './cluster-sources.ts'
import type { Cluster } from './clusters.ts'
import { areReached } from './reach.ts'
import type { ObjectFile, Repository } from './repository.ts'
import { isNamed, type Scope } from './scope.ts'
import { sourceIgnoreFindings } from './source-ignore.ts'
import { suspendedFindings } from './suspended.ts'
import { unbuiltFindings } from './unbuilt.ts'
import { unreadFindings } from './unread.ts'

/** What keeps the kustomizations of installs from being built, and files of theirs that cannot be read. */
export function treeFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  scope: Scope,
): readonly Finding[] {
  const { tree, files } = repository
  const sources = sourcesOf(repository, clusters)
  const inChains = new Set(
    clusters.flatMap(({ workloads }) =>
      workloads.flatMap(({ chain }) => chain.kustomizations.map(({ path }) => path)),
    ),
  )
  const installFolders = new Set(
    [...files].filter(([, text]) => isGenerated(text)).map(([path]) => folderOf(path)),
  )
  // what cannot be read might list, and change, all that is in its folder
  const concerns = (path: string) =>
    inChains.has(path) ||
    areReached(clusters, path) ||
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
    ...clusters.flatMap((cluster) => unbuiltFindings(repository, cluster)),
    ...missingFindings(repository, inChains, scope),
    ...brokenFindings(repository, clusters, scope),
    ...unreadFindings(repository, sources, scope),
    ...sourceIgnoreFindings(repository, sources, scope),
    ...suspendedFindings(sources),
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
    const listing = tree.listedBy(path).find(({ kustomization }) => homes.has(kustomization.folder))
    const isMeant = paths.includes(path) || (listing !== undefined && !isGenerated(text))
    const problem = file.problem ?? (isMeant ? problemIn(file) : undefined)
    const isInstall = isGenerated(text) && isNamed({ paths }, path)
    if (!problem || !(isMeant || listing || isInstall)) return []
    const { line, message } = problem
    const who =
      listing && `"${listing.name}", which ${listing.kustomization.path} lists, cannot be read: `
    return [{ rule: 'file-unreadable', message: `${who ?? ''}${message}`, place: { path, line } }]
  })
}

/** What is wrong in a file, also in objects that nobody asks for. */
function problemIn({ items }: ObjectFile): YamlError | undefined {
  try {
    for (const { source } of items) void source.value
    return undefined
  } catch (error) {
    if (error instanceof YamlError) return error
    throw error
  }
}
