import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bootstrapKustomization } from './hosts/flux-build.ts'
import {
  type ClusterState,
  clusterStates,
  isLocked,
  lockedState,
  syncOf,
} from './repositories/cluster.ts'
import { check, isExpected, render } from './repositories/command.ts'
import { changesBetween, stateOf, touchedInVain, withRepository } from './repositories/copy.ts'
import {
  clustersOf,
  type ExpectedCluster,
  type ExpectedVerdict,
  repositoriesFolder,
  titleOf,
  verdicts,
} from './repositories/verdicts.ts'

const rows = verdicts.map((row) => [titleOf(row), row] as const)
const builtRows = verdicts.flatMap((row) =>
  row.built ? [[titleOf(row), row, row.built] as const] : [],
)

function onCopyOf<Value>({ repository }: ExpectedVerdict, work: (root: string) => Value): Value {
  return withRepository(join(repositoriesFolder, repository), work)
}

function stateOfCluster(root: string, cluster: ExpectedCluster): ClusterState {
  return clusterStates(root, [cluster])[0] as ClusterState
}

test('there are twelve repositories, and at least three have bases outside of the cluster', () => {
  expect(new Set(verdicts.map(({ repository }) => repository)).size).toBeGreaterThanOrEqual(12)
})

test.each(builtRows)('%s is what was written down, built as Flux builds it', (_, row, built) => {
  onCopyOf(row, (root) => {
    expect(stateOfCluster(root, built)).toEqual({
      failure: '',
      inForce: built['in-force'],
      withoutAccount: built['without-account'],
    })
  })
})

test.each(rows)('check %s says what was written down', (_, row) => {
  onCopyOf(row, (root) => {
    const before = stateOf(root)
    const { exitCode, stderr, errors } = check(root, row.path)
    const missed = (row.check.errors ?? []).filter(
      (expected) => !errors.some((error) => isExpected(expected, error)),
    )
    expect({ exitCode, missed, errors: missed.length > 0 ? errors : [] }).toEqual({
      exitCode: row.check.exit,
      missed: [],
      errors: [],
    })
    if (row.check.exit === 0) expect(errors).toEqual([])
    else expect(stderr).not.toBe('')
    expect(stateOf(root)).toEqual(before)
  })
})

// what people add and remove without a thought, and what takes a lock with it
const turns = {
  'as it stands': () => {},
  'with the synced folder’s kustomization added or removed': (root, { path }) => {
    if (!removed(join(root, path, 'kustomization.yaml'))) bootstrapKustomization(root, path)
  },
  'without the kustomization beside the sync': (root, { file }) => {
    removed(join(root, dirname(file), 'kustomization.yaml'))
  },
} satisfies Record<string, (root: string, sync: { path: string; file: string }) => void>

function removed(file: string): boolean {
  const isThere = existsSync(file)
  rmSync(file, { force: true })
  return isThere
}

describe.each(Object.entries(turns))('%s', (_turn, turn) => {
  test.each(builtRows)('check %s tells what is built', (_, row, built) => {
    onCopyOf(row, (root) => {
      const path = String(syncOf(root, built).spec['path']).replace(/^\.\//, '')
      turn(root, { path, file: built.sync ?? join(path, 'none') })
      const state = stateOfCluster(root, built)
      const { exitCode } = check(root, row.path)
      expect([0, 1]).toContain(exitCode)
      expect(exitCode === 0 && !isLocked(state, built.flux) ? state : 'the truth').toBe('the truth')
    })
  })
})

test.each(rows)('render %s changes what was written down, once, and takes it back', (_, row) => {
  onCopyOf(row, (root) => {
    const before = stateOf(root)
    const first = render(root, row.path)
    const after = stateOf(root)
    expect({
      exitCode: first.exitCode,
      files: changesBetween(before, after),
      stderr: first.stderr,
    }).toEqual({
      exitCode: row.render.exit,
      files: row.render.files ?? {},
      stderr: expect.any(String),
    })
    expect(touchedInVain(before, after)).toEqual([])
    for (const words of row.render.says ?? []) expect(first.stderr).toMatch(new RegExp(words, 'i'))
    const second = render(root, row.path)
    expect(second.exitCode).toBe(first.exitCode)
    expect(changesBetween(after, stateOf(root))).toEqual({})
    expectUnlocked(root, row, before, after)
  })
})

function expectUnlocked(
  root: string,
  { path, unlock }: ExpectedVerdict,
  before: ReturnType<typeof stateOf>,
  locked: ReturnType<typeof stateOf>,
): void {
  const { exitCode, stderr } = render(root, path, 'single-tenant')
  const left = changesBetween(unlock === 0 ? before : locked, stateOf(root))
  expect({ exitCode, left, stderr }).toEqual({
    exitCode: unlock,
    left: {},
    stderr: expect.any(String),
  })
}

// an error of another class is none that an edit of ours could mend
const mended = rows.filter(
  ([, { check, render }]) =>
    render.exit === 0 && (check.errors ?? []).every((error) => error.class === 'drift'),
)

test.each(mended)('what render makes of %s is locked, and check says so', (_, row) => {
  onCopyOf(row, (root) => {
    render(root, row.path)
    const clusters = clustersOf(row)
    const states = clusterStates(
      root,
      clusters.map(({ built }) => built),
    )
    const wanted = clusters.map(({ built, account }, i) =>
      lockedState(states[i] as ClusterState, built.flux, account),
    )
    expect(states).toEqual(wanted)
    expect(check(root, row.path)).toMatchObject({ exitCode: 0, errors: [] })
  })
})
