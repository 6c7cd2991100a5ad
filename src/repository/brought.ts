import { changesIn } from '../kustomize/changes.ts'
import type { Origin } from '../kustomize/origin.ts'
import { broughtBy } from '../lockdown/brought.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { ClusterPlan } from './cluster-plan.ts'
import { isReached } from './reach.ts'
import type { Repository } from './repository.ts'

/** Changes that make a controller of what is none in the files: only objects that name one are read. */
export function broughtFindings(
  { tree, files }: Repository,
  { built: { cluster, workloads, others } }: ClusterPlan,
): readonly Finding[] {
  const kustomizations = new Set([
    ...[...tree.kustomizations.values()].filter(({ path }) => isReached(cluster, path)),
    ...[...workloads, ...others].flatMap(({ chain }) => chain.kustomizations),
  ])
  const seen = new Set(
    workloads.flatMap(({ patches }) =>
      patches.filter(({ reaches }) => reaches === 'yes').map(({ origin }) => keyOf(origin)),
    ),
  )
  return [...kustomizations].flatMap((kustomization) => {
    const { generators, transformers } = changesIn(kustomization, files)
    return [...generators, ...transformers].flatMap(({ origin, content }): readonly Finding[] => {
      const [brought] = broughtBy(content)
      if (!brought || seen.has(keyOf(origin))) return []
      const { path, line, field } = origin
      const message = `\`${field}\` may make an object run ${brought.controller} that does not name it in its file, and is not read here: check \`kustomize build DIR | flux-tenancy check -\`.`
      return [{ rule: 'patch-unclear', message, place: { path, line } }]
    })
  })
}

function keyOf({ path, line, field }: Origin): string {
  return `${path}:${line} ${field}`
}
