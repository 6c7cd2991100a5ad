import { baseName, folderOf } from '../kustomize/paths.ts'
import { isIgnoredByFlux } from '../kustomize/scanned.ts'
import type { Finding } from '../lockdown/finding.ts'
import { areReached, type Cluster } from './clusters.ts'
import { decidingPattern, ignoreFile, isTaken } from './ignore-patterns.ts'
import type { Repository } from './repository.ts'
import type { Scope } from './scope.ts'
import { sourcePatterns } from './source-ignore.ts'

/** What Flux takes where it gathers or lists files, and what is not read here: it may hold anything. */
export function unreadFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  scope: Scope,
): readonly Finding[] {
  const { objectFiles, tree } = repository
  const broken = [...objectFiles.values()].flatMap(({ path, problem }) =>
    problem ? [{ path, line: problem.line, reason: problem.message }] : [],
  )
  const others = [...scope.unreadable].map(([path, reason]) => ({
    path,
    line: 1,
    reason: `${reason}.`,
  }))
  const unread = [...broken, ...others]
    .filter(({ path }) => tree.roleOf(path) === 'object' && areReached(clusters, path))
    .map(({ path, line, reason }): Finding => {
      const message = `Flux takes this file, and it cannot be read here: ${reason}`
      return { rule: 'file-unread', message, place: { path, line } }
    })
  return [
    ...unread,
    ...ignoreFileFindings(clusters, scope),
    ...leftOutFindings(repository, clusters, scope),
  ]
}

/** What Flux gathers although whoever read the files has passed it over: one finding for one reason. */
function leftOutFindings(
  repository: Repository,
  clusters: readonly Cluster[],
  { leftOut = new Map() }: Scope,
): readonly Finding[] {
  if (leftOut.size === 0) return []
  const sources = clusters.map((cluster) => {
    return { cluster, patterns: sourcePatterns(repository, cluster) }
  })
  const findings = new Map<string, Finding>()
  const gathered = [...leftOut].filter(([path]) => repository.tree.isGathered(folderOf(path)))
  for (const [path, reason] of gathered) {
    if (findings.has(reason)) continue
    const taker = sources
      .filter(({ cluster }) => areReached([cluster], path))
      .flatMap(({ patterns }) => patterns)
      .find((patterns) => isTaken(patterns, path))
    if (!taker) continue
    const pattern = decidingPattern(taker, path)
    const why = isIgnoredByFlux(path) && !pattern ? onlyWithoutPatterns : `${reason}.`
    const remedy = pattern
      ? `\`${pattern.text}\` in \`${pattern.name}\` takes it: a later pattern must leave it out, or it must be elsewhere.`
      : '`.sourceignore` must leave it out, or it must be elsewhere.'
    const message = `Flux takes this file, and it is not read here: ${why} ${remedy}`
    findings.set(reason, { rule: 'file-unread', message, place: { path, line: 1 } })
  }
  return [...findings.values()]
}

const onlyWithoutPatterns =
  'source-controller leaves it out by default, and no longer where any `.sourceignore` or `spec.ignore` has a pattern.'

/** A `.sourceignore` that cannot be read: what Flux takes cannot be told. */
function ignoreFileFindings(
  clusters: readonly Cluster[],
  { unreadable }: Scope,
): readonly Finding[] {
  if (clusters.length === 0) return []
  return [...unreadable].flatMap(([path, reason]): Finding[] => {
    if (baseName(path) !== ignoreFile) return []
    const message = `What Flux takes depends on this file, and it cannot be read here: ${reason}.`
    return [{ rule: 'file-unread', message, place: { path, line: 1 } }]
  })
}
