import { folderOf, isWithin } from '../kustomize/paths.ts'
import { isIgnoredByFlux } from '../kustomize/scanned.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { Cluster } from './clusters.ts'
import type { Repository } from './repository.ts'
import type { Scope } from './scope.ts'
import { sourceIgnores } from './source-ignore.ts'

/** What Flux takes where it gathers or lists files, and what is not read here: it may hold anything. */
export function unreadFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  scope: Scope,
): readonly Finding[] {
  const { objectFiles, tree } = repository
  const isApplied = (path: string) =>
    clusters.some(({ folders }) => folders.some((folder) => isWithin(path, folder)))
  const broken = [...objectFiles.values()].flatMap(({ path, problem }) =>
    problem ? [{ path, line: problem.line, reason: problem.message }] : [],
  )
  const others = [...scope.unreadable].map(([path, reason]) => ({
    path,
    line: 1,
    reason: `${reason}.`,
  }))
  const unread = [...broken, ...others]
    .filter(({ path }) => tree.roleOf(path) === 'object' && isApplied(path))
    .map(({ path, line, reason }): Finding => {
      const message = `Flux takes this file, and it cannot be read here: ${reason}`
      return { rule: 'file-unread', message, place: { path, line } }
    })
  return [...unread, ...leftOutFindings(repository, clusters, scope, isApplied)]
}

/** What Flux gathers although whoever read the files has passed it over: one finding for one reason. */
function leftOutFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  { leftOut = new Map() }: Scope,
  isApplied: (path: string) => boolean,
): readonly Finding[] {
  const gathered = [...leftOut].filter(
    ([path]) => isApplied(path) && repository.tree.isGathered(folderOf(path)),
  )
  if (gathered.length === 0) return []
  const ignores = sourceIgnores(repository, clusters)
  const findings = new Map<string, Finding>()
  for (const [path, reason] of gathered) {
    const { leavesOut, takesBack } = ignores(path)
    if (findings.has(reason) || (!takesBack && (leavesOut || isIgnoredByFlux(path)))) continue
    const remedy = takesBack
      ? 'no pattern with `!` must take it back'
      : '`.sourceignore` must leave it out'
    const message = `Flux takes this file, and it is not read here: ${reason}. It must be elsewhere, or ${remedy}.`
    findings.set(reason, { rule: 'file-unread', message, place: { path, line: 1 } })
  }
  return [...findings.values()]
}
