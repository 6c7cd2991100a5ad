import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manifest } from '../expected.ts'
import { bootstrapKustomization } from '../hosts/flux-build.ts'

/** The cluster's folder and, in it, the install's, relative to the repository. */
export const cluster = join('clusters', 'production')
export const install = join(cluster, 'flux-system')

/** What people keep beside the install: two objects that would stop in a locked cluster, and two that would not. */
const platform: Readonly<Record<string, string>> = {
  'infrastructure.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: infrastructure
  namespace: flux-system
spec:
  interval: 1h
  path: ./infrastructure   # shared by all clusters
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
  'monitoring.yaml': `# charts of the monitoring team
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: monitoring
  namespace: flux-system
spec:
  interval: 12h
  url: https://charts.example.com/monitoring
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: monitoring
  namespace: flux-system
spec:
  interval: 30m
  targetNamespace: monitoring
  chart:
    spec:
      chart: stack
      sourceRef: {kind: HelmRepository, name: monitoring}
`,
  'tenants.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: tenants
  namespace: flux-system
spec:
  interval: 5m
  path: ./tenants/production
  prune: true
  serviceAccountName: tenants-reconciler
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
  'namespaces/kustomization.yaml': 'resources: [web.yaml]\n',
  'namespaces/web.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n',
}

/** The Flux Kustomization that applies the cluster. */
export const syncFile = join(install, 'gotk-sync.yaml')

/** Runs `work` on a repository as `flux bootstrap` leaves it, with other platform objects beside the install. */
export function withBootstrapped<Value>(release: string, work: (root: string) => Value): Value {
  const root = mkdtempSync(join(tmpdir(), 'bootstrapped-'))
  try {
    for (const folder of ['.git', install, join(cluster, 'namespaces')]) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    for (const [file, text] of Object.entries(platform)) {
      writeFileSync(join(root, cluster, file), text)
    }
    bootstrap(root, release)
    return work(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** What each run of `flux bootstrap` writes: its own two files anew, a kustomization only where there is none. */
export function bootstrap(root: string, release: string): void {
  writeFileSync(join(root, install, 'gotk-components.yaml'), manifest(release))
  writeFileSync(join(root, syncFile), manifest('gotk-sync'))
  bootstrapKustomization(root, install)
}
