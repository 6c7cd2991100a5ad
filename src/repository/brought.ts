import { changesIn } from '../kustomize/changes.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { originKey } from '../kustomize/origin.ts'
import { matchesPattern } from '../kustomize/pattern.ts'
import { kustomizationAsSynced } from '../kustomize/synced.ts'
import type { Target } from '../kustomize/target.ts'
import { broughtBy } from '../lockdown/brought.ts'
import type { Finding } from '../lockdown/finding.ts'
import { settingsOf } from '../lockdown/settings.ts'
import { podKinds } from '../lockdown/unhandled.ts'
import type { ClusterPlan } from './cluster-plan.ts'
import { isReached } from './reach.ts'
import type { Repository } from './repository.ts'

/** Changes that make a controller of what is none in the files: only objects that name one are read. */
export function broughtFindings(repository: Repository, plan: ClusterPlan): readonly Finding[] {
  const { workloads } = plan.built
  const names = new Set(workloads.map(({ item }) => item.name ?? ''))
  // what means one controller by its name is followed where that is built
  const followed = new Set(
    workloads.flatMap(({ patches }) =>
      patches
        .filter(({ reaches, target }) => reaches === 'yes' && isOneOf(names, target))
        .map(({ origin }) => originKey(origin)),
    ),
  )
  return [...kustomizationsOf(repository, plan)].flatMap((kustomization) => {
    const { generators, transformers } = changesIn(kustomization, repository.files)
    return [...generators, ...transformers].flatMap(({ origin, content, target }) => {
      const brought = broughtBy(content).find(({ controller }) => settingsOf(controller).length > 0)
      if (!brought || !mayRunPods(target) || followed.has(originKey(origin))) return []
      const { path, line, field } = origin
      const message = `\`${field}\` may make an object run ${brought.controller} that does not name it in its file, and is not read here: check \`kustomize build DIR | flux-tenancy check -\`.`
      return [{ rule: 'patch-unclear', message, place: { path, line } } satisfies Finding]
    })
  })
}

/** All that may change what reaches the cluster: in files, and by the Flux Kustomizations that apply them. */
function kustomizationsOf(
  { tree, syncs }: Repository,
  { built: { cluster, workloads, others } }: ClusterPlan,
): ReadonlySet<KustomizationFile> {
  return new Set([
    ...[...tree.kustomizations.values()].filter(({ path }) => isReached(cluster, path)),
    ...[...workloads, ...others].flatMap(({ chain }) => chain.kustomizations),
    ...syncs
      .filter(({ item, folder }) => isReached(cluster, item.path) && isReached(cluster, folder))
      .map(({ folder, by }) => kustomizationAsSynced(folder, tree.kustomizations.get(folder), by)),
  ])
}

function isOneOf(names: ReadonlySet<string>, target: Target | undefined): boolean {
  return target !== undefined && names.has(target.by === 'id' ? target.id.name : target.name)
}

function mayRunPods(target: Target | undefined): boolean {
  if (!target) return true
  if (target.by === 'id') return podKinds.includes(target.id.kind)
  return podKinds.some((kind) => matchesPattern(target.kind, kind) !== 'no')
}
