/** Put in by the bundler (src/tools/bundle.ts) from package.json. */
declare const FLUX_TENANCY_VERSION: string | undefined

/** The version of this build; `development` where the sources run unbundled. */
export const version =
  typeof FLUX_TENANCY_VERSION === 'string' ? FLUX_TENANCY_VERSION : 'development'
