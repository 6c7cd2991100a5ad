/**
 * The security profiles of the draft RFC-0003 "Flux multi-tenancy mode" (fluxcd/flux2 pull request 2093), by its names.
 */
export const securityProfiles = ['multi-tenant', 'single-tenant'] as const
export type SecurityProfile = (typeof securityProfiles)[number]
