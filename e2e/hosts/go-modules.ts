/** A program that is built from a published Go module. */
export interface GoModule {
  readonly module: string
  readonly version: string
  /** The program's folder in the module; its root if absent. */
  readonly folder?: string
  /** Go variables that the linker sets: what a release build would give. */
  readonly variables?: Readonly<Record<string, string>>
  /** For every requirement of version v0.0.0, which stands for a folder next door, the version that was published. */
  readonly staging?: string
  /** Folders and files to drop before the build. */
  readonly drop?: readonly string[]
  /** Files that the source embeds and that its module lacks. */
  readonly embedded?: Readonly<Record<string, string>>
}

const kubernetes = {
  module: 'k8s.io/kubernetes',
  version: 'v1.34.4',
  staging: 'v0.34.4',
  drop: ['vendor', 'go.work', 'go.work.sum'],
  variables: {
    'k8s.io/component-base/version.gitVersion': 'v1.34.4',
    'k8s.io/component-base/version.gitMajor': '1',
    'k8s.io/component-base/version.gitMinor': '34',
  },
}

/**
 * Every program that the tests build from the module proxy, by the name it has in the cache. The controllers are those
 * of Flux v2.9.3 and, for helm-controller, of v2.9.0, the last one whose modules are all served.
 */
export const goModules = {
  /** It has `--enable-exec`, which kubectl's has not. */
  kustomize: { module: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.8.1' },
  etcd: { module: 'go.etcd.io/etcd/server/v3', version: 'v3.6.15' },
  'kube-apiserver': { ...kubernetes, folder: 'cmd/kube-apiserver' },
  'kube-controller-manager': { ...kubernetes, folder: 'cmd/kube-controller-manager' },
  'source-controller': { module: 'github.com/fluxcd/source-controller', version: 'v1.9.3' },
  'kustomize-controller': { module: 'github.com/fluxcd/kustomize-controller', version: 'v1.9.4' },
  'kustomize-controller-v2.7': {
    module: 'github.com/fluxcd/kustomize-controller',
    version: 'v1.7.3',
  },
  'notification-controller': {
    module: 'github.com/fluxcd/notification-controller',
    version: 'v1.9.2',
  },
  'helm-controller': { module: 'github.com/fluxcd/helm-controller', version: 'v1.6.1' },
  'image-reflector-controller': {
    module: 'github.com/fluxcd/image-reflector-controller',
    version: 'v1.2.3',
  },
  'image-automation-controller': {
    module: 'github.com/fluxcd/image-automation-controller',
    version: 'v1.2.3',
  },
  flux: {
    module: 'github.com/fluxcd/flux2/v2',
    version: 'v2.9.3',
    folder: 'cmd/flux',
    embedded: { 'cmd/flux/manifests/none.yaml': '' },
    variables: { 'main.VERSION': '2.9.3' },
  },
  'flux-operator': {
    module: 'github.com/controlplaneio-fluxcd/flux-operator',
    version: 'v0.58.0',
    folder: 'cmd/cli',
  },
} as const satisfies Readonly<Record<string, GoModule>>

/** The name of a program of the table. */
export type GoModuleName = keyof typeof goModules
