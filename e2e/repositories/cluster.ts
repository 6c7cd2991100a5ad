import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeLoadAll } from 'js-yaml'
import { releaseOf, releases } from '../expected.ts'
import { type FluxBuild, type FluxKustomization, fluxBuilds } from '../hosts/flux-build.ts'
import { judge, type Verdict } from '../hosts/judge.ts'
import type { ExpectedCluster } from './verdicts.ts'

/** What a cluster runs, as far as the lockdown goes. */
export interface ClusterState {
  /** Why Flux would apply nothing; empty if it would. */
  readonly failure: string
  /** The flags of the lockdown that are in force, by workload: its controller's name, and a suffix for a shard. */
  readonly inForce: ExpectedCluster['in-force']
  /** The Kustomizations and HelmReleases beside the controllers that name no account, as `Kind/name`. */
  readonly withoutAccount: readonly string[]
}

type Located = Pick<ExpectedCluster, 'sync' | 'synced' | 'name' | 'flux'>

/** Builds clusters of the repository at `root` as Flux builds them, and has them judged. */
export function clusterStates(root: string, clusters: readonly Located[]): readonly ClusterState[] {
  const builds = fluxBuilds(
    clusters.map((cluster) => ({ root, kustomization: syncOf(root, cluster) })),
  )
  const judged = judge(builds.map(({ text }, i) => ({ flux: clusters[i]?.flux ?? '', text })))
  return builds.map((build, i) => stateOf(build, judged[i] ?? []))
}

/** The state of a locked cluster with the workloads of `state`. */
export function lockedState(state: ClusterState, flux: string, account = 'flux'): ClusterState {
  const wanted = releaseOf(flux).values['multi-tenant']
  const inForce = Object.keys(state.inForce).map((workload) => {
    // shards carry a suffix
    const controller = Object.keys(wanted).find((name) => workload.startsWith(name)) ?? ''
    const values = effective(wanted[controller] ?? {})
    const named =
      values['default-service-account'] === undefined ? {} : { 'default-service-account': account }
    return [workload, { ...values, ...named }] as const
  })
  return { failure: '', inForce: Object.fromEntries(inForce), withoutAccount: [] }
}

/**
 * True if every flag of the release is in force, whatever the account is called. A cluster without controllers is not
 * locked, nor is one that is too old for it.
 */
export function isLocked(state: ClusterState, flux: string): boolean {
  if (!releases.some((release) => release.flux === flux)) return false
  const account = state.inForce['kustomize-controller']?.['default-service-account']
  const locked = lockedState(state, flux, account)
  return Object.keys(state.inForce).length > 0 && sorted(state) === sorted(locked)
}

/** The Flux Kustomization that applies a cluster. */
export function syncOf(root: string, { sync, synced, name }: Located): FluxKustomization {
  if (sync === undefined) {
    return {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { path: `./${synced}` },
    }
  }
  const objects = safeLoadAll(readFileSync(join(root, sync), 'utf8')) as FluxKustomization[]
  const found = objects.find(
    ({ kind, metadata }) => kind === 'Kustomization' && (name ?? metadata.name) === metadata.name,
  )
  if (!found) throw new Error(`${sync} has no Kustomization ${name ?? ''}`)
  return found
}

function stateOf({ text, failure }: FluxBuild, verdicts: readonly Verdict[]): ClusterState {
  const failures = verdicts.flatMap((verdict) => verdict.failure || [])
  return {
    failure: [failure, ...failures].filter(Boolean).join('; '),
    inForce: Object.fromEntries(
      verdicts.map(({ workload, values }) => [workload, effective(values)]),
    ),
    withoutAccount: withoutAccount(text, new Set(verdicts.map(({ namespace }) => namespace))),
  }
}

function withoutAccount(text: string, namespaces: ReadonlySet<string>): readonly string[] {
  const objects = safeLoadAll(text) as FluxKustomization[]
  return objects
    .filter(({ kind }) => kind === 'Kustomization' || kind === 'HelmRelease')
    .filter(
      ({ metadata: { namespace = '' } }) => namespaces.size === 0 || namespaces.has(namespace),
    )
    .filter(({ spec }) => !spec['serviceAccountName'] && spec['kubeConfig'] === undefined)
    .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
    .sort()
}

// the controllers' own defaults: what they say of a flag that is not in force
function effective(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== '' && value !== 'false'),
  )
}

function sorted(state: ClusterState): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  )
}
