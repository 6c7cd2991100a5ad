import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clusterStates, isLocked } from './repositories/cluster.ts'
import { check, render } from './repositories/command.ts'
import { stateOf } from './repositories/copy.ts'
import {
  cluster,
  expectLocked,
  flux,
  install,
  stateOfCluster,
  withOneCluster,
} from './repositories/one-cluster.ts'

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: extra
  namespace: flux-system
spec:
  interval: 5m
  chart: {spec: {chart: podinfo, sourceRef: {kind: HelmRepository, name: podinfo}}}
`

const overlay = `resources:
- ../../${install}
patches:
- target: {kind: Deployment, name: kustomize-controller}
  patch: |
    - op: add
      path: /spec/template/spec/containers/0/args/-
      value: --no-cross-namespace-refs=false
`

const sync = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: other
  namespace: flux-system
spec:
  interval: 5m
  path: ./elsewhere/overlay
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
`

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

test.each(['.extra.yaml', '.extra/release.yml'])(
  'the hidden "%s", which Flux applies, is locked with the rest',
  (hidden) => {
    withOneCluster((root) => {
      put(root, join(cluster, hidden), release)
      expect(render(root, cluster)).toMatchObject({ exitCode: 0 })
      expectLocked(root)
      put(root, join(cluster, hidden), release)
      expect(stateOfCluster(root).withoutAccount).toEqual(['HelmRelease/extra'])
      expect(check(root, cluster)).toMatchObject({ exitCode: 1 })
    })
  },
)

test.each([
  ['beside PATH', join('elsewhere', 'sync.yaml')],
  ['in a hidden folder beside PATH', join('.elsewhere', '.sync.yaml')],
])('an overlay that unlocks the install is told where its sync is %s', (_, file) => {
  withOneCluster((root) => {
    expect(render(root, cluster)).toMatchObject({ exitCode: 0 })
    put(root, join('elsewhere', 'overlay', 'kustomization.yaml'), overlay)
    put(root, file, sync)
    const [state] = clusterStates(root, [{ sync: file, flux }])
    expect(state && isLocked(state, flux)).toBe(false)
    expect(check(root, cluster)).toMatchObject({ exitCode: 1 })
  })
})

test('a link in place of what Flux needs is told, since no artifact holds it', () => {
  withOneCluster((root) => {
    expect(render(root, cluster)).toMatchObject({ exitCode: 0 })
    put(root, join('elsewhere', 'release.yaml'), release)
    symlinkSync('../../../elsewhere/release.yaml', join(root, install, 'extra.yaml'))
    const kustomization = join(install, 'kustomization.yaml')
    const text = stateOf(root).get(kustomization)?.bytes ?? ''
    put(root, kustomization, text.replace('resources:\n', 'resources:\n- extra.yaml\n'))
    expect(stateOfCluster(root).failure).toContain('extra.yaml')
    const { exitCode, stderr } = check(root, cluster)
    expect(exitCode).toBe(1)
    expect(stderr).toContain("it is a symbolic link, which Flux's artifacts do not hold")
  })
})
