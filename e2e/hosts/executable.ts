import { resolve } from 'node:path'

/** The path of the command line as one executable, which the test set-up builds. */
export function executable(): string {
  return resolve('dist', 'flux-tenancy')
}
