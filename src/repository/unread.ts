import { baseName, folderOf } from '../kustomize/paths.ts'
import { isIgnoredByFlux } from '../kustomize/scanned.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { ClusterSources } from './cluster-sources.ts'
import { decidingPattern, isTaken, sourceIgnoreFile } from './ignore-patterns.ts'
import { isReached } from './reach.ts'
import type { Repository } from './repository.ts'
import type { Scope } from './scope.ts'

/** Why a link is not read. Source: fluxcd/pkg artifact/storage/storage.go, Archive, which passes over all but regular files and folders. */
export const notInArtifacts = "a symbolic link, which Flux's artifacts do not hold"

/** What Flux takes where it gathers or lists files, and what is not read here: it may hold anything. */
export function unreadFindings(
  repository: Repository,
  sources: readonly ClusterSources[],
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
    .filter(({ path }) => tree.roleOf(path) === 'object' && reaching(sources, path).length > 0)
    // what artifacts do not hold is missed only where it is named
    .filter(
      ({ path, reason }) => !reason.includes(notInArtifacts) || tree.listedBy(path).length > 0,
    )
    .map(({ path, line, reason }): Finding => {
      const message = `Flux takes this file, and it cannot be read here: ${reason}`
      return { rule: 'file-unread', message, place: { path, line } }
    })
  return [
    ...unread,
    ...ignoreFileFindings(sources, scope),
    ...passedOverFindings(repository, sources, scope),
  ]
}

/** What Flux gathers although whoever read the files has passed it over: one finding for one reason. */
function passedOverFindings(
  { tree }: Repository,
  sources: readonly ClusterSources[],
  { leftOut = new Map() }: Scope,
): readonly Finding[] {
  const findings = new Map<string, Finding>()
  const gathered = [...leftOut].filter(([path]) => tree.isGathered(folderOf(path)))
  for (const [path, reason] of gathered) {
    if (findings.has(reason)) continue
    const taker = reaching(sources, path)
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

function reaching(sources: readonly ClusterSources[], path: string): readonly ClusterSources[] {
  return sources.filter(({ cluster }) => isReached(cluster, path))
}

/** A `.sourceignore` that cannot be read: what Flux takes cannot be told. */
function ignoreFileFindings(
  sources: readonly ClusterSources[],
  { unreadable }: Scope,
): readonly Finding[] {
  if (sources.length === 0) return []
  return [...unreadable].flatMap(([path, reason]): Finding[] => {
    if (baseName(path) !== sourceIgnoreFile) return []
    const message = `What Flux takes depends on this file, and it cannot be read here: ${reason}.`
    return [{ rule: 'file-unread', message, place: { path, line: 1 } }]
  })
}
