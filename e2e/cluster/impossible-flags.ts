import type { ControllerName } from '../../src/flux/controllers.ts'
import type { GoModuleName } from '../hosts/go-modules.ts'

/** A flag that a controller of a version does not know, by the table of src/flux. */
export interface ImpossibleFlag {
  readonly controller: ControllerName
  readonly flag: string
  readonly value: string
  /** The built program, where it is not called as the controller. */
  readonly program?: GoModuleName
}

/** One of each sort: never there, there on other controllers, not yet there, no longer there. */
export const impossibleFlags: readonly ImpossibleFlag[] = [
  { controller: 'source-controller', flag: 'enable-source-acl', value: 'true' },
  { controller: 'source-controller', flag: 'no-cross-namespace-refs', value: 'true' },
  { controller: 'helm-controller', flag: 'no-remote-bases', value: 'true' },
  { controller: 'notification-controller', flag: 'watch-label-selector', value: 'team=a' },
  { controller: 'image-reflector-controller', flag: 'aws-autologin-for-ecr', value: 'true' },
  {
    controller: 'kustomize-controller',
    flag: 'sops-vault-configmap',
    value: 'vaults',
    program: 'kustomize-controller-v2.7',
  },
]
