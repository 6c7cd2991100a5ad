import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type PlatformName, platformNamed } from '../../src/tools/platforms.ts'
import { emptyImage, machineImage } from './base-image.ts'
import { buildImage, imagesCalled, removeImage } from './containers.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** Whatever is said of the image beside what the Dockerfile says. */
export const imageLabels = { version, revision: '0123456789abcdef0123456789abcdef01234567' }

const sources = [
  'Dockerfile',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'LICENSE',
  'src',
  'e2e/hosts',
]

/** The image of the Dockerfile as it stands, for this machine, of this machine's files. Returns its name. */
export function fluxTenancyImage(): string {
  return built(platformNamed(), () => machineImage())
}

/** The same for another platform, with libraries of these names that have nothing in them. Returns its name. */
export function imageFor(platform: PlatformName, libraries: readonly string[]): string {
  return built(platform, () => emptyImage(platform, libraries))
}

/** Built unless it is there of the same sources; one of others goes. */
function built(platform: PlatformName, libraryImage: () => string): string {
  const repository = `localhost/flux-tenancy-${platform}`
  const name = `${repository}:${hashOf(sources)}`
  const present = imagesCalled(repository)
  if (present.includes(name)) return name
  for (const other of present) removeImage(other)
  const values = {
    BUILD_IMAGE: machineImage(),
    LIBRARY_IMAGE: libraryImage(),
    // BuildKit sets it by itself
    BUILDPLATFORM: `linux/${platformNamed()}`,
    VERSION: imageLabels.version,
    REVISION: imageLabels.revision,
  }
  const args = Object.entries(values).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`])
  buildImage(name, '.', ['--platform', `linux/${platform}`, ...args])
  return name
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths.flatMap(filesIn).sort()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
