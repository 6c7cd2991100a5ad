import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type ClusterState, clusterStates, lockedState } from './cluster.ts'
import { check, render } from './command.ts'
import { changesBetween, type FolderState, stateOf, withRepository } from './copy.ts'
import type { Edit, Expectation } from './expectations.ts'

/** The cluster of `withOneCluster`, its install, and what `render` adds to it. */
export const cluster = join('clusters', 'staging')
export const install = join(cluster, 'flux-system')
export const component = join(install, 'flux-tenancy', 'kustomization.yaml')

/** Its Flux. */
export const flux = 'v2.6.4'

/** Runs `work` on a repository with one cluster and nothing beside the install, as bootstrapped. */
export function withOneCluster(work: (root: string) => void): void {
  withRepository(join('testdata', 'repositories', 'four-versions'), (root) => {
    for (const other of ['dev', 'production', 'legacy']) {
      rmSync(join(root, 'clusters', other), { recursive: true })
    }
    rmSync(join(root, cluster, 'apps.yaml'))
    work(root)
  })
}

/** What the cluster runs, as Flux builds it. */
export function stateOfCluster(root: string): ClusterState {
  const [state] = clusterStates(root, [{ sync: join(install, 'gotk-sync.yaml'), flux }])
  return state as ClusterState
}

/** Holds the cluster to the lock, as Flux builds it, and `check` to saying so. */
export function expectLocked(root: string): void {
  const state = stateOfCluster(root)
  expect(state).toEqual(lockedState(state, flux))
  expect(check(root, cluster)).toMatchObject({ exitCode: 0, errors: [] })
}

/** What a lock did to one file. */
export interface Rendered {
  readonly edit: Edit
  readonly stderr: string
  readonly changes: ReturnType<typeof changesBetween>
}

/** Locks the cluster and says what that did to `file`. Fails if it is not what was expected. */
export function renderedAsExpected(
  root: string,
  file: string,
  before: FolderState,
  { edit: expected, says = '' }: Expectation,
): Rendered {
  const { exitCode, stderr } = render(root, cluster)
  const changes = changesBetween(before, stateOf(root))
  const isChanged = changes[file] !== undefined
  const edit = exitCode === 0 ? (isChanged ? 'added' : 'untouched') : 'refused'
  const allowed: readonly Edit[] = typeof expected === 'string' ? [expected] : expected
  expect(allowed.includes(edit) ? 'as expected' : `${edit}: ${stderr}`).toBe('as expected')
  expect(stderr).toMatch(new RegExp(says))
  if (edit === 'refused') {
    expect({ exitCode, changes }).toEqual({ exitCode: 1, changes: {} })
    expect(stderr).toContain(file)
  }
  return { edit, stderr, changes }
}

/** Unlocks the cluster and says which files differ from `before`. */
export function unlocked(root: string, before: FolderState): ReturnType<typeof changesBetween> {
  const { exitCode, stderr } = render(root, cluster, 'single-tenant')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.any(String) })
  return changesBetween(before, stateOf(root))
}
