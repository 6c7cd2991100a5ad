import { kinds } from './schema.ts'
import { tenantSpec } from './tenant-schema.ts'

/** Every kind of our group, with the schema of its `spec`: those that configure a function, and those that a function expands. */
export const ownKinds = {
  ...kinds,
  Tenant: {
    spec: tenantSpec,
    summary:
      'A team or an application that Flux syncs from a repository of its own, with an account that is confined to its namespaces.',
  },
} as const

export type OwnKind = keyof typeof ownKinds
export const ownKindNames = Object.keys(ownKinds) as readonly OwnKind[]
