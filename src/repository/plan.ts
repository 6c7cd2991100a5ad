import type { TenancyCheckSpec } from '../api/schema.ts'
import { withTexts } from '../krm/files.ts'
import { fileOf } from '../krm/result.ts'
import type { WrittenAt } from '../kustomize/kustomization-file.ts'
import { type Finding, isRefusal } from '../lockdown/finding.ts'
import { fluxInstances } from '../lockdown/operator.ts'
import { absentInstallFindings } from './absent-installs.ts'
import { broughtFindings } from './brought.ts'
import { profileChanges } from './changes.ts'
import { type ClusterPlan, planCluster } from './cluster-plan.ts'
import { type FileChanges, noChanges } from './component-changes.ts'
import { heldBackIn } from './held-back.ts'
import { builtInstanceFindings } from './instances.ts'
import { outsideFindings } from './outside.ts'
import {
  accountOverrides,
  failureFindings,
  overrideFindings,
  superfluousFindings,
  unclearFindings,
} from './overrides.ts'
import { readRepository } from './read-repository.ts'
import { remoteContentFindings } from './remote-content.ts'
import { isFromComponent, type Repository } from './repository.ts'
import { isNamed, namedClusters, type Scope } from './scope.ts'
import { treeFindings } from './tree-findings.ts'

/** What a profile makes of a repository: the one code path of `render` and `check`. */
export interface RepositoryPlan {
  /** The clusters as they are now. */
  readonly clusters: readonly ClusterPlan[]
  /** What is to be written; null for a file that goes. Empty if anything is refused. */
  readonly changes: ReadonlyMap<string, string | null>
  /** At least one for each change, and what they mend. */
  readonly drift: readonly Finding[]
  /** All else, as it is when the changes are made. */
  readonly findings: readonly Finding[]
}

/** Plans the changes of a profile, and judges what would be built with them in place. Pure. */
export function planRepository(
  now: Repository,
  spec: TenancyCheckSpec,
  scope: Scope,
): RepositoryPlan {
  const clusters = namedClusters(now, scope)
  const { after, proposed } = settled(now, spec, scope)
  const clustersAfter = after === now ? clusters : namedClusters(after, scope)
  const plansNow = clusters.map((cluster) => planCluster(now, cluster, spec))
  const plansAfter =
    after === now ? plansNow : clustersAfter.map((cluster) => planCluster(after, cluster, spec))
  // then nothing is in place yet that a patch could override
  const isStopped = plansNow.some(({ lockdown }) => lockdown.findings.some(isRefusal))
  const found = [
    ...plansAfter.flatMap((plan) => judged(after, plan, spec, isStopped)),
    ...treeFindings(after, clustersAfter, scope),
    ...remoteContentFindings(after, clustersAfter, spec.securityProfile),
    ...elsewhere(now, spec, scope),
    ...proposed.findings,
    ...outsideFindings(proposed.changes, scope),
  ]
  const findings = distinct([
    ...found,
    ...(clusters.length > 0 ? [] : noInstall(now, found, scope)),
  ])
  const isRefused = findings.some(isRefusal)
  return {
    clusters: plansNow,
    changes: isRefused ? new Map() : proposed.changes,
    drift: distinct([...proposed.drift, ...mended(plansNow, isStopped ? [] : plansAfter)]),
    findings,
  }
}

// a kustomization that is made may connect clusters, which then need more
const mostRounds = 5

/** The repository when the profile has nothing to change any more, and all that it changed on the way there. */
function settled(
  now: Repository,
  spec: TenancyCheckSpec,
  scope: Scope,
): { readonly after: Repository; readonly proposed: FileChanges } {
  let after = now
  let proposed = noChanges
  for (let round = 0; round < mostRounds; round++) {
    const next = profileChanges(after, scope, spec)
    proposed = {
      changes: new Map([...proposed.changes, ...next.changes]),
      drift: [...proposed.drift, ...next.drift],
      findings: [...proposed.findings, ...next.findings],
    }
    if (next.changes.size === 0) return { after, proposed }
    after = readRepository(withTexts(after.files, next.changes))
  }
  throw new Error('The changes of a profile must come to an end, and they do not.')
}

function judged(
  repository: Repository,
  plan: ClusterPlan,
  spec: TenancyCheckSpec,
  isStopped: boolean,
): readonly Finding[] {
  const isOurs = (origin: WrittenAt) => isFromComponent(repository, origin)
  return [
    ...plan.lockdown.findings.filter(({ rule }) => rule !== 'generated-by-flux'),
    ...(isStopped ? [] : [...overrideFindings(plan, spec), ...accountOverrides(plan)]),
    ...unclearFindings(plan, repository.syncs, spec),
    ...failureFindings(plan),
    ...heldBackIn(plan),
    ...broughtFindings(repository, plan),
    ...superfluousFindings(plan, isOurs),
  ]
}

/** The edits of what is there now that are none any more with the changes in place. */
function mended(now: readonly ClusterPlan[], after: readonly ClusterPlan[]): readonly Finding[] {
  const left = new Set(after.flatMap(({ lockdown }) => lockdown.edits.map(keyOf)))
  return now.flatMap(({ lockdown }) => lockdown.edits).filter((edit) => !left.has(keyOf(edit)))
}

/** What is said of clusters whose controllers are not among the files. */
function elsewhere(
  repository: Repository,
  spec: TenancyCheckSpec,
  scope: Scope,
): readonly Finding[] {
  return [
    ...builtInstanceFindings(repository, spec, scope),
    ...absentInstallFindings(repository, scope),
  ]
}

/** An error where nothing else says why there is nothing to do. */
function noInstall(
  { items }: Repository,
  found: readonly Finding[],
  scope: Scope,
): readonly Finding[] {
  const isOperated = fluxInstances(items).some(({ path }) => isNamed(scope, path))
  if (found.some(isRefusal) || (isOperated && found.length === 0)) return []
  return [
    {
      rule: 'no-install',
      message: isOperated
        ? 'The controllers must be locked by their FluxInstance: there is nothing in these files that can be locked for it.'
        : 'The files must hold the controllers of Flux, and they do not: name the folder that `flux bootstrap` wrote.',
    },
  ]
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()]
}

function keyOf({ rule, message, item, field, place }: Finding): string {
  return JSON.stringify([rule, message, nameOf(item), field?.path, place])
}

function nameOf(item: Finding['item']): string {
  if (!item) return ''
  return JSON.stringify([fileOf(item)?.path, item.kind, item.namespace, item.name])
}
