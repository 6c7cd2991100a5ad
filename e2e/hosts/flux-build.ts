import { isDeepStrictEqual } from 'node:util'
import { dump, safeLoadAll } from 'js-yaml'
import { builtProgram } from './programs.ts'
import { outputOf } from './run.ts'

/** A Flux Kustomization, as far as it is read here. */
export interface FluxKustomization {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly spec: Readonly<Record<string, unknown>>
}

/** A repository's folder on disk, and the Flux Kustomization that applies a folder of it. */
export interface FluxBuildRequest {
  readonly root: string
  readonly kustomization: FluxKustomization
}

/** What kustomize-controller would apply. */
export interface FluxBuild {
  /** A stream of documents; empty on a failure. */
  readonly text: string
  /** True where the folder has no kustomization file and Flux makes one. */
  readonly wroteKustomization: boolean
  /** Why nothing would be applied; empty if something would. */
  readonly failure: string
}

/**
 * Builds each request as Flux builds it: what a sync makes of its own Kustomization is what applies the next time, so
 * where that differs it is built again with it. The repositories stay as they are.
 */
export function fluxBuilds(requests: readonly FluxBuildRequest[]): readonly FluxBuild[] {
  const first = builtOnce(requests)
  const changed = requests.flatMap(({ root, kustomization }, i) => {
    const applied = sameIn(first[i]?.text ?? '', kustomization)
    return applied && !isDeepStrictEqual(applied, kustomization)
      ? [{ i, request: { root, kustomization: applied } }]
      : []
  })
  if (changed.length === 0) return first
  const second = builtOnce(changed.map(({ request }) => request))
  return first.map((build, i) => second[changed.findIndex((each) => each.i === i)] ?? build)
}

/** Writes the kustomization.yaml that `flux bootstrap` makes where `folder` of the repository has none. */
export function bootstrapKustomization(root: string, folder: string): void {
  outputOf(builtProgram(), ['bootstrap', root, folder])
}

function builtOnce(requests: readonly FluxBuildRequest[]): readonly FluxBuild[] {
  const stdin = JSON.stringify(
    requests.map(({ root, kustomization }) => ({ root, kustomization: dump(kustomization) })),
  )
  return JSON.parse(outputOf(builtProgram(), [], { stdin }))
}

function sameIn(text: string, { kind, metadata }: FluxKustomization) {
  return (safeLoadAll(text) as FluxKustomization[]).find(
    (object) =>
      object.kind === kind &&
      object.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/') &&
      object.metadata.name === metadata.name &&
      object.metadata.namespace === metadata.namespace,
  )
}

/** The files of a repository, by path, and the `spec.ignore` of its source. */
export interface SourceTree {
  readonly files: Readonly<Record<string, string>>
  readonly ignore: string
}

/** The files of each tree that source-controller puts into its artifact, by its own library. */
export function takenBySource(trees: readonly SourceTree[]): readonly (readonly string[])[] {
  return JSON.parse(outputOf(builtProgram(), ['taken'], { stdin: JSON.stringify(trees) }))
}
