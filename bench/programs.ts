import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What `npm run build` and `npm run build:exe` make: the same source as a file for Node and as one executable. */
const built = {
  bundle: join('dist', 'flux-tenancy.js'),
  executable: join('dist', 'flux-tenancy'),
} as const

/** How a table calls the two, and how they are started. */
export const programs = [
  { name: 'flux-tenancy.js, by Node', start: [process.execPath, built.bundle] },
  { name: 'flux-tenancy, the executable', start: [built.executable] },
] as const

/** Runs a measurement; where something that it needs is not built, says so instead and fails. */
export async function measureBuilt(measure: () => void | Promise<void>): Promise<void> {
  const missing = Object.values(built).find((file) => !existsSync(file))
  if (missing === undefined) return measure()
  console.error(`"${missing}" must be there: \`npm run build && npm run build:exe\` writes it.`)
  process.exitCode = 1
}
