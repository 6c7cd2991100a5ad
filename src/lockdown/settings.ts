import type { SecurityProfile } from '../api/security-profile.ts'
import type { ControllerName } from '../flux/controllers.ts'

/** What the account is called where neither the configuration nor the install names one: the name of draft RFC-0003. */
export const defaultAccountName = 'flux'

/** Flags that a profile owns; the id is the flag without its dashes. */
export type SettingId = 'no-cross-namespace-refs' | 'no-remote-bases' | 'default-service-account'

/** One flag that `multi-tenant` sets on some controllers and `single-tenant` takes away. */
export interface Setting {
  readonly id: SettingId
  /** The controllers on which the profile owns the flag, by what it means there. */
  readonly controllers: readonly ControllerName[]
  readonly value: { readonly kind: 'fixed'; readonly value: 'true' } | { readonly kind: 'account' }
  readonly what: string
  readonly why: string
  /** The first Flux release whose controllers have it. */
  readonly since: string
  readonly source: string
  readonly example: string
}

/**
 * What `multi-tenant` sets, in the order in which new arguments are written. Which version of a controller has a flag is
 * in `src/flux/flag-table.ts`; source-controller has none of these flags with this meaning.
 */
export const settings: readonly Setting[] = [
  {
    id: 'no-cross-namespace-refs',
    controllers: [
      'kustomize-controller',
      'helm-controller',
      'notification-controller',
      'image-reflector-controller',
      'image-automation-controller',
      'source-watcher',
    ],
    value: { kind: 'fixed', value: 'true' },
    what: 'References from one Flux object to another must stay in one namespace.',
    why: "Otherwise a tenant can use the sources, and hear the events, of another tenant's or the platform's namespace.",
    since: 'v0.26',
    source: 'fluxcd/pkg runtime/acl/flags.go',
    example: '--no-cross-namespace-refs=true',
  },
  {
    id: 'no-remote-bases',
    controllers: ['kustomize-controller'],
    value: { kind: 'fixed', value: 'true' },
    what: 'A kustomization must not take bases from outside its source.',
    why: 'Otherwise what is applied comes from places that nobody reviewed, fetched from inside the cluster.',
    since: 'v0.30',
    source: 'fluxcd/kustomize-controller main.go, pull request 638',
    example: '--no-remote-bases=true',
  },
  {
    id: 'default-service-account',
    controllers: ['kustomize-controller', 'helm-controller'],
    value: { kind: 'account' },
    what: "Objects that name no ServiceAccount are applied as this account of the object's own namespace.",
    why: 'Otherwise an object that names no account is applied with the rights of the controller, which is cluster-admin.',
    since: 'v0.26',
    source: 'fluxcd/pkg runtime/client/impersonator.go',
    example: `--default-service-account=${defaultAccountName}`,
  },
]

/** What each profile does with the settings. */
export const profiles: Readonly<Record<SecurityProfile, string>> = {
  'multi-tenant':
    'Sets every flag of the settings that the controller has, and gives the Kustomizations and HelmReleases beside the controllers an account.',
  'single-tenant':
    'Takes every flag of the settings away, and the accounts that multi-tenant gives.',
}

/** The settings that a profile owns on a controller, in the order of the table. */
export function settingsOf(controller: ControllerName): readonly Setting[] {
  return settings.filter(({ controllers }) => controllers.includes(controller))
}
