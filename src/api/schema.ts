import * as v from 'valibot'
import { securityProfiles } from './security-profile.ts'
import { accountNamePattern, accountNameRule, longestAccountName } from './service-account-name.ts'
import { serviceAccountName } from './service-account-schema.ts'
import { tenantDefaultsSpec } from './tenant-schema.ts'

const release =
  /^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z.-]+)?$/

const emptyOrAccountName = new RegExp(`^$|${accountNamePattern.source}`)

const flux = v.strictObject({
  defaultServiceAccount: v.optional(
    v.pipe(
      serviceAccountName,
      v.description(
        'As whom kustomize-controller and helm-controller apply objects that name no ServiceAccount. ' +
          'Absent: a value that is already there is kept, else `flux`.',
      ),
    ),
  ),
  version: v.optional(
    v.pipe(
      v.string('must be a string, as "v2.9.3"'),
      v.regex(release, 'must be a release of Flux, as "v2.9.3"'),
      v.description(
        'The Flux version that runs. Absent: the image tags tell, then the label `app.kubernetes.io/version`.',
      ),
    ),
  ),
  platformServiceAccount: v.optional(
    v.pipe(
      v.string('must be a string'),
      v.regex(emptyOrAccountName, `must be the name of a ServiceAccount: ${accountNameRule}`),
      v.maxLength(longestAccountName, `must not be longer than ${longestAccountName} characters`),
      v.description(
        "The ServiceAccount for Kustomizations and HelmReleases in Flux's own namespace that name none. " +
          'Absent or empty: `kustomize-controller` and `helm-controller`.',
      ),
    ),
  ),
})

const securityProfile = v.pipe(
  v.picklist(securityProfiles, 'must be "multi-tenant" or "single-tenant"'),
  v.description(
    '`multi-tenant` locks the controllers of Flux for tenants, `single-tenant` takes the lock back.',
  ),
)

const fluxSettings = v.optional(
  v.pipe(flux, v.description('How the controllers of Flux are set.')),
  {},
)

const tenantSettings = {
  tenantDefaults: v.optional(
    v.pipe(
      tenantDefaultsSpec,
      v.description(
        'Any part of the `spec` of a Tenant, merged under each: mappings merge, lists replace, null removes. Without `git.url` it makes no ' +
          'source: `git` counts where a Tenant has `git` itself.',
      ),
    ),
  ),
  prune: v.optional(
    v.pipe(
      v.boolean('must be true or false'),
      v.description(
        'True: the input is the whole package, so that objects of Tenants that are not in it are removed. Absent or false: they are kept.',
      ),
    ),
  ),
}

/** `spec` of a FluxTenancy: absent sections do nothing. */
const fluxTenancySpec = v.strictObject({
  securityProfile: v.optional(
    v.pipe(securityProfile, v.description('Absent: nothing is locked and nothing is unlocked.')),
  ),
  flux: fluxSettings,
  ...tenantSettings,
})

/** `spec` of a TenancyCheck: that of FluxTenancy, with a profile to check against. */
const tenancyCheckSpec = v.strictObject({ securityProfile, flux: fluxSettings, ...tenantSettings })

export type FluxTenancySpec = v.InferOutput<typeof fluxTenancySpec>
export type TenancyCheckSpec = v.InferOutput<typeof tenancyCheckSpec>

/** Every kind of our group that configures a function, with the schema of its `spec`. */
export const kinds = {
  FluxTenancy: {
    spec: fluxTenancySpec,
    summary: 'Locks the controllers of Flux for tenants, or takes the lock back.',
  },
  TenancyCheck: {
    spec: tenancyCheckSpec,
    summary: 'Checks that the controllers of Flux are locked as a profile wants it.',
  },
} as const

export type ConfigKind = keyof typeof kinds
export const configKinds = Object.keys(kinds) as readonly ConfigKind[]
