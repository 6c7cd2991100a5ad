import { isWithin } from '../kustomize/paths.ts'
import { type Cluster, clustersOf } from './clusters.ts'
import { areReached } from './reach.ts'
import type { Repository } from './repository.ts'

/** What was named on the command line, what could not be read as text, and what was passed over. */
export interface Scope {
  /** Relative to the root; the empty path is all of it. */
  readonly paths: readonly string[]
  readonly unreadable: ReadonlyMap<string, string>
  readonly leftOut?: ReadonlyMap<string, string>
}

/** True for a path that was named, or that lies in a folder that was. */
export function isNamed({ paths }: Pick<Scope, 'paths'>, path: string): boolean {
  return paths.some((each) => isWithin(path, each))
}

/** Tells what counts for what was named: that itself, and what reaches a cluster that was, wherever it stands. */
export function countingPaths(repository: Repository, scope: Scope): (path: string) => boolean {
  const clusters = namedClusters(repository, scope)
  return (path) => isNamed(scope, path) || areReached(clusters, path)
}

/** The clusters that were named, or to which something that was named leads. */
export function namedClusters(repository: Repository, scope: Scope): readonly Cluster[] {
  return clustersOf(repository).filter(
    ({ folder, workloads }) =>
      isNamed(scope, folder) ||
      workloads.some(
        ({ item, chain }) =>
          isNamed(scope, item.path) ||
          chain.kustomizations.some(({ path }) => isNamed(scope, path)),
      ),
  )
}
