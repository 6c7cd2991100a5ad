import type { GoModuleName } from './go-modules.ts'
import {
  buildah,
  builtProgram,
  fish,
  goProgram,
  judgeProgram,
  kpt,
  kubectl,
  kustomize,
  podman,
  readerProgram,
  runc,
  setpriv,
  strace,
  zsh,
} from './programs.ts'
import { outputOf } from './run.ts'

const realCluster: readonly GoModuleName[] = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'source-controller',
  'kustomize-controller',
  'kustomize-controller-v2.7',
  'notification-controller',
  'helm-controller',
  'image-reflector-controller',
  'image-automation-controller',
]

/** Builds what the tests run, so that a missing host fails them all at once and by its name. */
export default function setup(): void {
  outputOf('npm', ['run', '--silent', 'build'])
  outputOf('npm', ['run', '--silent', 'build:exe'])
  kustomize()
  kpt()
  judgeProgram()
  readerProgram()
  builtProgram()
  goProgram('flux')
  kubectl()
  setpriv()
  strace()
  buildah()
  podman()
  runc()
  zsh()
  fish()
  for (const name of realCluster) goProgram(name)
}
