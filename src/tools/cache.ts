import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder outside the checkout where built programs stay. */
function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(base, 'flux-tenancy')
}

/**
 * The path of the cached file `name`, which `build` writes to the path that it is given if the cache has none.
 * The name holds whatever the content depends on. A build that fails leaves nothing behind.
 */
export function cached(name: string, build: (out: string) => void): string {
  const file = join(cacheFolder(), name)
  if (existsSync(file)) return file
  mkdirSync(cacheFolder(), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  build(unfinished)
  renameSync(unfinished, file)
  return file
}
